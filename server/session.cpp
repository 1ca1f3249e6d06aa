#include "server/session.hpp"

#include "analysis/answers/entity.hpp"
#include "analysis/commands/host.hpp"
#include "analysis/workspace/path.hpp"
#include "server/operate/subject_reader.hpp"
#include "server/site/store.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace modal_lsp::server {
namespace {

/// A person who asked does not wait longer for a workspace to be read.
constexpr std::chrono::seconds kLongestHold{2};

} // namespace

Session::Session(Host host, protocol::Peer& peer)
    : host_(std::move(host)), peer_(&peer), project_(*host_.files),
      diagnostics_(client_, documents_, project_), feed_(host_, peer, client_, documents_, diagnostics_),
      indexer_(host_, project_, documents_,
               {.walked = [this] { watch_folders(); },
                .batch_taken =
                    [this](bool changed) {
                        if (changed) commit();
                        progress_.report(indexer_.files_read(), indexer_.files_left());
                    },
                .idle = [this] { indexing_done(); },
                .note = [this](const std::string& note) { log(lsp::MessageType::Log, note); }}),
      sdks_(host_,
            {.read = [this](const SdkPackage& package, const SdkRead& read) { sdk_read(package, read); }}),
      progress_(host_, peer, client_), operations_(host_, peer, client_),
      live_names_(host_,
                  {.changed =
                       [this] {
                           project_.set_live(live_names_.listings());
                           settings_gained();
                       },
                   .idle = [this] { settle(); },
                   .problem = [this](const std::string& what) { log(lsp::MessageType::Warning, what); }}) {
    operations_.on_changed = [this] { live_names().refresh(); };
    project_.set_sdk_source({.environments = host_.environments,
                             .load = [this](const SdkPackage& package) { return sdks_.get(package); }});
    host_.after = [this, after = host_.after](std::chrono::milliseconds delay, std::function<void()> then) {
        after(delay, [this, then = std::move(then)] {
            then();
            settle();
        });
    };
}

std::optional<View> Session::view(const std::string& uri) const {
    const std::string path = key_of(uri);
    const OpenDocument* open = documents_.find(path);
    const workspace::Snapshot& snapshot =
        open != nullptr && open->alone ? open->alone->snapshot() : project_.snapshot();
    const workspace::File* file = snapshot.file(path);
    if (file == nullptr) return std::nullopt;
    return View{snapshot, *file};
}

std::shared_ptr<const Config> Session::config_in(const std::string& folder) {
    return project_.config_for(workspace::join(folder, "untitled.py"));
}

workspace::IndexChange Session::commit_project() {
    auto change = project_.commit();
    // An open file that did not concern Modal, and that another imports now, is not to be found on the disk.
    while (put_open(change.unread)) {
        auto more = project_.commit();
        change.models.insert(change.models.end(), more.models.begin(), more.models.end());
        change.apps = change.apps || more.apps;
        change.unread = std::move(more.unread);
    }
    return change;
}

bool Session::put_open(const std::vector<workspace::FileId>& files) {
    bool any = false;
    for (const workspace::FileId id : files) {
        OpenDocument* document = documents_.find(project_.snapshot().table().path(id));
        if (document == nullptr || document->kind != OpenDocument::Kind::source) continue;
        project_.put(*document);
        any = true;
    }
    return any;
}

void Session::commit() {
    const auto change = commit_project();
    models_ += change.models.size();
    std::vector<std::string> unread;
    for (const workspace::FileId id : change.unread)
        unread.push_back(project_.snapshot().table().path(id));
    indexer_.read(unread);
    if (change.models.empty() && !change.apps) return;
    diagnostics_.invalidate();
    tell(change);
}

void Session::tell(const workspace::IndexChange& change) {
    if (complete_ || !indexer_.busy()) return feed_.everything_changed();
    for (const workspace::FileId id : change.models)
        feed_.document_changed(project_.snapshot().table().path(id));
}

void Session::indexing_done() {
    reconsider_kinds();
    commit();
    if (indexer_.busy()) return;
    const bool complete = started_ && indexer_.found_all();
    if (complete != std::exchange(complete_, complete)) {
        diagnostics_.invalidate();
        refresh_decorations();
    }
    project_.set_complete(complete);
    if (!is_indexing()) release();
    progress_.end(fmt::format("{} files read", indexer_.files_read()));
    if (complete) ask_live_names();
    feed_.everything_changed();
    settle();
}

/// What somebody fetched of the documentation, in the background.
void Session::read_site() {
    if (host_.site_folder.empty()) return;
    reading_site_ = true;
    host_.in_background([this, folder = host_.site_folder]() -> std::function<void()> {
        site::Store store(folder);
        store.load();
        auto index = std::make_shared<const docs::SiteIndex>(store.index());
        return [this, index] {
            reading_site_ = false;
            if (!index->sections().empty()) {
                site_ = index;
                project_.set_site(site_);
                settings_gained();
            }
            settle();
        };
    });
}

/// In the folders whose editor wants it and trusts them: opening a repository must not run what is in it.
void Session::ask_live_names() {
    std::map<std::string, operate::LiveQuestion> questions;
    for (const std::string& root : roots_) {
        const auto config = config_in(root);
        if (!config->live_names || !client_.says_trusted) continue;
        operate::LiveQuestion question{.environments = config->live_environments};
        operate::Subject& subject = question.subject;
        subject.folder = subject.place.folder = subject.place.top = root;
        operate::apply(*config, client_.language, subject);
        question.apps = answers::app_names(project_.snapshot());
        questions.emplace(root, std::move(question));
    }
    live_names_.serve(std::move(questions));
}

LiveNames& Session::live_names() {
    ask_live_names();
    return live_names_;
}

void Session::hand_out_settings() {
    indexer_.read(project_.reconfigure(documents_));
    diagnostics_.invalidate();
    commit();
}

/// Which files there are stays as it is.
void Session::settings_gained() {
    hand_out_settings();
    feed_.everything_changed();
    refresh_decorations();
}

/// Tokens and hints of open documents were given before all was known.
void Session::refresh_decorations() {
    if (documents_.all().empty()) return;
    const auto& can = client_.capabilities.workspace;
    if (can.semanticTokens.refreshSupport)
        peer_->call<lsp::SemanticTokensRefreshRequest>({}, [](const auto&) {});
    if (can.codeLens.refreshSupport) peer_->call<lsp::CodeLensRefreshRequest>({}, [](const auto&) {});
    if (can.inlayHint.refreshSupport) peer_->call<lsp::InlayHintRefreshRequest>({}, [](const auto&) {});
}

void Session::sdk_read(const SdkPackage& package, const SdkRead& read) {
    if (read) {
        log(lsp::MessageType::Info, fmt::format("modal {} of {}: {} public parts", package.version,
                                                package.parent, (*read)->symbols().size()));
        project_.sdk_changed();
        settings_gained();
    } else {
        log(lsp::MessageType::Warning, read.error());
    }
    settle();
}

void Session::watch_folders() {
    if (!watches_itself_ || !indexer_.found_any()) return;
    const bool moved = watched_ != indexer_.directories();
    watched_ = indexer_.directories();
    sweeps_ = !host_.watch(watched_);
    // What came into a folder between the walk and the watch is found by another walk.
    if (moved) indexer_.rescan();
}

/// Where nobody tells of changes, they are looked for when something is opened or saved.
void Session::sweep() {
    if (!sweeps_) return;
    indexer_.read(project_.indexed());
    indexer_.rescan();
}

void Session::reindex() {
    project_.forget_disk();
    settings_gained();
    indexer_.read(project_.indexed());
    indexer_.rescan();
}

void Session::read_mentioning(const std::string& name) {
    if (project_.read_mentioning(name)) commit();
}

void Session::disk_changed(const std::vector<std::string>& paths) {
    bool rescan = false, settings = false;
    std::vector<std::string> read;
    const auto add_folder = [&](const std::string& folder) {
        rescan = true;
        for (std::string& path : project_.indexed())
            if (workspace::is_inside(path, folder)) read.push_back(std::move(path));
    };
    for (const std::string& path : std::set<std::string>(paths.begin(), paths.end())) {
        rescan = project_.ignore_file_changed(path) || rescan;
        const bool source = commands::host_of(path).has_value();
        const bool config = ConfigStore::is_watched_path(path);
        if (config) settings = project_.config_file_changed(path) || settings;
        if (source && (project_.is_known(path) || project_.belongs(path)))
            read.push_back(path);
        else if (!config && project_.may_hold_files(path))
            add_folder(path);
    }
    indexer_.read(read);
    if (settings)
        reconfigure();
    else if (rescan)
        indexer_.rescan();
    settle();
}

bool Session::is_indexing() const {
    return !complete_ && (!started_ || asking_ || indexer_.busy());
}

void Session::once_indexed(std::function<void()> work) {
    if (!is_indexing()) return work();
    held_.push_back(std::move(work));
    if (held_.size() > 1) return;
    host_.after(kLongestHold, [this, round = release_round_] {
        if (round == release_round_) release();
    });
}

void Session::release() {
    ++release_round_;
    std::vector<std::function<void()>> held;
    held.swap(held_);
    for (const auto& work : held)
        work();
}

Counters Session::counters() const {
    return {.filesIndexed = static_cast<std::int64_t>(indexer_.files_read()),
            .analyses = static_cast<std::int64_t>(diagnostics_.analyses()),
            .models = static_cast<std::int64_t>(models_),
            .publishes = static_cast<std::int64_t>(feed_.publishes()),
            .complete = complete_};
}

void Session::when_settled(protocol::Reply<Counters> reply) {
    waiting_.push_back(std::move(reply));
    settle();
}

void Session::settle() {
    if (waiting_.empty() || asking_ || indexer_.busy() || sdks_.busy() || reading_site_ ||
        live_names_.busy() || !feed_.idle())
        return;
    std::vector<protocol::Reply<Counters>> waiting;
    waiting.swap(waiting_);
    for (auto& reply : waiting)
        std::move(reply).ok(counters());
}

void Session::log(lsp::MessageType type, const std::string& message) {
    const bool bad = type == lsp::MessageType::Error || type == lsp::MessageType::Warning;
    spdlog::log(bad ? spdlog::level::warn : spdlog::level::info, "{}", message);
    if (bad || verbose_) peer_->notify<lsp::LogMessageNotification>({.type = type, .message = message});
}

} // namespace modal_lsp::server
