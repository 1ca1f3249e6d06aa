#include "server/actions.hpp"
#include "server/capabilities.hpp"
#include "server/handlers/handlers.hpp"

#include <utility>

namespace modal_lsp::server::handlers {
namespace {

using Outcome = tl::expected<std::optional<protocol::Json>, protocol::ResponseError>;

tl::unexpected<protocol::ResponseError> refuse(int code, std::string message) {
    return tl::unexpected(protocol::ResponseError{.code = code, .message = std::move(message)});
}

protocol::Json status(const Session& session) {
    const workspace::Snapshot& snapshot = session.project().snapshot();
    std::size_t modal_files = 0;
    for (const auto& file : snapshot.files())
        modal_files += file && file->model->uses_modal ? 1U : 0U;
    protocol::Json folders = protocol::Json::array();
    for (const ConfigFolder& folder : session.project().folders())
        folders.push_back(folder.path);
    return {{"version", MODAL_LSP_VERSION},
            {"client", session.client().name},
            {"encoding", encoding_name(session.client().encoding)},
            {"folders", std::move(folders)},
            {"pythonFiles", snapshot.table().size()},
            {"modalFiles", modal_files},
            {"apps", snapshot.apps().apps().size()},
            {"openDocuments", session.documents().all().size()},
            {"counters", protocol::encode(session.counters())}};
}

Outcome apply(Session& session, const lsp::ExecuteCommandParams& params) {
    if (!params.arguments || params.arguments->empty())
        return refuse(protocol::error_code::kInvalidParams,
                      "expected the action to apply as the only argument");
    const auto id = action_id_of(params.arguments->front());
    if (!id)
        return refuse(protocol::error_code::kInvalidParams, "the argument is no action of this server's");
    auto edit = edit_of(session, *id);
    if (!edit) return refuse(protocol::error_code::kRequestFailed, "the problem is no more");
    if (!session.client().capabilities.workspace.applyEdit)
        return refuse(protocol::error_code::kRequestFailed, "this editor does not let servers change text");
    session.peer().call<lsp::ApplyEditRequest>({.label = "modal-lsp", .edit = *std::move(edit)},
                                               [](const auto&) {});
    return protocol::Json(nullptr);
}

} // namespace

Outcome execute_command(Session& session, const lsp::ExecuteCommandParams& params) {
    if (params.command == kStatusCommand) return status(session);
    if (params.command == kReindexCommand) {
        session.reindex();
        return protocol::Json(nullptr);
    }
    if (params.command == kApplyCommand) return apply(session, params);
    return refuse(protocol::error_code::kInvalidParams, "unknown command \"" + params.command + "\"");
}

} // namespace modal_lsp::server::handlers
