#include "tests/support/lsp_client.hpp"
#include "tests/support/memory_file_system.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace modal_lsp;
using namespace modal_lsp::testing;

namespace {

const Json kCreates = {{"workspace",
                        {{"applyEdit", true},
                         {"workspaceEdit", {{"documentChanges", true}, {"resourceOperations", {"create"}}}}}},
                       {"window", {{"showDocument", {{"support", true}}}}}};

/// A workspace with a file that is there already, and its client.
struct World {
    MemoryFileSystem files{{"/w/taken.py", "import modal\n"}, {"/w/jobs/old.py", "import modal\n"}};
    LspClient client{files};

    explicit World(const Json& capabilities = kCreates) { client.initialize("/w", capabilities); }

    Json ask(const Json& argument) {
        const int id = client.begin("workspace/executeCommand", {{"command", "modal-lsp.newFile"},
                                                                 {"arguments", Json::array({argument})}});
        client.run_jobs();
        const auto answer = client.answer(id);
        REQUIRE(answer);
        return *answer;
    }

    std::string refusal(const Json& argument) {
        const Json answer = ask(argument);
        CHECK(client.requests("workspace/applyEdit").empty());
        return answer.contains("error") ? answer["error"]["message"] : Json("was not refused");
    }
};

} // namespace

TEST_CASE("the kinds of files that can be begun are told") {
    World world;
    const Json answer = world.client.call("workspace/executeCommand", {{"command", "modal-lsp.newFile"}});
    REQUIRE(answer["kinds"].size() >= 9);
    for (const Json& each : answer["kinds"])
        CHECK_FALSE(each["summary"].get<std::string>().empty());
    CHECK(answer["kinds"][0]["kind"] == "batched");
}

TEST_CASE("a file is created by the client, beside the one that is open, and shown") {
    World world;
    world.client.answer_with("workspace/applyEdit", {{"applied", true}});
    const Json answer =
        world.ask({{"kind", "cron"}, {"name", "my-job"}, {"uri", "file:///w/jobs/old.py"}})["result"];
    CHECK(answer["created"] == true);
    CHECK(answer["uri"] == "file:///w/jobs/my_job.py");
    const auto edits = world.client.requests("workspace/applyEdit");
    REQUIRE(edits.size() == 1);
    const Json& changes = edits[0]["edit"]["documentChanges"];
    CHECK(changes[0]["kind"] == "create");
    CHECK(changes[0]["uri"] == "file:///w/jobs/my_job.py");
    CHECK(changes[0]["options"]["overwrite"] == false);
    CHECK(changes[1]["textDocument"]["version"] == nullptr);
    CHECK(changes[1]["edits"][0]["newText"] == answer["text"]);
    CHECK(answer["text"].get<std::string>().find("app = modal.App(\"my-job\")\n") != std::string::npos);
    CHECK(world.client.requests("window/showDocument").at(0)["uri"] == "file:///w/jobs/my_job.py");
}

TEST_CASE("clients that create no files get the text") {
    World world(Json::object());
    const Json answer =
        world.ask({{"kind", "queue"}, {"name", "work"}, {"folder", "file:///w/jobs"}})["result"];
    CHECK(answer["created"] == false);
    CHECK(answer["uri"] == "file:///w/jobs/work.py");
    CHECK(answer["text"].get<std::string>().starts_with("import modal\n"));
    CHECK(world.client.requests("workspace/applyEdit").empty());
}

TEST_CASE("a client that refuses to create a file is quoted") {
    World world;
    world.client.answer_with("workspace/applyEdit", {{"applied", false}, {"failureReason", "read-only"}});
    const Json answer = world.ask({{"kind", "dict"}, {"name", "store"}});
    CHECK(answer["error"]["message"] == "the editor did not create the file: read-only");
    CHECK(world.client.requests("window/showDocument").empty());
}

TEST_CASE("nothing is overwritten, and nonsense is refused") {
    CHECK(World().refusal({{"kind", "cron"}, {"name", "taken"}}) == "/w/taken.py is there already");
    CHECK(World().refusal({{"kind", "crom"}, {"name", "x"}}) == "there is no \"crom\" to begin with");
    for (const char* name : {"", "../x", "a b", "x/y"})
        CHECK(World().refusal({{"kind", "cron"}, {"name", name}}).find("is no name for an app") !=
              std::string::npos);
    CHECK(World().refusal("cron") == "expected one object as the argument");
}

TEST_CASE("a file for an old SDK has nothing that came later") {
    World world(Json::object());
    world.files.write("/w/requirements.txt", "modal==1.0.5\n");
    world.client.call("workspace/executeCommand", {{"command", "modal-lsp.reindex"}});
    const auto text_of = [&](const char* kind) {
        return world.ask({{"kind", kind}, {"name", "x"}})["result"]["text"].get<std::string>();
    };
    CHECK(text_of("gpu-class").find(".debian_slim().pip_install(\"torch\")") != std::string::npos);
    CHECK(text_of("clone-secret").find("modal.Secret.create_deployed(") != std::string::npos);
}
