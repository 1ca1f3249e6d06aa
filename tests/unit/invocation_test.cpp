#include "server/operate/invocation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::server::operate;

namespace {

using Words = std::vector<std::string>;

constexpr text::Version kOld{.major = 0, .minor = 64, .patch = 0};
constexpr text::Version kOne{.major = 1, .minor = 0, .patch = 0};
constexpr text::Version kNew{.major = 1, .minor = 6, .patch = 4};

Words words(const Order& order, const text::Version& version = kNew) {
    const auto found = words_of(order, version);
    REQUIRE_MESSAGE(found.has_value(), found.error().in(Language::english));
    return *found;
}

} // namespace

TEST_CASE("a deployment names its environment and tag before the file") {
    const Order order{.command = "deploy", .file = "src/app.py", .environment = "dev", .tag = "v1"};
    CHECK(words(order) == Words{"deploy", "--env=dev", "--tag=v1", "src/app.py"});
}

TEST_CASE("arguments of a run stand behind the function, where they are its own") {
    const Order order{.command = "run",
                      .file = "app.py",
                      .function = "Model.generate",
                      .environment = "dev",
                      .arguments = {"--detach", "a b"}};
    CHECK(words(order) == Words{"run", "--env=dev", "app.py::Model.generate", "--detach", "a b"});
}

TEST_CASE("no name can be read as an option") {
    CHECK(words({.command = "deploy", .file = "-app.py"}) == Words{"deploy", "./-app.py"});
    CHECK_FALSE(words_of({.command = "stop", .app = "--yes"}, kNew));
    CHECK_FALSE(words_of({.command = "logs", .app = "-f"}, kNew));
    CHECK_FALSE(words_of({.command = "deploy", .file = "a.py", .environment = "--name=x"}, kNew));
    CHECK_FALSE(words_of({.command = "deploy", .file = "a.py", .tag = "-x"}, kNew));
    CHECK_FALSE(words_of({.command = "run", .file = "a.py", .function = "-x"}, kNew));
    CHECK_FALSE(words_of({.command = "run", .file = "a.py", .function = "f; rm"}, kNew));
    CHECK_FALSE(words_of({.command = "run", .file = "a.py::b", .function = "f"}, kNew));
    CHECK_FALSE(words_of({.command = "run", .module = "-m.x"}, kNew));
}

TEST_CASE("what is missing is said") {
    CHECK(words_of({.command = "stop"}, kNew).error().in(Language::english) ==
          "no app is named, and the file has not exactly one");
    CHECK(words_of({.command = "deploy"}, kNew).error().in(Language::english) == "no file is named");
}

TEST_CASE("logs and stop are spelt as each version has them") {
    const Order logs{.command = "logs", .app = "shop", .follow = false},
        stop{.command = "stop", .app = "shop"};
    CHECK(words(logs) == Words{"app", "logs", "--tail=500", "shop"});
    CHECK(words(logs, kOne) == Words{"app", "logs", "shop"});
    CHECK(words(logs, kOld) == Words{"app", "logs", "--name=shop"});
    CHECK(words(stop) == Words{"app", "stop", "--yes", "shop"});
    CHECK(words(stop, kOne) == Words{"app", "stop", "shop"});
    CHECK(words({.command = "stop", .app = "ap-1"}, kOld) == Words{"app", "stop", "ap-1"});
    CHECK(words({.command = "logs", .app = "shop"}) == Words{"app", "logs", "--follow", "shop"});
}

TEST_CASE("a module is marked as one where the version wants it") {
    const Order order{.command = "deploy", .file = "pkg/app.py", .module = "pkg.app"};
    CHECK(words(order) == Words{"deploy", "-m", "pkg.app"});
    CHECK(words(order, kOld) == Words{"deploy", "pkg.app"});
}

TEST_CASE("what belongs into a terminal") {
    CHECK(is_blocking({.command = "serve"}));
    CHECK(is_blocking({.command = "shell"}));
    CHECK(is_blocking({.command = "logs"}));
    CHECK_FALSE(is_blocking({.command = "logs", .follow = false}));
    CHECK_FALSE(is_blocking({.command = "run"}));
}

TEST_CASE("a line for a person to run is quoted as a shell reads it") {
    CHECK(command_line({"/a b/modal", "run", "a.py::f", "it's", "", "$(x)"}) ==
          "'/a b/modal' run a.py::f 'it'\\''s' '' '$(x)'");
}
