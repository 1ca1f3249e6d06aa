#include "analysis/answers/rename.hpp"

#include "analysis/answers/describe.hpp"
#include "server/handlers/handlers.hpp"
#include "server/handlers/place.hpp"
#include "server/workspace_edits.hpp"

#include <fmt/format.h>

#include <utility>

namespace modal_lsp::server::handlers {
namespace {

tl::unexpected<protocol::ResponseError> refuse(const std::string& reason) {
    return tl::unexpected(protocol::ResponseError{.code = protocol::error_code::kRequestFailed,
                                                  .message = "cannot rename: " + reason});
}

/// Files that import what is renamed need not mention Modal; they are read now.
void read_users(Session& session, const lsp::RenameParams& params) {
    const auto place = place_of(session, params);
    if (!place) return;
    const auto name = answers::renamed_in_code(place->view.snapshot, place->view.file.id, place->offset);
    if (name) session.read_mentioning(*name);
}

} // namespace

tl::expected<lsp::PrepareRenameResult, protocol::ResponseError>
prepare_rename(const Session& session, const lsp::PrepareRenameParams& params) {
    const auto place = place_of(session, params);
    if (!place) return std::nullopt;
    const auto found = answers::prepare_rename(place->view.snapshot, place->view.file.id, place->offset);
    if (!found) return refuse(found.error());
    if (!*found) return std::nullopt;
    return lsp::RenameRange{.range = range_in(session, place->view.file, (*found)->range),
                            .placeholder = (*found)->name};
}

tl::expected<std::optional<lsp::WorkspaceEdit>, protocol::ResponseError>
rename(Session& session, const lsp::RenameParams& params) {
    read_users(session, params);
    const auto place = place_of(session, params);
    if (!place) return std::nullopt;
    const workspace::Snapshot& snapshot = place->view.snapshot;
    const auto edits = answers::rename(snapshot, place->view.file.id, place->offset, params.newName);
    if (!edits) return refuse(edits.error());
    const auto& can = session.client().capabilities.textDocument.rename;
    WorkspaceEdits changes(session, snapshot);
    for (const answers::RenameEdit& edit : *edits) {
        const bool shared = !edit.also.empty();
        const bool asks = can.honorsChangeAnnotations && session.client().document_changes;
        if (edit.doubtful && !asks)
            return refuse("what stands at " + answers::shown_place(snapshot, {edit.file, edit.edit.range}) +
                          " may be another object's, and this editor cannot ask");
        if (edit.doubtful) {
            changes.add(snapshot.file(edit.file)->path, edit.edit, "May be another object's");
            continue;
        }
        if (shared && !asks) return refuse("the same literal also names " + edit.also);
        changes.add(snapshot.file(edit.file)->path, edit.edit,
                    shared ? fmt::format("Also renames {}", edit.also) : std::string());
    }
    return std::move(changes).take();
}

} // namespace modal_lsp::server::handlers
