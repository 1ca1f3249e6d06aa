#include "protocol/uri.hpp"
#include "tests/bench/client.hpp"
#include "tests/bench/generate.hpp"
#include "tests/bench/measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace modal_lsp::bench {
namespace {

using Json = protocol::Json;

constexpr int kStarts = 20;
constexpr int kChanges = 400;
constexpr int kQuestions = 300;
constexpr int kRenames = 30;
constexpr std::chrono::seconds kIdle{5};
/// What the last answer set off may still be going on.
constexpr std::chrono::seconds kSettling{1};
constexpr std::string_view kTyped =
    "\nother = modal.Function.from_name(\"app-7\", \"task_12\")\nlimit = 3  # a comment\n";

bool initialize(Client& client, const std::string& folder) {
    const std::string uri = protocol::uri_of(folder);
    const Json capabilities{
        {"general", {{"positionEncodings", {"utf-8", "utf-16"}}}},
        {"textDocument",
         {{"publishDiagnostics", {{"versionSupport", true}}}, {"hover", {{"contentFormat", {"markdown"}}}}}}};
    const auto result =
        client.request("initialize", {{"processId", nullptr},
                                      {"rootUri", uri},
                                      {"workspaceFolders", {{{"uri", uri}, {"name", "bench"}}}},
                                      {"capabilities", capabilities}});
    if (!result) return false;
    client.notify("initialized", Json::object());
    return true;
}

bool wait_for_version(Client& client, const std::string& uri, int version) {
    return client.wait("textDocument/publishDiagnostics", [&](const Json& params) {
        return params.value("uri", "") == uri && params.value("version", -1) == version;
    });
}

/// How often the threads of a process woke up so far.
long wake_ups(pid_t process) {
    long sum = 0;
    std::error_code error;
    for (const auto& task :
         std::filesystem::directory_iterator(fmt::format("/proc/{}/task", process), error)) {
        std::ifstream status(task.path() / "status");
        std::string word;
        while (status >> word)
            if (word == "voluntary_ctxt_switches:") {
                long count = 0;
                status >> count;
                sum += count;
            }
    }
    return sum;
}

void measure_start(Table& table, const std::string& folder, const std::string& binary) {
    std::vector<double> times;
    for (int i = 0; i < kStarts; ++i) {
        bool answered = false;
        std::optional<Client> client;
        const double taken = milliseconds([&] { answered = initialize(client.emplace(binary), folder); });
        if (answered) times.push_back(taken);
    }
    table.add("process start to initialize answered", "ms", times);
}

void measure_changes(Table& table, Client& client, const std::string& folder, std::size_t lines) {
    const std::string uri = protocol::uri_of(fmt::format("{}/pkg_0/open_{}.py", folder, lines));
    const std::string text = generate_modal_module(99, 5, lines);
    client.notify(
        "textDocument/didOpen",
        {{"textDocument", {{"uri", uri}, {"languageId", "python"}, {"version", 0}, {"text", text}}}});
    if (!wait_for_version(client, uri, 0)) return;
    std::vector<double> changes, hovers, completions;
    // After the imports: everything behind the place moves with each keystroke.
    Json at{{"line", 12}, {"character", 0}};
    for (int i = 0; i < kChanges; ++i) {
        const char typed = kTyped[static_cast<std::size_t>(i) % kTyped.size()];
        const Json change{{"range", {{"start", at}, {"end", at}}}, {"text", std::string(1, typed)}};
        bool came = false;
        const double taken = milliseconds([&] {
            client.notify("textDocument/didChange", {{"textDocument", {{"uri", uri}, {"version", i + 1}}},
                                                     {"contentChanges", {change}}});
            came = wait_for_version(client, uri, i + 1);
        });
        if (!came) break;
        changes.push_back(taken);
        if (typed == '\n')
            at = {{"line", at["line"].get<int>() + 1}, {"character", 0}};
        else
            at["character"] = at["character"].get<int>() + 1;
    }
    for (int i = 0; i < kQuestions; ++i) {
        const Json params{{"textDocument", {{"uri", uri}}},
                          {"position", {{"line", 10 + i % 40}, {"character", 12 + i % 30}}}};
        hovers.push_back(milliseconds([&] { (void)client.request("textDocument/hover", params); }));
        completions.push_back(milliseconds([&] { (void)client.request("textDocument/completion", params); }));
    }
    table.add(fmt::format("didChange to its diagnostics, {} lines", lines), "ms", changes);
    table.add(fmt::format("hover, {} lines", lines), "ms", hovers);
    table.add(fmt::format("completion, {} lines", lines), "ms", completions);
    client.notify("textDocument/didClose", {{"textDocument", {{"uri", uri}}}});
}

/// Of an app and of a function, as an editor asks: everywhere.
void measure_rename(Table& table, Client& client, const std::string& folder) {
    const std::string path = folder + "/pkg_0/mod_0.py";
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::string uri = protocol::uri_of(path);
    client.notify(
        "textDocument/didOpen",
        {{"textDocument", {{"uri", uri}, {"languageId", "python"}, {"version", 0}, {"text", text}}}});
    // Not for its diagnostics: the client may have them already, for the file on the disk.
    if (!client.request("modal-lsp/sync", Json::object())) return;
    const auto measure = [&](std::string_view what, std::string_view name, std::string_view new_name) {
        const auto at = text.find(name);
        const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        const auto column = at - (text.rfind('\n', at) + 1) + name.size() - 1;
        std::vector<double> times;
        for (int i = 0; i < kRenames; ++i)
            times.push_back(milliseconds([&] {
                (void)client.request("textDocument/rename",
                                     {{"textDocument", {{"uri", uri}}},
                                      {"position", {{"line", line}, {"character", column}}},
                                      {"newName", new_name}});
            }));
        table.add(fmt::format("rename of {}", what), "ms", times);
    };
    measure("an app", "App(\"app-0", "renamed-app");
    measure("a local entrypoint", "def mai", "started");
    client.notify("textDocument/didClose", {{"textDocument", {{"uri", uri}}}});
}

} // namespace

void measure_server(Table& table, const std::string& folder, const std::string& binary) {
    table.heading("the server over its pipes");
    Client client(binary);
    if (!initialize(client, folder)) {
        fmt::print("{} does not answer initialize\n", binary);
        return;
    }
    measure_start(table, folder, binary);
    measure_rename(table, client, folder);
    measure_changes(table, client, folder, 1'000);
    measure_changes(table, client, folder, 10'000);
    const std::string process = std::to_string(client.process());
    table.add("resident", "MB", {resident_mb(process)});
    std::this_thread::sleep_for(kSettling);
    const long before = wake_ups(client.process());
    std::this_thread::sleep_for(kIdle);
    table.add("wake-ups in 5 s without anything to do", "",
              {static_cast<double>(wake_ups(client.process()) - before)});
}

} // namespace modal_lsp::bench
