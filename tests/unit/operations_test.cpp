#include "protocol/uri.hpp"
#include "tests/support/lsp_client.hpp"
#include "tests/support/memory_file_system.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::testing;
using namespace std::chrono_literals;

namespace {

using Answers = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kShop = "import modal\n"
                              "app = modal.App(\"shop\")\n\n"
                              "@app.function()\n"
                              "def price(item: str, n: int = 3): ...\n";
constexpr const char* kWeb =
    "import modal\n"
    "app = modal.App(\"site\", image=modal.Image.debian_slim().uv_pip_install('fastapi'))\n\n"
    "@app.function()\n"
    "@modal.asgi_app()\n"
    "def web():\n"
    "    from fastapi import FastAPI\n"
    "    return FastAPI()\n";

const std::string kVersion = "modal client version: 1.6.4\n";
constexpr const char* kSettings = "{\n  \"environment\": \"dev\",\n  \"token_id\": \"ak-123456\"\n}\n";

/// A command line that is in order, and answers as a test says.
Answers healthy(Answers more = {}) {
    more.insert(more.end(),
                {{"--version", kVersion}, {"profile current", "acme\n"}, {"config show", kSettings}});
    return more;
}

/// A project with its own command line, and the client that operates on it.
struct World {
    MemoryFileSystem files{{"/w/shop.py", kShop}, {"/w/site.py", kWeb}, {"/w/.venv/bin/modal", "#!"}};
    LspClient client{files};

    explicit World(Json options = Json::object(), Json capabilities = Json::object()) {
        client.call("initialize", {{"processId", nullptr},
                                   {"rootUri", "file:///w"},
                                   {"initializationOptions", std::move(options)},
                                   {"capabilities", std::move(capabilities)}});
        client.notify("initialized");
        client.run_jobs();
    }

    int begin(const std::string& command, Json argument) {
        return client.begin("workspace/executeCommand", {{"command", "modal-lsp." + command},
                                                         {"arguments", Json::array({std::move(argument)})}});
    }

    /// The answer, when all programs behave as told.
    Json run(const std::string& command, Json argument, const Answers& answers = healthy()) {
        const int id = begin(command, std::move(argument));
        for (int round = 0; round < 500 && !client.answer(id); ++round) {
            client.processes().answer(answers);
            client.advance(1s);
        }
        const auto answer = client.answer(id);
        REQUIRE(answer.has_value());
        return *answer;
    }

    Json result(const std::string& command, Json argument, const Answers& answers = healthy()) {
        const Json answer = run(command, std::move(argument), answers);
        REQUIRE_MESSAGE(answer.contains("result"), answer.dump());
        return answer["result"];
    }

    [[nodiscard]] bool was_run(const std::string& words) {
        const auto& all = client.processes().all();
        return std::ranges::any_of(
            all, [&](const auto& each) { return each->words().find(words) != std::string::npos; });
    }

    [[nodiscard]] std::string shown() const {
        std::string out;
        for (const Json& message : client.notifications("window/showMessage"))
            out += message["message"].get<std::string>() + "\n";
        return out;
    }
};

Json on(const std::string& file, Json more = Json::object()) {
    more["uri"] = "file:///w/" + file;
    return more;
}

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

TEST_CASE("a deployment without addresses is verified by the list of apps and the log") {
    World world;
    const Answers answers = healthy(
        {{"modal deploy", "Created objects.\nApp deployed in 1s!\nView Deployment: "
                          "https://modal.com/apps/acme/dev/deployed/shop\n"},
         {"app list", "[{\"App ID\": \"ap-1\", \"Description\": \"shop\", \"State\": \"deployed\"}]\n"},
         {"app logs", "starting\n"}});
    const Json answer = world.result("deploy", on("shop.py", {{"tag", "v1"}}), answers);
    CHECK(answer["ok"] == true);
    CHECK(answer["appId"] == "ap-1");
    CHECK(answer["page"] == "https://modal.com/apps/acme/dev/deployed/shop");
    CHECK(world.was_run("modal deploy --env=dev --tag=v1 shop.py"));
    CHECK(world.was_run("modal app logs --env=dev --tail=500 shop"));
    CHECK(world.shown().find("\"shop\" is deployed in dev (ap-1)") != std::string::npos);
}

TEST_CASE("a web app is verified at the address that was printed, through a cold start") {
    World world;
    const int id = world.begin("deploy", on("site.py"));
    const Answers start = healthy(
        {{"modal deploy", "Created web function web => https://acme--site-web.modal.run\n"
                          "App deployed in 1s!\n"},
         {"app list", "[{\"app_id\": \"ap-1\", \"description\": \"site\", \"state\": \"deployed\"}]\n"}});
    world.client.processes().answer(start);
    int asked = 0;
    for (int round = 0; round < 60 && !world.client.answer(id); ++round) {
        if (auto* program = world.client.processes().running(); program != nullptr) {
            CHECK(program->request.argv.back().find("https://acme--site-web.modal.run/health") !=
                  std::string::npos);
            const bool is_up = ++asked == 4;
            program->print(is_up ? R"({"status": 200, "body": "{\"status\": \"ok\"}", "error": ""})"
                                 : R"({"status": 0, "body": "", "error": "refused"})");
            program->end(0);
        }
        world.client.advance(10s);
    }
    const auto answer = world.client.answer(id);
    REQUIRE(answer);
    CHECK((*answer)["result"]["ok"] == true);
    CHECK((*answer)["result"]["verify"]["addresses"][0]["status"] == 200);
    CHECK(asked == 4);
}

TEST_CASE("an app that never comes up is given up, with what its log says") {
    World world;
    const Json answer = world.result(
        "deploy", on("site.py"),
        healthy(
            {{"modal deploy",
              "Created web function web => https://acme--site-web.modal.run\nApp deployed in 1s!\n"},
             {"--probe", R"({"status": 500, "body": "", "error": ""})"},
             {"app list", "[{\"app_id\": \"ap-1\", \"description\": \"site\", \"state\": \"deployed\"}]\n"},
             {"app logs", "ModuleNotFoundError: No module named 'fastapi'\n"}}));
    CHECK(answer["ok"] == false);
    CHECK(answer["verify"]["failures"][0]["kind"] == "import");
}

TEST_CASE("an app in another environment is found by diagnosis") {
    World world;
    const Json answer = world.result(
        "diagnose", on("shop.py"),
        healthy({{"app list --json --env=dev", "[]\n"},
                 {"app list --json --env=staging",
                  "[{\"app_id\": \"ap-1\", \"description\": \"shop\", \"state\": \"deployed\"}]\n"},
                 {"environment list", "[{\"name\": \"dev\"}, {\"name\": \"staging\"}]\n"}}));
    CHECK(answer["ok"] == false);
    CHECK(answer["message"] == "\"shop\" is not in \"dev\", but in staging: name that environment");
    CHECK(answer["diagnosis"]["commands"][0]["argv"] ==
          Json::array({"/w/.venv/bin/modal", "shell", "--env=dev", "shop.py"}));
}

TEST_CASE("diagnosis reads the log and counts containers") {
    World world;
    const Json answer = world.result(
        "diagnose", on("shop.py"),
        healthy(
            {{"app list", "[{\"app_id\": \"ap-1\", \"description\": \"shop\", \"state\": \"deployed\"}]\n"},
             {"app logs", "Runner failed with exit code: -9\n"},
             {"container list", "[{\"container_id\": \"ta-1\", \"app_id\": \"ap-1\"}, "
                                "{\"container_id\": \"ta-2\", \"app_id\": \"ap-2\"}]\n"}}));
    CHECK(answer["diagnosis"]["failures"][0]["kind"] == "memory");
    CHECK(answer["diagnosis"]["steps"][2]["message"] == "1 of its containers run");
    CHECK(answer["diagnosis"]["commands"][0]["argv"].back() == "nvidia-smi");
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

TEST_CASE("end-to-end checks run against the served app, which is stopped again") {
    World world;
    world.files.write("/w/site.e2e.toml", "[[check]]\npath = \"/health\"\njson = { status = \"ok\" }\n"
                                          "[[check]]\npath = \"/missing\"\n");
    const int id = world.begin("e2e", on("site.py"));
    world.client.processes().answer(healthy());
    auto* serve = world.client.processes().running();
    REQUIRE(serve != nullptr);
    CHECK(serve->words() == "modal serve --env=dev site.py");
    serve->print("✓ Created objects.\n"
                 "└── 🔨 Created web function web => https://acme--site-web-dev.modal.run\n"
                 "Serving...");
    const Answers answers = {{"/health", R"({"status": 200, "body": "{\"status\": \"ok\"}", "error": ""})"},
                             {"/missing", R"({"status": 404, "body": "no", "error": ""})"}};
    for (int round = 0; round < 20 && !world.client.answer(id); ++round) {
        world.client.processes().answer(answers);
        world.client.advance(1s);
    }
    const auto answer = world.client.answer(id);
    REQUIRE(answer);
    const Json& result = (*answer)["result"];
    CHECK(result["ok"] == false);
    CHECK(result["message"] == "1 of 2 checks failed");
    CHECK(result["e2e"]["checks"][0]["ok"] == true);
    CHECK(result["e2e"]["checks"][1]["message"] == "expected status 200, got 404");
    CHECK(serve->stopped);
}

TEST_CASE("an app that cannot be served says why") {
    World world;
    const Json answer =
        world.result("e2e", on("site.py"), healthy({{"modal serve", "!Error: connection refused\n"}}));
    CHECK(answer["ok"] == false);
    CHECK(answer["message"] == "`modal serve` exited with code 1");
    CHECK(answer["e2e"]["output"] == Json::array({"Error: connection refused"}));
}
