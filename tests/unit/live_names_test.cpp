#include "analysis/answers/completion.hpp"
#include "analysis/answers/hover.hpp"
#include "analysis/live/listing.hpp"
#include "server/live_cache.hpp"
#include "tests/support/lsp_client.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/support/project.hpp"
#include "tests/support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::testing;
using namespace std::chrono_literals;
using modal::ObjectKind;

namespace {

live::Listing shop_listing() {
    live::Listing out{.all_environments = {"dev", "prod", "old"},
                      .default_environment = "dev",
                      .taken_at = "2026-01-31 12:00 UTC"};
    live::Environment dev{.name = "dev", .apps = {{}}}, prod{.name = "prod", .apps = {{}}};
    (*dev.apps)["shop"] = {.id = "ap-1", .version = "v12", .deployed_at = "2026-01-30 10:00"};
    (*prod.apps)["shop"] = {.id = "ap-2"};
    (*prod.apps)["billing"] = {.id = "ap-3", .version = "v2"};
    dev.resources[ObjectKind::secret] = {"stripe"};
    prod.resources[ObjectKind::secret] = {"stripe", "mail"};
    out.environments = {std::move(dev), std::move(prod)};
    return out;
}

Config with_listing() {
    Config config;
    config.live = std::make_shared<const live::Listing>(shop_listing());
    return config;
}

std::string hover_at(const std::string& text) {
    const Project project({{"main.py", text}}, with_listing());
    const auto answer = answers::hover(project.snapshot(), project.cursor().file, project.cursor().at);
    REQUIRE(answer.has_value());
    return answer->plain;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// "label | detail" for each, one a line.
std::string completions_at(const std::string& name, const std::string& text) {
    const Project project({{name, text}}, with_listing());
    std::string out;
    for (const auto& item :
         answers::completion(project.snapshot(), project.cursor().file, project.cursor().at).items)
        out += item.label + " | " + item.detail + "\n";
    return out;
}

using Answers = std::vector<std::pair<std::string, std::string>>;
using Words = std::vector<std::string>;

Answers healthy() {
    return {
        {"--version", "modal client version: 1.6.4\n"},
        {"profile current", "acme\n"},
        {"config show", "{\"environment\": \"dev\", \"token_id\": \"ak-123456\"}\n"},
        {"environment list", R"([{"name": "dev", "active": "True"}, {"name": "prod", "active": "False"}])"},
        {"app list --json --env=dev",
         R"([{"app_id": "ap-1", "description": "shop", "state": "deployed"},
                 {"app_id": "ap-9", "description": "mail", "state": "stopped"}])"},
        {"app list --json --env=prod", R"([{"App ID": "ap-3", "Name": "billing", "State": "deployed"}])"},
        {"app history shop", R"([{"version": "v9", "time_deployed": "a"},
                                     {"version": "v12", "time_deployed": "b"}])"},
        {"app history billing", "[]"},
        {"secret list", R"([{"name": "stripe"}])"},
        {"volume list", "!no network\n"},
        {"dict list", "[]"},
        {"queue list", "[]"}};
}

constexpr const char* kShop = "import modal\n"
                              "app = modal.App(\"shop\")\n\n"
                              "@app.function(secrets=[modal.Secret.from_name(\"mail\")])\n"
                              "def price(): ...\n\n"
                              "f = modal.Function.from_name(\"billing\", \"charge\")\n";

const Json kOn = {{"liveNames", true}};

struct World {
    MemoryFileSystem files{{"/w/shop.py", kShop}, {"/w/.venv/bin/modal", "#!"}};
    LspClient client{files};

    explicit World(Json settings, bool trusted = true) {
        settings["trusted"] = trusted;
        client.call("initialize", {{"processId", nullptr},
                                   {"rootUri", "file:///w"},
                                   {"initializationOptions", {{"modalLsp", settings}, {"trusted", trusted}}},
                                   {"capabilities", Json::object()}});
        client.notify("initialized");
        client.run_jobs();
        client.open("/w/shop.py", kShop);
        settle();
    }

    void settle(const Answers& answers = healthy()) {
        for (int round = 0; round < 100; ++round) {
            client.processes().answer(answers);
            client.run_jobs();
            client.advance(100ms);
        }
    }

    [[nodiscard]] std::size_t runs(const std::string& words) {
        const auto& all = client.processes().all();
        return static_cast<std::size_t>(
            std::ranges::count_if(all, [&](const auto& each) { return contains(each->words(), words); }));
    }

    Json execute(const std::string& command) {
        const int id = client.begin("workspace/executeCommand", {{"command", "modal-lsp." + command}});
        settle();
        const auto answer = client.answer(id);
        REQUIRE(answer.has_value());
        return *answer;
    }
};

} // namespace

TEST_CASE("where something is, and where it is not, is told by environment") {
    const live::Listing listing = shop_listing();
    CHECK(live::presence_of(listing, ObjectKind::app, "billing").in == Words{"prod"});
    CHECK(live::presence_of(listing, ObjectKind::app, "billing").missing == Words{"dev"});
    CHECK(live::presence_of(listing, ObjectKind::volume, "data").missing.empty()); // could not be listed
    CHECK(listing.find("")->name == "dev");
    CHECK(listing.find("old") == nullptr);
}

TEST_CASE("hovers say where an app is deployed, in which version, and as of when") {
    CHECK(contains(hover_at("import modal\napp = modal.App(\"$0shop\")\n"),
                   "Deployed in dev (v12, 2026-01-30 10:00), prod (as of 2026-01-31 12:00 UTC)."));
    CHECK(contains(hover_at("import modal\nmodal.Function.from_name(\"$0billing\", \"f\")\n"),
                   "Deployed in prod (v2); not in dev (as of"));
    CHECK(contains(hover_at("import modal\nmodal.Function.from_name(\"billing\", \"$0f\")\n"),
                   "Deployed in prod (v2); not in dev (as of"));
    CHECK(
        contains(hover_at("import modal\napp = modal.App(\"$0new\")\n"), "Not deployed in dev, prod (as of"));
    CHECK(contains(hover_at("import modal\nmodal.Secret.from_name(\"$0mail\")\n"),
                   "Exists in prod; not in dev (as of"));
    CHECK_FALSE(contains(hover_at("import modal\nmodal.Volume.from_name(\"$0data\")\n"), "as of"));
}

TEST_CASE("a hover on an environment says whether there is such a one, and what works in it") {
    const auto hover_on = [](const std::string& name) {
        return hover_at("import modal\nmodal.Secret.from_name(\"mail\", environment_name=\"$0" + name +
                        "\")\n");
    };
    CHECK(contains(hover_on("prod"), "An environment of the Modal workspace, with 2 deployed apps (as of"));
    CHECK(contains(hover_on("old"), "An environment of the Modal workspace (as of"));
    CHECK(contains(hover_on("new"), "The Modal workspace has no environment of this name (as of"));
    CHECK(contains(hover_on("prod"), "main.py:2 — works in it"));
    CHECK_FALSE(contains(hover_on("prod"), "creates it"));
}

TEST_CASE("completions offer what is at Modal behind what the workspace has") {
    CHECK(completions_at("main.py",
                         "import modal\napp = modal.App(\"own\")\nmodal.Function.from_name(\"$0\")\n") ==
          "own | app · main.py · 0 members\nbilling | app · in prod (v2)\nshop | app · in dev (v12), prod\n");
    CHECK(completions_at("main.py", "import modal\nmodal.Secret.from_name(\"$0\")\n") ==
          "mail | Secret · in prod\nstripe | Secret · in dev, prod\n");
    CHECK(
        completions_at("main.py", "import modal\nmodal.Secret.from_name(\"x\", environment_name=\"$0\")\n") ==
        "dev | environment · at Modal\nold | environment · at Modal\nprod | environment · at Modal\n");
    CHECK(contains(completions_at("run.sh", "modal app logs $0\n"), "billing | "));
}

TEST_CASE("live names are off unless an editor wants them, and the workspace is trusted") {
    World off(Json::object()), untrusted(kOn, false);
    CHECK(off.client.processes().all().empty());
    CHECK(untrusted.client.processes().all().empty());
    CHECK(contains(off.execute("refreshLiveNames")["error"]["message"], "`live-names`"));
    CHECK(contains(untrusted.execute("refreshLiveNames")["error"]["message"], "not trusted"));
}

TEST_CASE("a file of the repository cannot switch live names on") {
    MemoryFileSystem files{
        {"/w/shop.py", kShop}, {"/w/modal-lsp.toml", "live-names = true\n"}, {"/w/.venv/bin/modal", "#!"}};
    LspClient client(files);
    client.initialize("/w");
    client.open("/w/modal-lsp.toml", "live-names = true\n");
    client.run_jobs();
    CHECK(client.processes().all().empty());
    CHECK(client.codes("/w/modal-lsp.toml") == Words{"invalid-configuration"});
}

TEST_CASE("live names are read in the background, and then known to hovers and rules") {
    World world(kOn);
    CHECK(world.client.codes("/w/shop.py") == Words{"resource-not-created", "app-not-deployed"});
    const Json hover =
        world.client.call("textDocument/hover", {{"textDocument", {{"uri", "file:///w/shop.py"}}},
                                                 {"position", {{"line", 1}, {"character", 18}}}});
    CHECK(contains(hover.dump(), "Deployed in dev (v12, b); not in prod"));
    CHECK(world.runs("app history shop") == 1);
    CHECK(world.runs("app history mail") == 0);
    const Json apps = world.execute("apps")["result"];
    CHECK(apps[0]["deployed"] == Json::array({{{"environment", "dev"}, {"version", "v12"}}}));
}

TEST_CASE("only the environments of the setting are looked into") {
    World world(Json{{"liveNames", true}, {"liveEnvironments", {"prod", "--name=x", "gone"}}});
    CHECK(world.runs("--env=dev") == 0);
    CHECK(world.runs("app list --json --env=prod") == 1);
    CHECK(world.runs("--env=--name") == 0);
    CHECK(world.runs("--env=gone") == 0);
}

TEST_CASE("live names are read again on demand, and the answer says what there is") {
    World world(kOn);
    const Json answer = world.execute("refreshLiveNames")["result"];
    CHECK(answer["ok"] == true);
    CHECK(answer["environments"][0]["apps"] ==
          Json::array({{{"name", "shop"}, {"id", "ap-1"}, {"version", "v12"}}}));
    CHECK(contains(answer["message"], "dev: 1 deployed app, 1 named resource; prod: 1 deployed app"));
    CHECK(world.runs("environment list") == 2);
}

TEST_CASE("a command line that fails leaves what was known, and says why") {
    World world(kOn);
    const int id =
        world.client.begin("workspace/executeCommand", {{"command", "modal-lsp.refreshLiveNames"}});
    world.settle({{"--version", "modal client version: 1.6.4\n"},
                  {"profile current", "!no\n"},
                  {"config show", "!no\n"}});
    const Json answer = world.client.answer(id).value_or(Json::object())["result"];
    CHECK(answer["ok"] == false);
    CHECK(contains(answer["message"], "To mend it"));
    CHECK(world.client.codes("/w/shop.py") == Words{"resource-not-created", "app-not-deployed"});
}

TEST_CASE("switching live names off forgets them, and ends what is being read") {
    World world(kOn);
    const int id =
        world.client.begin("workspace/executeCommand", {{"command", "modal-lsp.refreshLiveNames"}});
    world.client.notify("workspace/didChangeConfiguration",
                        {{"settings", {{"modalLsp", {{"liveNames", false}}}}}});
    world.client.run_jobs();
    world.settle();
    CHECK(world.client.answer(id).has_value());
    CHECK(world.client.processes().running() == nullptr);
    CHECK(world.client.codes("/w/shop.py").empty());
}

TEST_CASE("listings are kept from one session to the next") {
    const TemporaryDirectory folder;
    const server::LiveCache cache((folder.path() / "live").string());
    CHECK_FALSE(cache.load("a question").has_value());
    cache.store("a question", shop_listing());
    CHECK(cache.load("a question") == shop_listing());
    CHECK_FALSE(cache.load("another").has_value());
    CHECK_FALSE(
        server::from_cache_text("another", server::to_cache_text("a question", shop_listing())).has_value());
    for (const std::string_view broken : {"", "{", "[]", R"({"format": 1, "question": "q"})"})
        CHECK_FALSE(server::from_cache_text("q", broken).has_value());
}
