#include "server/feed.hpp"

#include "server/config_store.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace modal_lsp::server {
namespace {

using namespace std::chrono_literals;

constexpr auto kRefreshPause = 200ms;
constexpr std::size_t kMostHeld = 8;
constexpr std::size_t kPartialResultSize = 100;

} // namespace

void DiagnosticFeed::push(const std::string& path, const FileReport& report) {
    const auto known = published_.find(path);
    const bool was_empty = known == published_.end() || known->second.empty;
    if (report.items.empty() && was_empty) return;
    // A new version is told even with equal findings: the client may have moved or dropped what it shows.
    if (known != published_.end() && known->second.id == report.id && known->second.version == report.version)
        return;
    lsp::PublishDiagnosticsParams params{
        .uri = report.uri, .version = report.version, .diagnostics = report.items};
    if (!client_->capabilities.textDocument.publishDiagnostics.versionSupport) params.version.reset();
    peer_->notify<lsp::PublishDiagnosticsNotification>(params);
    ++publishes_;
    if (report.items.empty() && open_->find(path) == nullptr)
        published_.erase(path);
    else
        published_.insert_or_assign(path, Published{report.id, report.version, report.items.empty()});
}

void DiagnosticFeed::document_changed(const std::string& path) {
    const OpenDocument* document = open_->find(path);
    if (document == nullptr || document->kind == OpenDocument::Kind::other) return;
    if (!client_->pulls_diagnostics) push(path, diagnostics_->report(path));
}

void DiagnosticFeed::document_closed(const std::string& path, const std::string& uri) {
    given_.erase(path);
    // A configuration file is reported on while it is closed, too: what is published of it stays known.
    if (ConfigStore::is_config_path(path)) return;
    const auto known = published_.find(path);
    if (known == published_.end()) return;
    const bool shown = !known->second.empty;
    published_.erase(known);
    if (!shown) return;
    peer_->notify<lsp::PublishDiagnosticsNotification>({.uri = uri, .version = {}, .diagnostics = {}});
    ++publishes_;
}

void DiagnosticFeed::push_configuration_files() {
    // A client that pulls may never ask for files that it does not show. One that asked gets no pushes.
    if (pulls_workspace_) return;
    std::set<std::string> paths;
    for (std::string& path : diagnostics_->configuration_files())
        paths.insert(std::move(path));
    for (const auto& [path, published] : published_)
        if (ConfigStore::is_config_path(path)) paths.insert(path);
    for (const std::string& path : paths)
        if (!pulled_configurations_.contains(path)) push(path, diagnostics_->report(path));
}

void DiagnosticFeed::everything_changed() {
    push_configuration_files();
    if (!held_.empty() && !answer_due_) {
        answer_due_ = true;
        host_->after(kRefreshPause, [this] { answer_held(); });
    }
    if (!client_->pulls_diagnostics) {
        for (const auto& [path, document] : open_->all())
            document_changed(path);
    } else if (client_->refreshes_diagnostics && !refresh_due_ && !given_.empty()) {
        refresh_due_ = true;
        host_->after(kRefreshPause, [this] { refresh_if_stale(); });
    }
}

void DiagnosticFeed::refresh_if_stale() {
    refresh_due_ = false;
    const bool stale = std::ranges::any_of(given_, [this](const auto& entry) {
        return open_->find(entry.first) != nullptr && diagnostics_->report(entry.first).id != entry.second;
    });
    if (!stale) return;
    given_.clear();
    peer_->call<lsp::DiagnosticRefreshRequest>({}, [](const auto& /*answer*/) {});
}

DiagnosticFeed::DocumentReply DiagnosticFeed::pull(const lsp::DocumentDiagnosticParams& params) {
    const std::string path = key_of(params.textDocument.uri);
    FileReport report = diagnostics_->report(path);
    given_.insert_or_assign(path, report.id);
    if (ConfigStore::is_config_path(path) && pulled_configurations_.insert(path).second) {
        FileReport cleared{.uri = report.uri, .version = report.version, .items = {}, .id = {}};
        push(path, cleared);
    }
    if (params.previousResultId == report.id)
        return lsp::RelatedUnchangedDocumentDiagnosticReport{.resultId = std::move(report.id)};
    return lsp::RelatedFullDocumentDiagnosticReport{.resultId = std::move(report.id),
                                                    .items = std::move(report.items)};
}

void DiagnosticFeed::pull(lsp::WorkspaceDiagnosticParams params, WorkspaceReply reply) {
    if (!std::exchange(pulls_workspace_, true))
        for (const std::string& path : diagnostics_->configuration_files())
            push(path, {.uri = open_->uri_of(path), .version = {}, .items = {}, .id = {}});
    std::erase_if(held_, [](const Held& held) { return held.reply.cancelled(); });
    while (held_.size() >= kMostHeld) {
        answer(std::move(held_.front()), {});
        held_.erase(held_.begin());
    }
    auto news = news_for(params);
    if (news) return answer({std::move(params), std::move(reply)}, *std::move(news));
    held_.push_back({std::move(params), std::move(reply)});
}

/// Nothing when the client knows it all.
std::optional<DiagnosticFeed::WorkspaceItems>
DiagnosticFeed::news_for(const lsp::WorkspaceDiagnosticParams& params) {
    std::map<std::string, const lsp::PreviousResultId*> previous;
    for (const auto& known : params.previousResultIds)
        previous.emplace(key_of(known.uri), &known);
    auto paths = diagnostics_->paths();
    for (const auto& [path, known] : previous)
        paths.insert(path);
    WorkspaceItems items;
    bool news = false;
    for (const std::string& path : paths) {
        FileReport report = diagnostics_->report(path);
        const auto known = previous.find(path);
        if (known == previous.end() && report.items.empty()) continue;
        std::string uri = known == previous.end() ? report.uri : known->second->uri;
        if (known != previous.end() && known->second->value == report.id) {
            items.emplace_back(lsp::WorkspaceUnchangedDocumentDiagnosticReport{
                .uri = std::move(uri), .version = report.version, .resultId = std::move(report.id)});
            continue;
        }
        news = true;
        items.emplace_back(lsp::WorkspaceFullDocumentDiagnosticReport{.uri = std::move(uri),
                                                                      .version = report.version,
                                                                      .resultId = std::move(report.id),
                                                                      .items = std::move(report.items)});
    }
    return news ? std::optional(std::move(items)) : std::nullopt;
}

void DiagnosticFeed::answer(Held held, WorkspaceItems items) {
    if (held.reply.cancelled()) return;
    if (held.params.partialResultToken) {
        for (auto from = items.begin(); from != items.end();) {
            const auto count = std::min<std::ptrdiff_t>(kPartialResultSize, items.end() - from);
            lsp::WorkspaceDiagnosticReportPartialResult part;
            part.items.assign(std::make_move_iterator(from), std::make_move_iterator(from + count));
            peer_->notify<lsp::ProgressNotification>(
                {.token = *held.params.partialResultToken, .value = protocol::encode(part)});
            from += count;
        }
        items.clear();
    }
    std::move(held.reply).ok({.items = std::move(items)});
}

void DiagnosticFeed::answer_held() {
    answer_due_ = false;
    std::vector<Held> waiting;
    waiting.swap(held_);
    for (Held& held : waiting) {
        if (held.reply.cancelled()) continue;
        auto news = news_for(held.params);
        if (news)
            answer(std::move(held), *std::move(news));
        else
            held_.push_back(std::move(held));
    }
}

void DiagnosticFeed::shut_down() {
    std::vector<Held> waiting;
    waiting.swap(held_);
    for (Held& held : waiting)
        answer(std::move(held), {});
}

} // namespace modal_lsp::server
