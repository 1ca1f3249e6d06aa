#include "analysis/workspace/path.hpp"
#include "protocol/uri.hpp"
#include "server/capabilities.hpp"
#include "server/session.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace modal_lsp::server {
namespace {

using namespace std::chrono_literals;

/// A client that does not answer is served with what is known.
constexpr auto kSettingsPatience = 5s;

} // namespace

lsp::InitializeResult Session::initialize(const lsp::InitializeParams& params) {
    client_ = describe_client(params);
    verbose_ = params.trace == "verbose";
    settings_.set_initial(params.initializationOptions.value_or(protocol::Json()));
    folders_ = folders_of(params);
    if (params.processId) host_.end_with_process(*params.processId);
    return {.capabilities = server_capabilities(client_),
            .serverInfo = lsp::ServerInfo{.name = "modal-lsp", .version = MODAL_LSP_VERSION}};
}

void Session::initialized() {
    if (started_ || asking_) return;
    register_capabilities();
    if (!client_.answers_configuration) return start();
    asking_ = true;
    ask_for_settings();
    host_.after(kSettingsPatience, [this] { stop_asking(); });
}

void Session::register_capabilities() {
    watches_itself_ = !client_.watches_files;
    auto wanted = registrations(client_);
    if (wanted.empty()) return;
    peer_->call<lsp::RegisterCapabilityRequest>({.registrations = std::move(wanted)},
                                                [this](const auto& answer) {
                                                    if (answer || watches_itself_) return;
                                                    watches_itself_ = true;
                                                    watch_folders();
                                                });
}

void Session::ask_for_settings() {
    lsp::ConfigurationParams params;
    params.items.push_back({.scopeUri = {}, .section = kSettingsSection});
    for (const std::string& folder : folders_)
        params.items.push_back({.scopeUri = protocol::uri_of(folder), .section = kSettingsSection});
    peer_->call<lsp::ConfigurationRequest>(
        params, [this, question = ++questions_, folders = folders_](const auto& answer) {
            take_settings(question, folders, answer);
        });
}

void Session::take_settings(
    std::uint64_t question, const std::vector<std::string>& folders,
    const tl::expected<std::vector<protocol::Json>, protocol::ResponseError>& answer) {
    if (question != questions_) return;
    if (answer && !answer->empty()) {
        settings_.forget_answers();
        settings_.set_answer("", answer->front());
        for (std::size_t i = 0; i < folders.size() && i + 1 < answer->size(); ++i)
            settings_.set_answer(folders[i], (*answer)[i + 1]);
    } else if (!answer) {
        log(lsp::MessageType::Warning, "the client did not give its settings: " + answer.error().message);
    }
    if (started_) apply_folders();
    stop_asking();
}

void Session::stop_asking() {
    if (!std::exchange(asking_, false)) return;
    start();
    if (on_release) on_release();
    settle();
}

void Session::start() {
    started_ = true;
    progress_.begin();
    read_site();
    adopt_projects();
    apply_folders();
}

void Session::configuration_changed(const std::optional<protocol::Json>& pushed) {
    if (pushed && !pushed->is_null()) settings_.set_pushed(*pushed);
    if (client_.answers_configuration) return ask_for_settings();
    if (started_) apply_folders();
}

void Session::folders_changed(const lsp::WorkspaceFoldersChangeEvent& event) {
    for (const auto& folder : event.removed)
        if (const auto path = protocol::path_of(folder.uri)) std::erase(folders_, *path);
    for (const auto& folder : event.added) {
        const auto path = protocol::path_of(folder.uri);
        if (path && std::ranges::find(folders_, *path) == folders_.end()) folders_.push_back(*path);
    }
    if (started_) apply_folders();
    if (client_.answers_configuration) ask_for_settings();
}

/// Some clients open a file as a folder (Zed): then its folder is meant.
static std::string folder_meant(const workspace::FileSystem& files, const std::string& path) {
    const auto status = files.status(path);
    return status && status->kind == workspace::EntryKind::file ? std::string(workspace::parent_of(path))
                                                                : path;
}

void Session::apply_folders() {
    std::vector<std::string> problems;
    std::vector<ConfigFolder> folders;
    std::vector<std::string> roots;
    const auto add = [&](const std::string& folder) {
        std::string root = folder_meant(*host_.files, folder);
        if (std::ranges::find(roots, root) != roots.end()) return;
        folders.push_back({.path = root, .settings = settings_.config_for(folder, problems)});
        roots.push_back(std::move(root));
    };
    std::ranges::for_each(folders_, add);
    if (folders_.empty()) std::ranges::for_each(found_folders_, add);
    Config outside = settings_.config_for("", problems);
    for (const std::string& problem : problems)
        if (told_problems_.insert(problem).second) log(lsp::MessageType::Warning, "settings: " + problem);
    const bool changed = project_.set_folders(std::move(folders), std::move(outside), !folders_.empty());
    const bool moved = roots != roots_;
    roots_ = std::move(roots);
    if (moved) {
        // Until the new folders are read, absence proves nothing.
        complete_ = false;
        project_.set_complete(false);
        diagnostics_.invalidate();
    }
    if (changed || moved) {
        for (auto& [path, document] : documents_.all())
            set_kind(document);
        reconfigure();
    } else if (!indexer_.busy()) {
        indexing_done();
    }
}

void Session::reconfigure() {
    hand_out_settings();
    indexer_.rescan();
    feed_.everything_changed();
}

void Session::shut_down() {
    stop_asking();
    release();
    indexer_.stop();
    feed_.shut_down();
    operations_.stop_all();
    live_names_.stop_all();
    for (auto& reply : std::exchange(waiting_, {}))
        std::move(reply).ok(counters());
}

} // namespace modal_lsp::server
