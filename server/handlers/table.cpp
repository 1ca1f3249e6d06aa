#include "server/handlers/table.hpp"

#include "protocol/uri.hpp"
#include "server/handlers/handlers.hpp"
#include "server/handlers/once_indexed.hpp"

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

/// What needs the whole workspace waits a moment for it.
template <class M, class F> void on_index(protocol::Router<Session>& router, F handler) {
    using Reply = protocol::Reply<typename M::Result>;
    router.on<M>([handler](Session& session, typename M::Params params, Reply reply) {
        once_indexed(session, std::move(reply),
                     [&session, handler, params = std::move(params)](Reply& waiting) {
                         const tl::expected<typename M::Result, protocol::ResponseError> outcome =
                             handler(session, params);
                         outcome ? std::move(waiting).ok(*outcome) : std::move(waiting).fail(outcome.error());
                     });
    });
}

void register_navigation(protocol::Router<Session>& router) {
    on_index<lsp::DeclarationRequest>(router, declaration);
    on_index<lsp::DefinitionRequest>(router, definition);
    on_index<lsp::ReferencesRequest>(router, references);
    on_index<lsp::HoverRequest>(router, hover);
    on_index<lsp::CallHierarchyPrepareRequest>(router, prepare_call_hierarchy);
    on_index<lsp::PrepareRenameRequest>(router, prepare_rename);
    on_index<lsp::RenameRequest>(router, rename);
    on_index<lsp::WorkspaceSymbolRequest>(router, workspace_symbol);
}

void register_features(protocol::Router<Session>& router) {
    router.on<lsp::DocumentHighlightRequest>(document_highlight)
        .on<lsp::DocumentLinkRequest>(document_link)
        .on<lsp::SignatureHelpRequest>(signature_help)
        .on<lsp::InlayHintRequest>(inlay_hint)
        .on<lsp::SemanticTokensRequest>(semantic_tokens)
        .on<lsp::SemanticTokensRangeRequest>(semantic_tokens_in_range)
        .on<lsp::DocumentSymbolRequest>(document_symbol)
        .on<lsp::CodeLensRequest>(code_lens)
        .on<lsp::CallHierarchyIncomingRequest>(incoming_calls)
        .on<lsp::CallHierarchyOutgoingRequest>(outgoing_calls)
        .on<lsp::CompletionRequest>(completion)
        .on<lsp::CompletionItemResolveRequest>(resolve_completion)
        .on<lsp::DocumentDiagnosticRequest>(diagnostic)
        .on<lsp::WorkspaceDiagnosticRequest>(workspace_diagnostic)
        .on<lsp::CodeActionRequest>(code_action)
        .on<lsp::CodeActionResolveRequest>(resolve_code_action);
}

void register_workspace(protocol::Router<Session>& router) {
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
    register_navigation(router);
    register_features(router);
    register_workspace(router);
    router.on<SyncRequest>([](Session& session, const lsp::NoParams& /*params*/,
                              protocol::Reply<Counters> reply) { session.when_settled(std::move(reply)); });
}

} // namespace modal_lsp::server::handlers
