#pragma once
#include "tests/support/lsp_client.hpp"
#include "tests/support/memory_file_system.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

/// A workspace to operate on, with a command line that answers as a test says.
namespace modal_lsp::testing {

using namespace std::chrono_literals;

using Answers = std::vector<std::pair<std::string, std::string>>;

inline constexpr const char* kShop = "import modal\n"
                                     "app = modal.App(\"shop\")\n\n"
                                     "@app.function()\n"
                                     "def price(item: str, n: int = 3): ...\n";
inline constexpr const char* kWeb =
    "import modal\n"
    "app = modal.App(\"site\", image=modal.Image.debian_slim().uv_pip_install('fastapi'))\n\n"
    "@app.function()\n"
    "@modal.asgi_app()\n"
    "def web():\n"
    "    from fastapi import FastAPI\n"
    "    return FastAPI()\n";

inline const std::string kVersion = "modal client version: 1.6.4\n";
inline constexpr const char* kSettings = "{\n  \"environment\": \"dev\",\n  \"token_id\": \"ak-123456\"\n}\n";

/// A command line that is in order, and answers as a test says.
inline Answers healthy(Answers more = {}) {
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

inline Json on(const std::string& file, Json more = Json::object()) {
    more["uri"] = "file:///w/" + file;
    return more;
}

} // namespace modal_lsp::testing
