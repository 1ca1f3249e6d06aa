#include "analysis/docs/sdk_index.hpp"
#include "analysis/package/declarations.hpp"
#include "analysis/package/surface_reader.hpp"
#include "tests/support/small_sdk.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace modal_lsp;
using testing::small_sdk;
using testing::Sources;

namespace {

tl::expected<docs::Surface, std::string> read(const Sources& sources, std::string version = {}) {
    return package::read_surface(
        [&](const std::string& path) -> std::optional<std::string> {
            const auto found = sources.find(path);
            return found == sources.end() ? std::nullopt : std::optional(found->second);
        },
        std::move(version));
}

std::string signature(const docs::Index& index, std::string_view path) {
    const docs::Symbol* found = index.find(path);
    return found == nullptr ? "missing" : docs::signature_of(*found);
}

} // namespace

TEST_CASE("a package is read as its exports, through wrappers, stubs and sources") {
    auto surface = read(small_sdk());
    REQUIRE_MESSAGE(surface.has_value(), surface.error());
    const docs::Index index(*std::move(surface));
    CHECK(index.version() == "9.8.7");
    CHECK(signature(index, "modal.App") == "App(name: str | None = None)");
    CHECK(signature(index, "modal.App.function") ==
          "App.function(*, timeout: int = 300, retries=NONE, mode='fast')");
    CHECK(signature(index, "modal.App.deploy") == "App.deploy(*, tag: str = '') -> None");
    CHECK(signature(index, "modal.App.info") == "App.info()");
    CHECK(signature(index, "modal.App.name") == "App.name");
    CHECK(signature(index, "modal.Cls.from_name") == "Cls.from_name(app: str, name: str) -> Cls");
    CHECK(signature(index, "modal.Cls.objects.create") == "Cls.objects.create(name: str)");
    CHECK(signature(index, "modal.forward") == "forward(port, *, h2: bool = False)");
    CHECK(index.find("modal.App._private") == nullptr);
}

TEST_CASE("what a stub does not say is taken from the source") {
    const docs::Index index(*read(small_sdk()));
    const docs::Symbol* app = index.find("modal.App");
    CHECK(app->summary == "A thing that is deployed.");
    CHECK(app->text == "Longer.");
    CHECK(app->parameters.front().note == "What it is called.");
    CHECK(app->file == "modal/app.py");
    CHECK(app->line == 6);
    CHECK(index.find("modal.App.deploy")->summary == "Deploys.");
}

TEST_CASE("hidden parts are known but not offered") {
    const docs::Index index(*read(small_sdk()));
    REQUIRE(index.find("modal.App.hidden") != nullptr);
    for (const docs::Symbol* member : index.members_of("modal.App"))
        CHECK(member->name() != "hidden");
}

TEST_CASE("a version that is told counts more than the package's own") {
    CHECK(read(small_sdk(), "1.2.3")->version == "1.2.3");
}

TEST_CASE("what is not Modal's package, or not all of it, is said to be so") {
    CHECK(read({}).error() == "there is no modal/__init__.py that can be read");
    CHECK(read({{"modal/__init__.py", "def train(): ...\n"}}).error().starts_with("it has no modal.App"));
    Sources partial = small_sdk();
    partial.erase("modal/app.py");
    partial["modal/app.pyi"] = "class App: ...\n";
    CHECK(read(partial).error().starts_with("it has no modal.App.function"));
}

TEST_CASE("a package that imports itself in circles is read to an end") {
    Sources circular = small_sdk();
    circular["modal/__init__.py"] += "from .ring import ring\n__all__ += ['ring']\n";
    circular["modal/ring.py"] = "from .ring2 import ring\nclass A(B): ...\nclass B(A): ...\n";
    circular["modal/ring2.py"] = "from .ring import ring\n";
    CHECK(read(circular).has_value());
}

TEST_CASE("a name of a million parts is no reason to stop") {
    Sources hostile = small_sdk();
    std::string name = "a";
    for (int i = 0; i < 300000; ++i)
        name += ".a";
    hostile["modal/secret.py"] += "    def odd(self, x=" + name + ", y: " + name + " = 1): ...\n";
    CHECK(read(hostile).has_value());
}

TEST_CASE("broken source gives what can be read of it") {
    const auto found =
        package::read_declarations("class A:\n    def f(self, x=\n\ndef g(): ...\nimport a.b as c\n");
    CHECK(package::find_declaration(found, "g") != nullptr);
    const auto* import = package::find_declaration(found, "c");
    REQUIRE(import != nullptr);
    CHECK(import->module == "a.b");
    CHECK(package::read_declarations("").empty());
}
