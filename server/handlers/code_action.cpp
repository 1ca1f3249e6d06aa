#include "analysis/answers/sdk_hover.hpp"
#include "analysis/text/phrase.hpp"
#include "server/actions.hpp"
#include "server/capabilities.hpp"
#include "server/convert.hpp"
#include "server/handlers/handlers.hpp"
#include "server/handlers/operation.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::server::handlers {
namespace {

/// A kind asked for covers its dotted sub-kinds (LSP 3.17 §codeActionKind).
bool is_asked(const lsp::CodeActionContext& context, std::string_view kind) {
    if (!context.only) return true;
    return std::ranges::any_of(*context.only, [&](const std::string& only) {
        return only.empty() || kind == only || (kind.starts_with(only) && kind[only.size()] == '.');
    });
}

std::string_view kind_of(const Action& action) {
    return action.id.kind == ActionId::Kind::fix_all ? kFixAllKind : kQuickFixKind;
}

std::variant<lsp::Command, lsp::CodeAction> offer(Session& session, Action action) {
    const protocol::Json data = to_json(action.id);
    if (!session.client().action_literals)
        return lsp::Command{action.title, std::string(kApplyCommand), std::vector<protocol::Json>{data}};
    lsp::CodeAction out{.title = action.title, .kind = std::string(kind_of(action))};
    if (action.mends) out.diagnostics = std::vector<lsp::Diagnostic>{*std::move(action.mends)};
    if (action.preferred) out.isPreferred = true;
    // A fix is cheap; what has to look at the whole file waits until it is chosen, where the client can wait.
    if (session.client().resolves_actions && action.id.kind != ActionId::Kind::fix)
        out.data = data;
    else
        out.edit = edit_of(session, action.id);
    return out;
}

/// A source action: it changes nothing, and asks for no light bulb.
std::optional<std::variant<lsp::Command, lsp::CodeAction>>
open_documentation(const Session& session, const View& view, text::ByteOffset at, Language language) {
    const auto place = answers::documentation_at(view.snapshot, view.file.id, at);
    if (!place) return std::nullopt;
    lsp::Command command{say(language, {"Open the documentation of {}", "打开 {} 的文档"}, place->title),
                         std::string(kOpenDocumentationCommand), std::vector<protocol::Json>{place->url}};
    if (!session.client().action_literals) return command;
    return lsp::CodeAction{
        .title = command.title, .kind = std::string(kOpenDocumentationKind), .command = std::move(command)};
}

/// The same, of what the CLI can do with the app or function on the line.
std::variant<lsp::Command, lsp::CodeAction> operate(const Session& session, const std::string& uri,
                                                    const answers::CodeLens& operation) {
    lsp::Command command = command_of(uri, operation);
    const std::string& about = operation.function.empty() ? operation.app : operation.function;
    command.title = "Modal: " + operation.title + (about.empty() ? "" : " (" + about + ")");
    if (!session.client().action_literals) return command;
    return lsp::CodeAction{
        .title = command.title, .kind = std::string(kOperateKind), .command = std::move(command)};
}

} // namespace

lsp::CodeActionResult code_action(Session& session, const lsp::CodeActionParams& params) {
    const auto view = session.view(params.textDocument.uri);
    if (!view) return std::nullopt;
    const auto range = convert::range_of(view->file.document, params.range, session.client().encoding);
    const Language language = session.language_for(view->file);
    std::vector<std::variant<lsp::Command, lsp::CodeAction>> out;
    if (is_asked(params.context, kQuickFixKind))
        for (Action& action : actions_at(session, params.textDocument.uri, range))
            out.push_back(offer(session, std::move(action)));
    if (is_asked(params.context, kFixAllKind))
        if (auto action = fix_all_action(session, params.textDocument.uri))
            out.push_back(offer(session, *std::move(action)));
    if (is_asked(params.context, kOpenDocumentationKind))
        if (auto action = open_documentation(session, *view, range.begin, language))
            out.push_back(*std::move(action));
    if (is_asked(params.context, kOperateKind) && session.client().is_trusted &&
        is_file_uri(params.textDocument.uri))
        for (const answers::CodeLens& each :
             answers::operations_at(view->snapshot, view->file.id, range, language))
            out.push_back(operate(session, params.textDocument.uri, each));
    return out;
}

lsp::CodeAction resolve_code_action(Session& session, const lsp::CodeAction& action) {
    lsp::CodeAction out = action;
    if (const auto id = action_id_of(action.data.value_or(protocol::Json())))
        out.edit = edit_of(session, *id);
    return out;
}

} // namespace modal_lsp::server::handlers
