#include "tests/support/lsp_client.hpp"

#include "protocol/uri.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::testing {

LspClient::LspClient(const workspace::FileSystem& files)
    : connection_(host(files), [this](const std::string& text) { receive(text); }) {}

server::Host LspClient::host(const workspace::FileSystem& files) {
    return {.files = &files,
            .in_background = [this](server::Host::Job job) { jobs_.push_back(std::move(job)); },
            .after = [this](auto delay, auto then) { timers_.push_back({now_ + delay, std::move(then)}); },
            .watch =
                [this](std::vector<std::string> folders) {
                    watched_ = std::move(folders);
                    return true;
                },
            .end_with_process = [this](std::int64_t process) { ends_with_.push_back(process); },
            .start_process = processes_.start(),
            .search_path = "/usr/bin",
            .program = "/opt/modal-lsp"};
}

void LspClient::receive(const std::string& text) {
    sent_.push_back(Json::parse(text));
    if (sent_.back().contains("method") && sent_.back().contains("id")) to_answer_.push_back(sent_.back());
}

void LspClient::give_answers() {
    while (!to_answer_.empty()) {
        const Json request = std::move(to_answer_.front());
        to_answer_.pop_front();
        const std::string method = request["method"];
        if (std::ranges::find(unanswered_, method) != unanswered_.end()) continue;
        Json response = {{"jsonrpc", "2.0"}, {"id", request["id"]}, {"result", nullptr}};
        if (const auto known = answers_to_give_.find(method); known != answers_to_give_.end())
            response["result"] = known->second;
        connection_.receive(response.dump());
    }
}

int LspClient::begin(const std::string& method, Json params) {
    const int id = ++last_id_;
    const Json request = {{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}};
    connection_.receive(request.dump());
    give_answers();
    return id;
}

std::optional<Json> LspClient::answer(int id) const {
    for (const Json& message : sent_)
        if (!message.contains("method") && message.contains("id") && message["id"] == id) return message;
    return std::nullopt;
}

Json LspClient::call(const std::string& method, Json params) {
    const int id = begin(method, std::move(params));
    run_jobs();
    const auto found = answer(id);
    return found && found->contains("result") ? (*found)["result"] : Json(nullptr);
}

void LspClient::notify(const std::string& method, Json params) {
    connection_.receive(Json{{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}}.dump());
    give_answers();
}

Json LspClient::initialize(const std::string& folder, Json capabilities) {
    Json result = call("initialize", {{"processId", nullptr},
                                      {"rootUri", protocol::uri_of(folder)},
                                      {"capabilities", std::move(capabilities)}});
    notify("initialized");
    run_jobs();
    return result;
}

void LspClient::open(const std::string& path, const std::string& text, int version) {
    notify("textDocument/didOpen", {{"textDocument",
                                     {{"uri", protocol::uri_of(path)},
                                      {"languageId", "python"},
                                      {"version", version},
                                      {"text", text}}}});
}

void LspClient::change(const std::string& path, int version, const std::string& text) {
    notify("textDocument/didChange",
           {{"textDocument", {{"uri", protocol::uri_of(path)}, {"version", version}}},
            {"contentChanges", Json::array({{{"text", text}}})}});
}

void LspClient::close(const std::string& path) {
    notify("textDocument/didClose", {{"textDocument", {{"uri", protocol::uri_of(path)}}}});
}

bool LspClient::run_one_job() {
    if (jobs_.empty()) return false;
    const server::Host::Job job = std::move(jobs_.front());
    jobs_.pop_front();
    job()();
    give_answers();
    return true;
}

void LspClient::run_jobs() {
    while (run_one_job()) {
    }
}

void LspClient::advance(std::chrono::milliseconds time) {
    const auto end = now_ + time;
    while (true) {
        const auto next = std::ranges::min_element(timers_, {}, &Timer::due);
        if (next == timers_.end() || next->due > end) break;
        const Timer timer = std::move(*next);
        timers_.erase(next);
        now_ = timer.due;
        timer.then();
        give_answers();
    }
    now_ = end;
    give_answers();
}

std::vector<Json> LspClient::notifications(const std::string& method) const {
    std::vector<Json> out;
    for (const Json& message : sent_)
        if (message.value("method", "") == method && !message.contains("id"))
            out.push_back(message["params"]);
    return out;
}

std::vector<Json> LspClient::requests(const std::string& method) const {
    std::vector<Json> out;
    for (const Json& message : sent_)
        if (message.value("method", "") == method && message.contains("id")) out.push_back(message["params"]);
    return out;
}

std::vector<std::string> LspClient::codes(const std::string& path) const {
    std::vector<std::string> out;
    for (const Json& published : notifications("textDocument/publishDiagnostics")) {
        if (published["uri"] != protocol::uri_of(path)) continue;
        out.clear();
        for (const Json& item : published["diagnostics"])
            out.push_back(item["code"]);
    }
    return out;
}

} // namespace modal_lsp::testing
