#include "tests/support/operating.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::testing;

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
