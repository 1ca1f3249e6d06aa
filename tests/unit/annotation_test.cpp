#include "analysis/package/annotation.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace modal_lsp::package;

TEST_CASE("an annotation is shown without modules, wrappers and typing's older names") {
    CHECK(readable_annotation("typing.Optional[modal.client._Client]") == "Client | None");
    CHECK(readable_annotation("typing.Union[datetime.datetime, None, str]") == "datetime | str | None");
    CHECK(readable_annotation("dict[str, typing.Optional[_Secret]]") == "dict[str, Secret | None]");
    CHECK(readable_annotation("collections.abc.Callable[[int, str], None]") == "Callable[[int, str], None]");
    CHECK(readable_annotation("'_App' | None") == "App | None");
    CHECK(readable_annotation("typing.Union[\n    str,\n    list[str],\n]") == "str | list[str]");
    CHECK(readable_annotation("typing.Literal['a', \"b\"]") == "Literal['a', \"b\"]");
    CHECK(readable_annotation("tuple[str, ...]") == "tuple[str, ...]");
    CHECK(readable_annotation("").empty());
}

TEST_CASE("what is no annotation stays as it is, on one line") {
    CHECK(readable_annotation("a +\n  b") == "a + b");
    CHECK(readable_annotation("dict[str") == "dict[str");
    CHECK(readable_annotation("\"unclosed") == "\"unclosed");
    CHECK(readable_annotation(std::string(500, '[')).size() <= 120);
    CHECK(readable_annotation(std::string(500, 'x')).ends_with("..."));
}

TEST_CASE("the class of an annotation is what its value is made of") {
    CHECK(annotated_class("typing.ClassVar[__lookup_spec]") == "__lookup_spec");
    CHECK(annotated_class("__deploy_spec[typing_extensions.Self]") == "__deploy_spec");
    CHECK(annotated_class("'DictManager'") == "DictManager");
    CHECK(annotated_class("modal.object.Object") == "modal.object.Object");
    CHECK(annotated_class("").empty());
}

TEST_CASE("defaults are written as repr writes them") {
    CHECK(readable_default("\"GET\"") == "'GET'");
    CHECK(readable_default("\"it's\"") == "\"it's\"");
    CHECK(readable_default("'''x'''") == "'x'");
    CHECK(readable_default("300") == "300");
    CHECK(readable_default("-1.5") == "-1.5");
    CHECK(readable_default("[]") == "[]");
    CHECK(readable_default("None") == "None");
    CHECK(readable_default("modal.stream_type.StreamType.PIPE") == "StreamType.PIPE");
    CHECK(readable_default("NON_PYTHON_FILES") == "NON_PYTHON_FILES");
    CHECK(readable_default("60 * 60") == "...");
    CHECK(readable_default("f'{x}'") == "...");
    CHECK(readable_default("lambda: 0") == "...");
    CHECK(readable_default("\"" + std::string(100, 'x') + "\"") == "...");
}
