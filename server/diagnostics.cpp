#include "server/diagnostics.hpp"

#include "analysis/rules/run.hpp"
#include "protocol/describe.hpp"
#include "protocol/json.hpp"
#include "server/convert.hpp"

#include <fmt/format.h>

#include <utility>

namespace modal_lsp::server {
namespace {

const std::vector<rules::Diagnostic> kNothing;

lsp::DiagnosticSeverity severity_of(rules::Severity severity) {
    switch (severity) {
    case rules::Severity::error: return lsp::DiagnosticSeverity::Error;
    case rules::Severity::warning: return lsp::DiagnosticSeverity::Warning;
    case rules::Severity::information: return lsp::DiagnosticSeverity::Information;
    case rules::Severity::hint: break;
    }
    return lsp::DiagnosticSeverity::Hint;
}

lsp::DiagnosticTag tag_of(rules::Tag tag) {
    return tag == rules::Tag::deprecated ? lsp::DiagnosticTag::Deprecated : lsp::DiagnosticTag::Unnecessary;
}

/// Names the fixes, so that a client can tell what it will be offered.
protocol::Json data_of(const rules::Diagnostic& found) {
    protocol::Json fixes = protocol::Json::array();
    for (const rules::Fix& fix : found.fixes)
        fixes.push_back({{"title", fix.title}, {"safety", rules::name_of(fix.safety)}});
    return {{"code", found.rule->code}, {"fixes", std::move(fixes)}};
}

std::string id_of(const std::vector<lsp::Diagnostic>& items) {
    return fmt::format("{:016x}", text::content_hash(protocol::dump(protocol::encode(items))));
}

} // namespace

const workspace::Snapshot& Diagnostics::snapshot_of(const std::string& path) const {
    const OpenDocument* open = open_->find(path);
    return open != nullptr && open->alone ? open->alone->snapshot() : project_->snapshot();
}

const std::vector<rules::Diagnostic>& Diagnostics::findings(const std::string& path) {
    const workspace::Snapshot& snapshot = snapshot_of(path);
    const auto id = snapshot.table().find(path);
    if (!id || snapshot.file(*id) == nullptr) {
        known_.erase(path);
        return kNothing;
    }
    const auto& file = snapshot.files()[static_cast<std::size_t>(*id)];
    Known& known = known_[path];
    if (known.file == file && known.revision == revision_) return known.found;
    ++analyses_;
    known = {.file = file,
             .revision = revision_,
             .found = rules::run(snapshot, *file, {.reader = client_->language})};
    return known.found;
}

lsp::Diagnostic Diagnostics::to_lsp(const rules::Diagnostic& found, const text::Document& document,
                                    const workspace::Snapshot& snapshot) const {
    const text::Encoding encoding = client_->encoding;
    lsp::Diagnostic out{.range = convert::to_lsp(document, found.range, encoding)};
    out.severity = severity_of(found.severity);
    out.code = std::string(found.rule->name);
    if (!found.rule->docs_url.empty())
        out.codeDescription = lsp::CodeDescription{std::string(found.rule->docs_url)};
    out.source = "modal-lsp";
    out.message = found.message;
    for (const rules::Tag tag : found.tags) {
        if (!client_->has_diagnostic_tag(static_cast<int>(tag_of(tag)))) continue;
        if (!out.tags) out.tags.emplace();
        out.tags->push_back(tag_of(tag));
    }
    if (client_->diagnostic_data) out.data = data_of(found);
    if (!client_->related_information) return out;
    for (const rules::Related& related : found.related) {
        const workspace::File* file = snapshot.file(related.path);
        if (file == nullptr) continue;
        if (!out.relatedInformation) out.relatedInformation.emplace();
        out.relatedInformation->push_back(
            {.location = {open_->uri_of(related.path),
                          convert::to_lsp(file->document, related.range, encoding)},
             .message = related.message});
    }
    return out;
}

std::vector<lsp::Diagnostic> Diagnostics::items_of(const std::string& path) {
    std::vector<lsp::Diagnostic> items;
    if (ConfigStore::is_config_path(path)) {
        for (const ConfigReport& report : project_->configs().reports()) {
            if (report.path != path) continue;
            for (const auto& found : report.diagnostics)
                items.push_back(to_lsp(found, report.document, project_->snapshot()));
        }
        return items;
    }
    const auto& found = findings(path);
    if (found.empty()) return items;
    const workspace::Snapshot& snapshot = snapshot_of(path);
    const text::Document& document = snapshot.file(path)->document;
    for (const auto& diagnostic : found)
        items.push_back(to_lsp(diagnostic, document, snapshot));
    return items;
}

FileReport Diagnostics::report(const std::string& path) {
    FileReport out{
        .uri = open_->uri_of(path), .version = open_->version_of(path), .items = items_of(path), .id = {}};
    out.id = id_of(out.items);
    return out;
}

std::vector<std::string> Diagnostics::configuration_files() const {
    std::vector<std::string> out;
    for (const ConfigReport& report : project_->configs().reports())
        out.push_back(report.path);
    return out;
}

std::set<std::string> Diagnostics::paths() const {
    std::set<std::string> out;
    for (const auto& file : project_->snapshot().files())
        if (file) out.insert(file->path);
    for (const auto& [path, document] : open_->all())
        if (document.kind != OpenDocument::Kind::other) out.insert(path);
    for (std::string& path : configuration_files())
        out.insert(std::move(path));
    return out;
}

} // namespace modal_lsp::server
