#include "server/convert.hpp"
#include "server/module_reader.hpp"
#include "server/session.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace modal_lsp::server {
namespace {

using Kind = OpenDocument::Kind;

bool is_python(const OpenDocument& document) {
    return document.language == "python" || document.path.ends_with(".py") || document.path.ends_with(".pyi");
}

} // namespace

/// A client that opened no folder still works in projects: those of its files.
void Session::adopt_project_of(const std::string& path) {
    if (!folders_.empty() || !started_) return;
    if (found_folders_.insert(project_.project_around(path)).second) apply_folders();
}

/// The same for what was open before.
void Session::adopt_projects() {
    if (!folders_.empty()) return;
    for (const auto& [path, document] : documents_.all())
        if (is_file_uri(document.uri) && is_python(document))
            found_folders_.insert(project_.project_around(path));
}

/// What is ignored may have changed.
void Session::reconsider_kinds() {
    for (auto& [path, document] : documents_.all())
        if (set_kind(document)) analyze(document);
}

bool Session::set_kind(OpenDocument& document) {
    const bool file = is_file_uri(document.uri);
    Kind kind = Kind::other;
    if (file && ConfigStore::is_config_path(document.path))
        kind = Kind::configuration;
    else if (file && is_command_file(document.path))
        kind = project_.belongs(document.path) ? Kind::source : Kind::other;
    else if (is_python(document))
        kind = file && project_.belongs(document.path) ? Kind::source : Kind::alone;
    if (kind != Kind::alone)
        document.alone.reset();
    else if (!document.alone)
        document.alone = std::make_unique<workspace::WorkspaceIndex>();
    if (document.kind == Kind::source && kind != Kind::source) project_.remove(document.path);
    return std::exchange(document.kind, kind) != kind;
}

void Session::open(const lsp::TextDocumentItem& item) {
    OpenDocument opened{
        .uri = item.uri, .path = key_of(item.uri), .version = item.version, .language = item.languageId};
    opened.document = text::Document(item.text);
    if (is_file_uri(item.uri) && is_python(opened)) adopt_project_of(opened.path);
    OpenDocument& document = documents_.open(std::move(opened));
    set_kind(document);
    analyze(document);
    sweep();
    settle();
}

void Session::analyze(OpenDocument& document) {
    switch (document.kind) {
    case Kind::source:
        project_.put(document);
        commit();
        break;
    case Kind::alone:
        project_.put(document);
        models_ += document.alone->commit().models.size();
        break;
    case Kind::configuration:
        static_cast<void>(
            project_.config_for(document.path)); // from now on it is one of those that are reported
        if (project_.set_config_overlay(document.path, document.document)) reconfigure();
        return feed_.everything_changed();
    case Kind::other: return;
    }
    feed_.document_changed(document.path);
}

void Session::change(const lsp::DidChangeTextDocumentParams& params) {
    OpenDocument* document = documents_.find_uri(params.textDocument.uri);
    if (document == nullptr)
        return spdlog::warn("a change to \"{}\", which is not open", params.textDocument.uri);
    release(); // what was asked is about the text as it was
    document->document = convert::apply(document->document, params.contentChanges, client_.encoding);
    document->version = params.textDocument.version;
    feed_.document_edited(document->path);
    analyze(*document);
    settle();
}

void Session::saved(const std::string& uri) {
    if (is_file_uri(uri)) disk_changed({key_of(uri)});
    sweep();
    live_names_.refresh_old();
}

void Session::close(const std::string& uri) {
    const std::string path = key_of(uri);
    const OpenDocument* document = documents_.find(path);
    if (document == nullptr) return;
    release();
    const Kind kind = document->kind;
    const std::string spelt = document->uri;
    documents_.close(path);
    feed_.document_closed(path, spelt);
    if (kind == Kind::configuration && project_.set_config_overlay(path, std::nullopt)) reconfigure();
    if (kind != Kind::source) return settle();
    project_.release(path);
    indexer_.read({path});
}

} // namespace modal_lsp::server
