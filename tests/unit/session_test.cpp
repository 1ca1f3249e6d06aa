#include "protocol/uri.hpp"
#include "tests/support/lsp_client.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/support/small_sdk.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::testing;
using namespace std::chrono_literals;

namespace {

using Codes = std::vector<std::string>;

constexpr const char* kShop =
    "import modal\napp = modal.App(\"shop\")\n\n@app.function()\ndef price(): ...\n";
constexpr const char* kUser = "import modal\nmodal.Function.from_name('shop', 'prise')\n";
/// `forward` takes a port.
constexpr const char* kSdkUser = "import modal\napp = modal.App()\nmodal.forward()\n";
const Codes kWrong{"from-name-unknown-target"};

Json document(const std::string& path) {
    return {{"textDocument", {{"uri", protocol::uri_of(path)}}}};
}

void change_on_disk(LspClient& client, const std::string& path) {
    client.notify("workspace/didChangeWatchedFiles",
                  {{"changes", Json::array({{{"uri", protocol::uri_of(path)}, {"type", 2}}})}});
}

} // namespace

TEST_CASE("diagnostics of an open file do not wait for the index") {
    const MemoryFileSystem files{{"/w/a.py", kShop}};
    LspClient client(files);
    client.begin("initialize", {{"rootUri", "file:///w"}, {"capabilities", Json::object()}});
    client.notify("initialized");
    client.open("/w/user.py", std::string(kUser) + "x = 1  # modal-lsp: ignore[no-such-rule]\n");
    CHECK(client.codes("/w/user.py") == Codes{"unused-suppression"});
    client.run_jobs();
    CHECK(client.codes("/w/user.py") == Codes{"from-name-unknown-target", "unused-suppression"});
}

TEST_CASE("the process that started the server is watched") {
    const MemoryFileSystem files;
    LspClient client(files);
    client.begin("initialize", {{"processId", 4711}, {"capabilities", Json::object()}});
    CHECK(client.ends_with() == std::vector<std::int64_t>{4711});
}

TEST_CASE("a client that never answers for its settings is served after five seconds") {
    const MemoryFileSystem files;
    LspClient client(files);
    client.do_not_answer("workspace/configuration");
    client.initialize("/w", {{"workspace", {{"configuration", true}}}});
    const int symbols = client.begin("workspace/symbol", {{"query", ""}});
    client.advance(4900ms);
    CHECK_FALSE(client.answer(symbols));
    client.advance(200ms);
    client.run_jobs();
    CHECK(client.answer(symbols));
}

TEST_CASE("sync is answered when the last file was read") {
    const MemoryFileSystem files{{"/w/a.py", kShop}, {"/w/b.py", kShop}};
    LspClient client(files);
    client.begin("initialize", {{"rootUri", "file:///w"}, {"capabilities", Json::object()}});
    client.notify("initialized");
    const int sync = client.begin("modal-lsp/sync");
    while (!client.answer(sync))
        REQUIRE(client.run_one_job());
    CHECK((*client.answer(sync))["result"]["filesIndexed"] == 2);
    CHECK((*client.answer(sync))["result"]["complete"] == true);
    CHECK_FALSE(client.run_one_job());
}

TEST_CASE("a model is made once for each file of the project") {
    const MemoryFileSystem files{{"/w/a.py", kShop}, {"/w/user.py", kUser}, {"/w/plain.py", "x = 1\n"}};
    LspClient client(files);
    client.initialize("/w");
    CHECK(client.call("modal-lsp/sync")["models"] == 2);
}

TEST_CASE("an event about an unchanged file causes no analysis") {
    const MemoryFileSystem files{{"/w/a.py", kShop}, {"/w/user.py", kUser}};
    LspClient client(files);
    client.initialize("/w");
    client.open("/w/user.py", kUser);
    const Json before = client.call("modal-lsp/sync");
    change_on_disk(client, "/w/a.py");
    change_on_disk(client, "/w/user.py");
    const Json after = client.call("modal-lsp/sync");
    CHECK(after["models"] == before["models"]);
    CHECK(after["analyses"] == before["analyses"]);
}

TEST_CASE("mending the target on disk clears what refers to it") {
    MemoryFileSystem files{{"/w/a.py", kShop}, {"/w/user.py", kUser}};
    LspClient client(files);
    client.initialize("/w");
    client.open("/w/user.py", kUser);
    CHECK(client.codes("/w/user.py") == kWrong);
    files.write("/w/a.py", "import modal\napp = modal.App('shop')\n@app.function()\ndef prise(): ...\n");
    change_on_disk(client, "/w/a.py");
    client.run_jobs();
    CHECK(client.codes("/w/user.py").empty());
}

TEST_CASE("a file that changes while it is being read is read once more") {
    MemoryFileSystem files{{"/w/a.py", kShop}, {"/w/user.py", kUser}};
    LspClient client(files);
    client.initialize("/w");
    client.open("/w/user.py", kUser);
    files.write("/w/a.py", "import modal\napp = modal.App('shop')\n");
    change_on_disk(client, "/w/a.py"); // its reading is under way now
    change_on_disk(client, "/w/a.py");
    REQUIRE(client.run_one_job());
    files.write("/w/a.py", "import modal\napp = modal.App('shop')\n@app.function()\ndef prise(): ...\n");
    client.run_jobs();
    CHECK(client.codes("/w/user.py").empty());
}

TEST_CASE("closing an open file brings the disk's text back") {
    const MemoryFileSystem files{{"/w/a.py", kShop}, {"/w/user.py", kUser}};
    LspClient client(files);
    client.initialize("/w");
    client.open("/w/user.py", kUser);
    client.open("/w/a.py", "import modal\napp = modal.App('shop')\n@app.function()\ndef prise(): ...\n");
    CHECK(client.codes("/w/user.py").empty());
    client.close("/w/a.py");
    client.run_jobs();
    CHECK(client.codes("/w/user.py") == kWrong);
}

TEST_CASE("closing a file that was never saved forgets it") {
    const MemoryFileSystem files{{"/w/a.py", kShop}, {"/w/user.py", kUser}};
    LspClient client(files);
    client.initialize("/w");
    client.open("/w/user.py", kUser);
    client.open("/w/new.py", "import modal\napp = modal.App('shop')\n@app.function()\ndef prise(): ...\n");
    CHECK(client.codes("/w/user.py").empty());
    client.close("/w/new.py");
    client.run_jobs();
    CHECK(client.codes("/w/user.py") == kWrong);
}

TEST_CASE("a file outside of the workspace is served alone") {
    const MemoryFileSystem files{{"/w/a.py", kShop}, {"/w/user.py", kUser}};
    LspClient client(files);
    client.initialize("/w");
    client.open("/w/user.py", kUser);
    client.open("/elsewhere/b.py",
                "import modal\napp = modal.App('shop')\n@app.function()\ndef prise(): ...\n");
    CHECK(client.codes("/w/user.py") == kWrong);
    CHECK(client.call("textDocument/documentSymbol", document("/elsewhere/b.py")).size() == 2);
}

TEST_CASE("an equal result with a new version is published with that version") {
    const MemoryFileSystem files{{"/w/a.py", kShop}};
    LspClient client(files);
    client.initialize("/w", {{"textDocument", {{"publishDiagnostics", {{"versionSupport", true}}}}}});
    client.open("/w/user.py", kUser, 3);
    client.change("/w/user.py", 4, std::string(kUser) + "# more\n");
    const auto published = client.notifications("textDocument/publishDiagnostics");
    REQUIRE(published.size() == 2);
    CHECK(published[0]["version"] == 3);
    CHECK(published[1]["version"] == 4);
}

TEST_CASE("nothing is published for a file without findings") {
    const MemoryFileSystem files{{"/w/a.py", kShop}};
    LspClient client(files);
    client.initialize("/w");
    client.open("/w/a.py", kShop);
    client.change("/w/a.py", 2, std::string(kShop) + "\n");
    CHECK(client.notifications("textDocument/publishDiagnostics").empty());
}

TEST_CASE("refreshes are asked for at most once in 200 milliseconds") {
    const MemoryFileSystem files{{"/w/a.py", kShop}};
    LspClient client(files);
    client.initialize("/w", {{"textDocument", {{"diagnostic", Json::object()}}},
                             {"workspace", {{"diagnostics", {{"refreshSupport", true}}}}}});
    client.open("/w/user.py", kUser);
    client.call("textDocument/diagnostic", document("/w/user.py"));
    client.open("/w/a.py", kShop);
    for (int version = 2; version < 9; ++version)
        client.change("/w/a.py", version,
                      "import modal\n" + std::string(static_cast<std::size_t>(version), '\n'));
    CHECK(client.requests("workspace/diagnostic/refresh").empty());
    client.advance(200ms);
    CHECK(client.requests("workspace/diagnostic/refresh").size() == 1);
    client.advance(1000ms);
    CHECK(client.requests("workspace/diagnostic/refresh").size() == 1);
}

TEST_CASE("progress is shown only when reading takes long") {
    const MemoryFileSystem files{{"/w/a.py", kShop}};
    const Json capabilities = {{"window", {{"workDoneProgress", true}}}};
    for (const bool slow : {false, true}) {
        LspClient client(files);
        client.begin("initialize", {{"rootUri", "file:///w"}, {"capabilities", capabilities}});
        client.notify("initialized");
        if (slow) client.advance(300ms);
        client.run_jobs();
        client.advance(1000ms);
        CHECK(client.requests("window/workDoneProgress/create").size() == (slow ? 1 : 0));
        const auto shown = client.notifications("$/progress");
        REQUIRE(shown.empty() == !slow);
        if (!slow) continue;
        CHECK(shown.front()["value"]["kind"] == "begin");
        CHECK(shown.back()["value"]["kind"] == "end");
    }
}

TEST_CASE("folders are watched only for clients that do not watch") {
    const MemoryFileSystem files{{"/w/deep/er/a.py", kShop}};
    for (const bool watches : {false, true}) {
        LspClient client(files);
        client.initialize("/w",
                          {{"workspace", {{"didChangeWatchedFiles", {{"dynamicRegistration", watches}}}}}});
        CHECK(client.watched() == (watches ? Codes{} : Codes{"/w", "/w/deep", "/w/deep/er"}));
    }
}

TEST_CASE("a held workspace pull is answered when something is new, and by shutdown") {
    const MemoryFileSystem files{{"/w/a.py", kShop}};
    LspClient client(files);
    client.initialize("/w", {{"textDocument", {{"diagnostic", Json::object()}}}});
    const int held = client.begin("workspace/diagnostic", {{"previousResultIds", Json::array()}});
    client.advance(60s);
    CHECK_FALSE(client.answer(held));
    client.open("/w/user.py", kUser);
    client.advance(200ms);
    REQUIRE(client.answer(held));
    const Json report = (*client.answer(held))["result"]["items"][0];
    CHECK(report["version"] == 1);
    const Json previous = {{{"uri", report["uri"]}, {"value", report["resultId"]}}};
    const int second = client.begin("workspace/diagnostic", {{"previousResultIds", previous}});
    CHECK_FALSE(client.answer(second));
    client.begin("shutdown");
    CHECK(client.answer(second));
}

TEST_CASE("unknown settings are told once") {
    const MemoryFileSystem files;
    LspClient client(files);
    client.initialize("/w");
    for (int i = 0; i < 3; ++i)
        client.notify("workspace/didChangeConfiguration", {{"settings", {{"modal-lsp", {{"maxFile", i}}}}}});
    CHECK(client.notifications("window/logMessage").size() == 1);
}

TEST_CASE("a project of many small folders settles") {
    MemoryFileSystem files;
    for (int i = 0; i < 300; ++i)
        files.write("/w/p" + std::to_string(i) + "/a.py", kShop);
    LspClient client(files);
    client.initialize("/w");
    const Json counters = client.call("modal-lsp/sync");
    CHECK(counters["filesIndexed"] == 300);
    CHECK(counters["complete"] == true);
}

namespace {

/// A project with an environment of its own.
void install_sdk(MemoryFileSystem& files) {
    files.write("/w/a.py", kSdkUser);
    const std::string packages = "/w/.venv/lib/python3.12/site-packages/";
    for (const auto& [path, text] : small_sdk())
        files.write(packages + path, text);
    files.write(packages + "modal-9.8.7.dist-info/METADATA", "");
}

Json hover_at(LspClient& client, int line, int character) {
    Json params = document("/w/a.py");
    params["position"] = {{"line", line}, {"character", character}};
    return client.call("textDocument/hover", params);
}

} // namespace

TEST_CASE("hovers and checks are from the project's own copy of the SDK, once it was read") {
    MemoryFileSystem files;
    install_sdk(files);
    LspClient client(files);
    client.initialize("/w");
    client.open("/w/a.py", kSdkUser);
    client.run_jobs();
    CHECK(hover_at(client, 2, 8).dump().find("h2: bool") != std::string::npos);
    CHECK(client.codes("/w/a.py") == Codes{"sdk-argument-mismatch"});
}

TEST_CASE("a broken copy of the SDK is told about, and what is built in counts") {
    MemoryFileSystem files;
    install_sdk(files);
    files.write("/w/.venv/lib/python3.12/site-packages/modal/__init__.py", "");
    LspClient client(files);
    client.initialize("/w");
    client.open("/w/a.py", kSdkUser);
    client.run_jobs();
    CHECK(hover_at(client, 2, 8).dump().find("h2_enabled") != std::string::npos);
    const auto messages = client.notifications("window/logMessage");
    REQUIRE(messages.size() == 1);
    CHECK(messages.front()["message"].get<std::string>().find("cannot be used") != std::string::npos);
}

TEST_CASE("a package that was upgraded in place is found when everything is looked at again") {
    MemoryFileSystem files;
    files.write("/w/a.py", kSdkUser);
    LspClient client(files);
    client.initialize("/w");
    client.open("/w/a.py", kSdkUser);
    client.run_jobs();
    CHECK(hover_at(client, 2, 8).dump().find("h2_enabled") != std::string::npos);
    install_sdk(files);
    client.call("workspace/executeCommand", {{"command", "modal-lsp.reindex"}});
    CHECK(hover_at(client, 2, 8).dump().find("h2: bool") != std::string::npos);
}

TEST_CASE("a package of another version than the one that is locked does not count") {
    MemoryFileSystem files;
    install_sdk(files);
    files.write("/w/uv.lock", "\n[[package]]\nname = \"modal\"\nversion = \"1.5.0\"\n");
    LspClient client(files);
    client.initialize("/w");
    client.open("/w/a.py", kSdkUser);
    client.run_jobs();
    CHECK(hover_at(client, 2, 8).dump().find("h2_enabled") != std::string::npos);
    files.write("/w/uv.lock", "\n[[package]]\nname = \"modal\"\nversion = \"9.8.7\"\n");
    change_on_disk(client, "/w/uv.lock");
    client.run_jobs();
    CHECK(hover_at(client, 2, 8).dump().find("h2: bool") != std::string::npos);
}

TEST_CASE("what is asked before the workspace was read is answered when it was") {
    const MemoryFileSystem files{{"/w/a.py", kShop}};
    LspClient client(files);
    client.begin("initialize", {{"rootUri", "file:///w"}, {"capabilities", Json::object()}});
    client.notify("initialized");
    client.open("/w/user.py", "import modal\nmodal.Function.from_name('shop', 'price')\n");
    const Json on_name = {{"textDocument", {{"uri", "file:///w/user.py"}}},
                          {"position", {{"line", 1}, {"character", 36}}}};
    const int definition = client.begin("textDocument/definition", on_name);
    CHECK_FALSE(client.answer(definition));
    client.run_jobs();
    REQUIRE(client.answer(definition));
    CHECK((*client.answer(definition))["result"][0]["uri"] == "file:///w/a.py");
}

TEST_CASE("nobody waits for the workspace longer than two seconds, or beyond a change of the text") {
    const MemoryFileSystem files{{"/w/a.py", kShop}};
    for (const bool changes : {false, true}) {
        LspClient client(files);
        client.begin("initialize", {{"rootUri", "file:///w"}, {"capabilities", Json::object()}});
        client.notify("initialized");
        client.open("/w/user.py", kUser);
        const int hover =
            client.begin("textDocument/hover", {{"textDocument", {{"uri", "file:///w/user.py"}}},
                                                {"position", {{"line", 0}, {"character", 9}}}});
        CHECK_FALSE(client.answer(hover));
        if (changes)
            client.change("/w/user.py", 2, "x = 1\n");
        else
            client.advance(std::chrono::seconds(2));
        CHECK(client.answer(hover));
    }
}

TEST_CASE("calls in a document that is no file are told of that document") {
    const MemoryFileSystem files{{"/w/a.py", kShop}};
    LspClient client(files);
    client.initialize("/w");
    const std::string uri = "untitled:Untitled-1";
    client.notify(
        "textDocument/didOpen",
        {{"textDocument",
          {{"uri", uri},
           {"languageId", "python"},
           {"version", 1},
           {"text", "import modal\napp = modal.App('x')\n@app.function()\ndef f(): ...\n"
                    "@app.local_entrypoint()\ndef main():\n    modal.Function.from_name('x', 'f')\n"}}}});
    client.run_jobs();
    const Json items =
        client.call("textDocument/prepareCallHierarchy",
                    {{"textDocument", {{"uri", uri}}}, {"position", {{"line", 3}, {"character", 4}}}});
    REQUIRE(items.size() == 1);
    CHECK(items[0]["uri"] == uri);
    const Json lenses = client.call("textDocument/codeLens", {{"textDocument", {{"uri", uri}}}});
    for (const Json& lens : lenses) {
        CHECK(lens["command"]["command"] == "modal-lsp.showReferences");
        CHECK(lens["command"]["arguments"][2][0]["uri"] == uri);
    }
    CHECK(lenses.size() >= 1);
    const int run = client.begin("workspace/executeCommand", {{"command", "modal-lsp.deploy"},
                                                              {"arguments", Json::array({{{"uri", uri}}})}});
    REQUIRE(client.answer(run));
    CHECK((*client.answer(run))["error"]["message"] ==
          "save the file first: Modal's command line reads files");
}
