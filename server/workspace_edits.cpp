#include "server/workspace_edits.hpp"

#include "server/convert.hpp"

namespace modal_lsp::server {

void WorkspaceEdits::add(const std::string& path, text::Edit edit, std::string label) {
    changes_[path].push_back({std::move(edit), std::move(label)});
}

WorkspaceEdits::Edits WorkspaceEdits::annotated(const workspace::File& file, std::vector<Change>& changes,
                                                lsp::WorkspaceEdit& out) const {
    Edits edits;
    for (Change& change : changes) {
        lsp::TextEdit plain = convert::to_lsp(file.document, change.edit, session_->client().encoding);
        if (change.label.empty()) {
            edits.emplace_back(std::move(plain));
            continue;
        }
        if (!out.changeAnnotations) out.changeAnnotations.emplace();
        out.changeAnnotations->emplace(
            change.label,
            lsp::ChangeAnnotation{.label = change.label, .needsConfirmation = true, .description = {}});
        edits.emplace_back(
            lsp::AnnotatedTextEdit{plain.range, std::move(plain.newText), std::move(change.label)});
    }
    return edits;
}

std::optional<lsp::WorkspaceEdit> WorkspaceEdits::take() && {
    lsp::WorkspaceEdit out;
    for (auto& [path, changes] : changes_) {
        const workspace::File* file = snapshot_->file(path);
        if (file == nullptr) return std::nullopt;
        const std::string uri = session_->documents().uri_of(path);
        if (session_->client().document_changes) {
            if (!out.documentChanges) out.documentChanges.emplace();
            out.documentChanges->emplace_back(
                lsp::TextDocumentEdit{.textDocument = {uri, session_->documents().version_of(path)},
                                      .edits = annotated(*file, changes, out)});
            continue;
        }
        if (!out.changes) out.changes.emplace();
        for (const Change& change : changes)
            (*out.changes)[uri].push_back(
                convert::to_lsp(file->document, change.edit, session_->client().encoding));
    }
    return out;
}

} // namespace modal_lsp::server
