#pragma once
#include "protocol/methods.hpp"
#include "protocol/reply.hpp"
#include "server/session.hpp"

#include <tl/expected.hpp>

/// One function per message: converts what comes in, asks once, converts the answer. A `const Session&` says
/// that nothing changes. Nothing is known of a document that does not concern Modal, so its answers are null.
namespace modal_lsp::server::handlers {

lsp::DefinitionResult declaration(const Session& session, const lsp::DefinitionParams& params);
lsp::DefinitionResult definition(const Session& session, const lsp::DefinitionParams& params);
lsp::ReferencesRequest::Result references(const Session& session, const lsp::ReferenceParams& params);
lsp::DocumentHighlightRequest::Result document_highlight(const Session& session,
                                                         const lsp::DocumentHighlightParams& params);
lsp::DocumentLinkRequest::Result document_link(const Session& session, const lsp::DocumentLinkParams& params);
lsp::HoverRequest::Result hover(const Session& session, const lsp::HoverParams& params);
lsp::SignatureHelpRequest::Result signature_help(const Session& session,
                                                 const lsp::SignatureHelpParams& params);
lsp::InlayHintRequest::Result inlay_hint(const Session& session, const lsp::InlayHintParams& params);
/// What the numbers of a token's type and modifiers stand for.
lsp::SemanticTokensLegend semantic_tokens_legend();
lsp::SemanticTokensRequest::Result semantic_tokens(const Session& session,
                                                   const lsp::SemanticTokensParams& params);
lsp::SemanticTokensRangeRequest::Result
semantic_tokens_in_range(const Session& session, const lsp::SemanticTokensRangeParams& params);
lsp::DocumentSymbolResult document_symbol(const Session& session, const lsp::DocumentSymbolParams& params);
lsp::CodeLensRequest::Result code_lens(const Session& session, const lsp::CodeLensParams& params);
lsp::CallHierarchyPrepareRequest::Result
prepare_call_hierarchy(const Session& session, const lsp::CallHierarchyPrepareParams& params);
lsp::CallHierarchyIncomingRequest::Result incoming_calls(const Session& session,
                                                         const lsp::CallHierarchyCallsParams& params);
lsp::CallHierarchyOutgoingRequest::Result outgoing_calls(const Session& session,
                                                         const lsp::CallHierarchyCallsParams& params);
lsp::CompletionRequest::Result completion(const Session& session, const lsp::CompletionParams& params);
lsp::CompletionItem resolve_completion(const Session& session, const lsp::CompletionItem& item);
lsp::DocumentDiagnosticReport diagnostic(Session& session, const lsp::DocumentDiagnosticParams& params);
void workspace_diagnostic(Session& session, lsp::WorkspaceDiagnosticParams params,
                          protocol::Reply<lsp::WorkspaceDiagnosticReport> reply);
lsp::CodeActionResult code_action(Session& session, const lsp::CodeActionParams& params);
lsp::CodeAction resolve_code_action(Session& session, const lsp::CodeAction& action);
tl::expected<lsp::PrepareRenameResult, protocol::ResponseError>
prepare_rename(const Session& session, const lsp::PrepareRenameParams& params);
tl::expected<std::optional<lsp::WorkspaceEdit>, protocol::ResponseError>
rename(Session& session, const lsp::RenameParams& params);
lsp::WorkspaceSymbolResult workspace_symbol(const Session& session, const lsp::WorkspaceSymbolParams& params);
tl::expected<std::optional<protocol::Json>, protocol::ResponseError>
execute_command(Session& session, const lsp::ExecuteCommandParams& params);
/// All commands: those that operate answer later.
void run_command(Session& session, lsp::ExecuteCommandParams params,
                 protocol::Reply<std::optional<protocol::Json>> reply);
/// Reads again what is at Modal, and answers with it.
void refresh_live_names(Session& session, protocol::Reply<std::optional<protocol::Json>> reply);
/// Without an argument, the kinds of files that can be begun.
void new_file(Session& session, const lsp::ExecuteCommandParams& params,
              protocol::Reply<std::optional<protocol::Json>> reply);
void cancel_operation(Session& session, const lsp::WorkDoneProgressCancelParams& params);

/// The apps of the workspace with what they hold, for an editor's tree.
protocol::Json apps(const Session& session);
/// Opens the place that a lens leads to.
tl::expected<std::optional<protocol::Json>, protocol::ResponseError>
show_references(Session& session, const lsp::ExecuteCommandParams& params);

} // namespace modal_lsp::server::handlers
