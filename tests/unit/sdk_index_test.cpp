#include "analysis/docs/sdk_index.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace modal_lsp;

namespace {

const docs::Index& kIndex = docs::Index::embedded();

}

TEST_CASE("every class, function and constructor of the SDK has a summary") {
    for (const docs::Symbol& symbol : kIndex.symbols()) {
        const bool top = symbol.path.find('.', 6) == std::string_view::npos;
        if (!top || symbol.path == "modal.web_endpoint") continue;
        CHECK_MESSAGE(!symbol.summary.empty(), symbol.path);
    }
    for (const char* path :
         {"modal.App.function", "modal.App.cls", "modal.Image.run_commands", "modal.Volume.commit"}) {
        REQUIRE_MESSAGE(kIndex.find(path) != nullptr, path);
        CHECK_MESSAGE(!kIndex.find(path)->summary.empty(), path);
    }
}

TEST_CASE("every argument of app.function has a note") {
    const docs::Symbol* function = kIndex.find("modal.App.function");
    REQUIRE(function != nullptr);
    int without = 0;
    for (const docs::Parameter& parameter : function->parameters)
        without += parameter.note.empty() ? 1 : 0;
    CHECK(without <= 5);
}

TEST_CASE("signatures are written as Python writes them") {
    const docs::Symbol* cron = kIndex.find("modal.Cron");
    REQUIRE(cron != nullptr);
    CHECK(docs::signature_of(*cron) == "Cron(cron_string: str, timezone: str = 'UTC')");
    CHECK(kIndex.find("modal.Function.remote.aio") == kIndex.find("modal.Function.remote"));
    CHECK(kIndex.find("modal.Nothing") == nullptr);
    CHECK(docs::signature_block(*kIndex.find("modal.App")).find("\n    name: str | None = None,\n    *,\n") !=
          std::string::npos);
}

TEST_CASE("members are those directly below") {
    bool pip = false;
    for (const docs::Symbol* symbol : kIndex.members_of("modal.Image")) {
        CHECK(symbol->path.starts_with("modal.Image."));
        pip = pip || symbol->name() == "pip_install";
    }
    CHECK(pip);
    for (const docs::Symbol* symbol : kIndex.members_of("modal"))
        CHECK(symbol->path.find('.', 6) == std::string_view::npos);
}

TEST_CASE("each place has its page of the documentation") {
    CHECK(docs::url_of("modal.Image") == "https://modal.com/docs/sdk/py/latest/Image");
    CHECK(docs::url_of("modal.Image.pip_install") ==
          "https://modal.com/docs/sdk/py/latest/Image#pip_install");
    CHECK(docs::url_of("modal.Volume.objects.create") ==
          "https://modal.com/docs/sdk/py/latest/Volume#objectscreate");
    CHECK(docs::url_of("modal.method.aio") == "https://modal.com/docs/sdk/py/latest/method");
}
