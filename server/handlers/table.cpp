#include "server/handlers/table.hpp"

#include "protocol/uri.hpp"
#include "server/handlers/handlers.hpp"

#include <utility>

namespace modal_lsp::server::handlers {
namespace {

void register_lifecycle(protocol::Router<Session>& router) {
    router.on<lsp::InitializeRequest>(
        [](Session& session, const lsp::InitializeParams& params) { return session.initialize(params); });
    router.on<lsp::InitializedNotification>(
        [](Session& session, const lsp::InitializedParams& /*params*/) { session.initialized(); });
    router.on<lsp::SetTraceNotification>(
        [](Session& session, const lsp::SetTraceParams& params) { session.set_trace(params.value); });
    router.on<lsp::ShutdownRequest>([](Session& session, const lsp::NoParams& /*params*/) {
        session.shut_down();
        return nullptr;
    });
}

void register_documents(protocol::Router<Session>& router) {
    router.on<lsp::DidOpenTextDocumentNotification>(
        [](Session& session, const lsp::DidOpenTextDocumentParams& params) {
            session.open(params.textDocument);
        });
    router.on<lsp::DidChangeTextDocumentNotification>(
        [](Session& session, const lsp::DidChangeTextDocumentParams& params) { session.change(params); });
    router.on<lsp::DidSaveTextDocumentNotification>(
        [](Session& session, const lsp::DidSaveTextDocumentParams& params) {
            session.saved(params.textDocument.uri);
        });
    router.on<lsp::DidCloseTextDocumentNotification>(
        [](Session& session, const lsp::DidCloseTextDocumentParams& params) {
            session.close(params.textDocument.uri);
        });
}

void register_features(protocol::Router<Session>& router) {
    router.on<lsp::DeclarationRequest>(declaration)
        .on<lsp::DefinitionRequest>(definition)
        .on<lsp::ReferencesRequest>(references)
        .on<lsp::DocumentHighlightRequest>(document_highlight)
        .on<lsp::DocumentLinkRequest>(document_link)
        .on<lsp::HoverRequest>(hover)
        .on<lsp::SignatureHelpRequest>(signature_help)
        .on<lsp::InlayHintRequest>(inlay_hint)
        .on<lsp::SemanticTokensRequest>(semantic_tokens)
        .on<lsp::SemanticTokensRangeRequest>(semantic_tokens_in_range)
        .on<lsp::DocumentSymbolRequest>(document_symbol)
        .on<lsp::CodeLensRequest>(code_lens)
        .on<lsp::CallHierarchyPrepareRequest>(prepare_call_hierarchy)
        .on<lsp::CallHierarchyIncomingRequest>(incoming_calls)
        .on<lsp::CallHierarchyOutgoingRequest>(outgoing_calls)
        .on<lsp::CompletionRequest>(completion)
        .on<lsp::CompletionItemResolveRequest>(resolve_completion)
        .on<lsp::DocumentDiagnosticRequest>(diagnostic)
        .on<lsp::WorkspaceDiagnosticRequest>(workspace_diagnostic)
        .on<lsp::PrepareRenameRequest>(prepare_rename)
        .on<lsp::RenameRequest>(rename)
        .on<lsp::CodeActionRequest>(code_action)
        .on<lsp::CodeActionResolveRequest>(resolve_code_action);
}

void register_workspace(protocol::Router<Session>& router) {
    router.on<lsp::WorkspaceSymbolRequest>(workspace_symbol);
    router.on<lsp::DidChangeConfigurationNotification>(
        [](Session& session, const lsp::DidChangeConfigurationParams& params) {
            session.configuration_changed(params.settings);
        });
    router.on<lsp::DidChangeWorkspaceFoldersNotification>(
        [](Session& session, const lsp::DidChangeWorkspaceFoldersParams& params) {
            session.folders_changed(params.event);
        });
    router.on<lsp::DidChangeWatchedFilesNotification>(
        [](Session& session, const lsp::DidChangeWatchedFilesParams& params) {
            std::vector<std::string> paths;
            for (const auto& event : params.changes)
                if (auto path = protocol::path_of(event.uri)) paths.push_back(*std::move(path));
            session.disk_changed(paths);
        });
    router.on<lsp::ExecuteCommandRequest>(run_command);
    router.on<lsp::WorkDoneProgressCancelNotification>(cancel_operation);
}

} // namespace

void register_all(protocol::Router<Session>& router) {
    register_lifecycle(router);
    register_documents(router);
    register_features(router);
    register_workspace(router);
    router.on<SyncRequest>([](Session& session, const lsp::NoParams& /*params*/,
                              protocol::Reply<Counters> reply) { session.when_settled(std::move(reply)); });
}

} // namespace modal_lsp::server::handlers
