#include "tests/support/operating.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::testing;

namespace {

/// Names of the checks that failed.
std::vector<std::string> failed(const Json& answer) {
    std::vector<std::string> out;
    for (const Json& check : answer["preflight"]["checks"])
        if (!check["ok"]) out.push_back(check["name"]);
    return out;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("a dry run shows what would be called, and calls nothing but questions") {
    World world;
    const Json answer = world.result("run", on("shop.py", {{"dryRun", true}, {"function", "price"}}));
    CHECK(answer["argv"] == Json::array({"/w/.venv/bin/modal", "run", "--env=dev", "shop.py::price"}));
    CHECK(answer["cwd"] == "/w");
    CHECK(answer["environment"] == "dev");
    CHECK(answer["ok"] == true);
    CHECK(failed(answer).empty());
    CHECK(answer["parameters"] == Json::array({{{"name", "item"}, {"type", "str"}, {"default", nullptr}},
                                               {{"name", "n"}, {"type", "int"}, {"default", "3"}}}));
    CHECK_FALSE(world.was_run("run --env"));
}

TEST_CASE("a run streams its output, and ends with its program") {
    World world;
    const Json answer = world.result("run", on("shop.py", {{"arguments", {"--item", "tea"}}}),
                                     healthy({{"modal run", "hello\nHF_TOKEN=abcdef\n"}}));
    CHECK(answer["ok"] == true);
    CHECK(answer["exitCode"] == 0);
    CHECK(answer["argv"].back() == "tea");
    CHECK(answer["output"] == Json::array({"hello", "HF_TOKEN=***"}));
    std::vector<std::string> logged;
    for (const Json& message : world.client.notifications("window/logMessage"))
        logged.push_back(message["message"]);
    CHECK(logged == Names{"/w/.venv/bin/modal run --env=dev shop.py --item tea", "hello", "HF_TOKEN=***"});
}

TEST_CASE("arguments of a function are remembered") {
    World world;
    world.result("run", on("shop.py", {{"arguments", {"--item", "tea"}}}), healthy({{"modal run", ""}}));
    const Json again = world.result("run", on("shop.py"), healthy({{"modal run", ""}}));
    CHECK(again["argv"].back() == "tea");
    const Json other = world.result("run", on("shop.py", {{"function", "price"}, {"dryRun", true}}));
    CHECK(other["argv"].back() == "shop.py::price");
}

TEST_CASE("what fails in a run is explained from its output") {
    World world;
    const Json answer = world.result(
        "run", on("shop.py"),
        healthy({{"modal run",
                  "!  File \"/root/shop.py\", line 4, in f\nModuleNotFoundError: No module named 'x'\n"}}));
    CHECK(answer["ok"] == false);
    CHECK(answer["exitCode"] == 1);
    CHECK(answer["failures"][0]["uri"] == "file:///w/shop.py");
    CHECK(answer["failures"][0]["rule"] == "import-not-in-image");
    CHECK(world.shown().find("the module \"x\" is not in the image") != std::string::npos);
}

TEST_CASE("without a command line nothing is started, and the way to mend it is told") {
    World world;
    world.files.remove("/w/.venv/bin/modal");
    const Json answer = world.result("deploy", on("shop.py"));
    CHECK(answer["ok"] == false);
    CHECK(failed(answer) == Names{"cli"});
    CHECK(world.client.processes().all().empty());
    CHECK(world.shown().find("pip install modal") != std::string::npos);
}

TEST_CASE("each thing that is not in order stops a deployment") {
    const std::vector<std::pair<Answers, std::string>> cases = {
        {{{"--version", "modal client version: 0.50.1\n"}}, "cli"},
        {{{"--version", "garbage \x1b[31m\xff\n"}}, "cli"},
        {{{"--version", "!Traceback\nImportError: no\n"}}, "cli"},
        {healthy({{"profile current", "!no profile\n"}}), "identity"},
        {healthy({{"config show", "{\"environment\": \"dev\"}\n"}}), "token"},
        {healthy({{"config show", "garbage\n"}}), "token"},
        {healthy({{"config show", "{\"token_id\": \"ak-123456\", \"environment\": null}\n"}}), "environment"},
        {healthy({{"config show", "{\"token_id\": \"ak-123456\", \"environment\": \"prod\"}\n"}}),
         "environment"},
    };
    for (const auto& [answers, check] : cases) {
        World world;
        const Json answer = world.result("deploy", on("shop.py"), answers);
        CHECK(answer["ok"] == false);
        const Names names = failed(answer);
        CHECK_MESSAGE(std::ranges::find(names, check) != names.end(), answer.dump());
        CHECK_FALSE(world.was_run("modal deploy"));
        CHECK(world.shown().find("To mend it: ") != std::string::npos);
    }
}

TEST_CASE("errors in the file, and lookups that lead nowhere, stop a run") {
    World world;
    world.client.open("/w/shop.py", std::string(kShop) + "modal.Function.from_name('shop', 'prise')\n"
                                                         "@app.function(gpu=3)\ndef g(): ...\n");
    const Json answer = world.result("run", on("shop.py"));
    const Names names = failed(answer);
    CHECK(std::ranges::find(names, "diagnostics") != names.end());
    CHECK(std::ranges::find(names, "lookups") != names.end());
    CHECK_FALSE(world.was_run("modal run"));
}

TEST_CASE("changes that are not saved stop a deployment, which would be of the file as it was") {
    World world;
    world.client.open("/w/shop.py", std::string(kShop) + "# more\n");
    CHECK(failed(world.result("deploy", on("shop.py"))) == Names{"saved"});
    world.files.write("/w/shop.py", std::string(kShop) + "# more\n");
    CHECK(failed(world.result("deploy", on("shop.py", {{"dryRun", true}}))).empty());
}

TEST_CASE("names are never handed on as options") {
    World world;
    for (const Json& argument : {on("shop.py", {{"app", "--yes"}}), on("shop.py", {{"environment", "-x"}})}) {
        const Json answer = world.result("stop", argument);
        CHECK(answer["ok"] == false);
        CHECK(answer["message"].get<std::string>().find("handed on safely") != std::string::npos);
        CHECK_FALSE(world.was_run("app stop"));
    }
}

TEST_CASE("production is asked about, by app and environment") {
    for (const bool agreed : {true, false}) {
        World world;
        world.client.answer_with("window/showMessageRequest",
                                 {{"title", agreed ? "Deploy to prod" : "Cancel"}});
        const Json answer = world.result("deploy", on("shop.py", {{"environment", "prod"}}),
                                         healthy({{"modal deploy", ""}, {"app list", "[]\n"}}));
        const auto questions = world.client.requests("window/showMessageRequest");
        REQUIRE(questions.size() == 1);
        CHECK(questions[0]["message"] == "Deploy \"shop\" in the production environment \"prod\"?");
        CHECK(questions[0]["actions"][0]["title"] == "Deploy to prod");
        CHECK(world.was_run("modal deploy --env=prod shop.py") == agreed);
        if (!agreed) CHECK(answer["message"] == "not confirmed: nothing was done");
    }
}

TEST_CASE("a client that answers nothing to the question has not agreed") {
    World world;
    world.result("deploy", on("shop.py", {{"environment", "prod"}}), healthy({{"modal deploy", ""}}));
    CHECK_FALSE(world.was_run("modal deploy"));
}

TEST_CASE("what blocks goes to the client's terminal, or to the person") {
    World with(Json{{"modalLsp", {{"terminal", true}, {"trusted", true}}}});
    const Json answer = with.result("serve", on("shop.py"));
    CHECK(answer["ok"] == true);
    const auto asked = with.client.requests("modal-lsp/runInTerminal");
    REQUIRE(asked.size() == 1);
    CHECK(asked[0]["argv"] == Json::array({"/w/.venv/bin/modal", "serve", "--env=dev", "shop.py"}));
    CHECK(asked[0]["cwd"] == "/w");
    CHECK(asked[0]["env"] == Json::object());
    CHECK(with.client.notifications("window/logMessage").size() == 1);

    World without;
    without.result("logs", on("shop.py"));
    CHECK(without.client.requests("modal-lsp/runInTerminal").empty());
    CHECK(without.shown().find("/w/.venv/bin/modal app logs --env=dev --follow shop") != std::string::npos);
}

TEST_CASE("an untrusted workspace gets none of it") {
    for (const char* command : {"run", "serve", "deploy", "shell", "logs", "stop", "verify", "diagnose",
                                "preflight", "e2e", "identity"}) {
        World world(Json{{"modalLsp", {{"trusted", false}}}});
        const Json answer = world.result(command, on("shop.py"));
        CHECK(answer["ok"] == false);
        CHECK(answer["message"].get<std::string>().find("not trusted") != std::string::npos);
        CHECK(world.client.processes().all().empty());
        CHECK(world.client.requests("modal-lsp/runInTerminal").empty());
    }
}

TEST_CASE("a cancelled request stops its program") {
    World world;
    const int id = world.begin("run", on("shop.py"));
    world.client.processes().answer(healthy());
    REQUIRE(world.was_run("modal run"));
    world.client.notify("$/cancelRequest", {{"id", id}});
    world.client.advance(1ms);
    const auto answer = world.client.answer(id);
    REQUIRE(answer);
    CHECK((*answer)["error"]["code"] == -32800);
    CHECK(world.client.processes().all().back()->dropped);
}

TEST_CASE("progress is shown, and can be cancelled") {
    World world(Json::object(), {{"window", {{"workDoneProgress", true}}}});
    const int id = world.begin("run", on("shop.py"));
    world.client.processes().answer(healthy());
    const auto created = world.client.requests("window/workDoneProgress/create");
    REQUIRE_FALSE(created.empty());
    const Json token = created.back()["token"];
    world.client.processes().running()->print("working");
    std::vector<std::string> kinds;
    Json last;
    for (const Json& progress : world.client.notifications("$/progress"))
        if (progress["token"] == token) {
            kinds.push_back(progress["value"]["kind"]);
            last = progress["value"];
        }
    REQUIRE_FALSE(kinds.empty());
    CHECK(kinds.front() == "begin");
    CHECK(last["message"] == "working");
    world.client.notify("window/workDoneProgress/cancel", {{"token", token}});
    REQUIRE(world.client.answer(id));
    CHECK(world.client.processes().all().back()->dropped);
}

TEST_CASE("shutting down stops what runs") {
    World world;
    const int id = world.begin("run", on("shop.py"));
    world.client.processes().answer(healthy());
    world.client.begin("shutdown");
    CHECK(world.client.answer(id));
    CHECK(world.client.processes().all().back()->dropped);
}

TEST_CASE("identity says who is working, and where") {
    World world;
    const Json answer =
        world.result("identity", Json::object(),
                     healthy({{"profile list",
                               "[{\"name\": \"acme\", \"workspace\": \"acme-ws\", \"active\": true}]\n"}}));
    CHECK(answer["cli"] == Json{{"path", "/w/.venv/bin/modal"}, {"version", "1.6.4"}});
    CHECK(answer["profile"] == "acme");
    CHECK(answer["workspace"] == "acme-ws");
    CHECK(answer["environment"] == "dev");
    CHECK(answer["production"] == false);
    CHECK(answer["token"] == true);
}

TEST_CASE("a file with relative imports is run as a module") {
    World world;
    world.files.write("/w/pkg/__init__.py", "");
    world.files.write("/w/pkg/app.py", "import modal\nfrom . import util\napp = modal.App('p')\n"
                                       "@app.function()\ndef f(): ...\n");
    world.client.open("/w/pkg/app.py", *world.files.read("/w/pkg/app.py", 1000));
    const Json answer = world.result("deploy", on("pkg/app.py", {{"dryRun", true}}));
    CHECK(answer["argv"] == Json::array({"/w/.venv/bin/modal", "deploy", "--env=dev", "-m", "pkg.app"}));
    CHECK(answer["cwd"] == "/w");
}

TEST_CASE("an argument that is no object is refused") {
    World world;
    const int id = world.client.begin(
        "workspace/executeCommand", {{"command", "modal-lsp.run"}, {"arguments", Json::array({"shop.py"})}});
    CHECK((*world.client.answer(id))["error"]["code"] == -32602);
}
