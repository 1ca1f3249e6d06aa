#pragma once
#include "protocol/types/call_hierarchy.hpp"
#include "protocol/types/completion.hpp"
#include "protocol/types/diagnostics.hpp"
#include "protocol/types/edits.hpp"
#include "protocol/types/hover.hpp"
#include "protocol/types/lifecycle.hpp"
#include "protocol/types/navigation.hpp"
#include "protocol/types/semantic_tokens.hpp"
#include "protocol/types/sync.hpp"
#include "protocol/types/window.hpp"
#include "protocol/types/workspace.hpp"
#include "protocol/types/workspace_edit.hpp"

#include <concepts>
#include <cstddef>
#include <string_view>

/// One struct per method: its name, its Params and, for requests, its Result. In the order of LSP 3.17.
namespace modal_lsp::lsp {

/// A method with parameters; a request if it has a result.
template <class M>
concept Method = requires {
    typename M::Params;
    { M::name } -> std::convertible_to<std::string_view>;
};
template <class M>
concept RequestMethod = Method<M> && requires { typename M::Result; };
template <class M>
concept NotificationMethod = Method<M> && !RequestMethod<M>;

/// The result of requests that answer null.
using NullResult = std::nullptr_t;

// Base protocol and lifecycle.

struct InitializeRequest {
    static constexpr std::string_view name = "initialize";
    using Params = InitializeParams;
    using Result = InitializeResult;
};

struct InitializedNotification {
    static constexpr std::string_view name = "initialized";
    using Params = InitializedParams;
};

struct ShutdownRequest {
    static constexpr std::string_view name = "shutdown";
    using Params = NoParams;
    using Result = NullResult;
};

struct ExitNotification {
    static constexpr std::string_view name = "exit";
    using Params = NoParams;
};

struct SetTraceNotification {
    static constexpr std::string_view name = "$/setTrace";
    using Params = SetTraceParams;
};

struct LogTraceNotification {
    static constexpr std::string_view name = "$/logTrace";
    using Params = LogTraceParams;
};

struct CancelRequestNotification {
    static constexpr std::string_view name = "$/cancelRequest";
    using Params = CancelParams;
};

struct ProgressNotification {
    static constexpr std::string_view name = "$/progress";
    using Params = ProgressParams;
};

struct RegisterCapabilityRequest {
    static constexpr std::string_view name = "client/registerCapability";
    using Params = RegistrationParams;
    using Result = NullResult;
};

struct UnregisterCapabilityRequest {
    static constexpr std::string_view name = "client/unregisterCapability";
    using Params = UnregistrationParams;
    using Result = NullResult;
};

// Document synchronization.

struct DidOpenTextDocumentNotification {
    static constexpr std::string_view name = "textDocument/didOpen";
    using Params = DidOpenTextDocumentParams;
};

struct DidChangeTextDocumentNotification {
    static constexpr std::string_view name = "textDocument/didChange";
    using Params = DidChangeTextDocumentParams;
};

struct DidSaveTextDocumentNotification {
    static constexpr std::string_view name = "textDocument/didSave";
    using Params = DidSaveTextDocumentParams;
};

struct DidCloseTextDocumentNotification {
    static constexpr std::string_view name = "textDocument/didClose";
    using Params = DidCloseTextDocumentParams;
};

// Language features.

struct DeclarationRequest {
    static constexpr std::string_view name = "textDocument/declaration";
    using Params = DefinitionParams;
    using Result = DefinitionResult;
};

struct DefinitionRequest {
    static constexpr std::string_view name = "textDocument/definition";
    using Params = DefinitionParams;
    using Result = DefinitionResult;
};

struct TypeDefinitionRequest {
    static constexpr std::string_view name = "textDocument/typeDefinition";
    using Params = DefinitionParams;
    using Result = DefinitionResult;
};

struct ImplementationRequest {
    static constexpr std::string_view name = "textDocument/implementation";
    using Params = DefinitionParams;
    using Result = DefinitionResult;
};

struct ReferencesRequest {
    static constexpr std::string_view name = "textDocument/references";
    using Params = ReferenceParams;
    using Result = std::optional<std::vector<Location>>;
};

struct DocumentHighlightRequest {
    static constexpr std::string_view name = "textDocument/documentHighlight";
    using Params = DocumentHighlightParams;
    using Result = std::optional<std::vector<DocumentHighlight>>;
};

struct DocumentLinkRequest {
    static constexpr std::string_view name = "textDocument/documentLink";
    using Params = DocumentLinkParams;
    using Result = std::optional<std::vector<DocumentLink>>;
};

struct DocumentLinkResolveRequest {
    static constexpr std::string_view name = "documentLink/resolve";
    using Params = DocumentLink;
    using Result = DocumentLink;
};

struct HoverRequest {
    static constexpr std::string_view name = "textDocument/hover";
    using Params = HoverParams;
    using Result = std::optional<Hover>;
};

struct CallHierarchyPrepareRequest {
    static constexpr std::string_view name = "textDocument/prepareCallHierarchy";
    using Params = CallHierarchyPrepareParams;
    using Result = std::optional<std::vector<CallHierarchyItem>>;
};

struct CallHierarchyIncomingRequest {
    static constexpr std::string_view name = "callHierarchy/incomingCalls";
    using Params = CallHierarchyCallsParams;
    using Result = std::optional<std::vector<CallHierarchyIncomingCall>>;
};

struct CallHierarchyOutgoingRequest {
    static constexpr std::string_view name = "callHierarchy/outgoingCalls";
    using Params = CallHierarchyCallsParams;
    using Result = std::optional<std::vector<CallHierarchyOutgoingCall>>;
};

struct CodeLensRequest {
    static constexpr std::string_view name = "textDocument/codeLens";
    using Params = CodeLensParams;
    using Result = std::optional<std::vector<CodeLens>>;
};

struct CodeLensResolveRequest {
    static constexpr std::string_view name = "codeLens/resolve";
    using Params = CodeLens;
    using Result = CodeLens;
};

struct CodeLensRefreshRequest {
    static constexpr std::string_view name = "workspace/codeLens/refresh";
    using Params = NoParams;
    using Result = NullResult;
};

struct DocumentSymbolRequest {
    static constexpr std::string_view name = "textDocument/documentSymbol";
    using Params = DocumentSymbolParams;
    using Result = DocumentSymbolResult;
};

struct SemanticTokensRequest {
    static constexpr std::string_view name = "textDocument/semanticTokens/full";
    using Params = SemanticTokensParams;
    using Result = std::optional<SemanticTokens>;
};

struct SemanticTokensRangeRequest {
    static constexpr std::string_view name = "textDocument/semanticTokens/range";
    using Params = SemanticTokensRangeParams;
    using Result = std::optional<SemanticTokens>;
};

struct InlayHintRequest {
    static constexpr std::string_view name = "textDocument/inlayHint";
    using Params = InlayHintParams;
    using Result = std::optional<std::vector<InlayHint>>;
};

struct InlayHintResolveRequest {
    static constexpr std::string_view name = "inlayHint/resolve";
    using Params = InlayHint;
    using Result = InlayHint;
};

struct InlayHintRefreshRequest {
    static constexpr std::string_view name = "workspace/inlayHint/refresh";
    using Params = NoParams;
    using Result = NullResult;
};

struct CompletionRequest {
    static constexpr std::string_view name = "textDocument/completion";
    using Params = CompletionParams;
    using Result = std::optional<CompletionList>;
};

struct CompletionItemResolveRequest {
    static constexpr std::string_view name = "completionItem/resolve";
    using Params = CompletionItem;
    using Result = CompletionItem;
};

struct PublishDiagnosticsNotification {
    static constexpr std::string_view name = "textDocument/publishDiagnostics";
    using Params = PublishDiagnosticsParams;
};

struct DocumentDiagnosticRequest {
    static constexpr std::string_view name = "textDocument/diagnostic";
    using Params = DocumentDiagnosticParams;
    using Result = DocumentDiagnosticReport;
};

struct WorkspaceDiagnosticRequest {
    static constexpr std::string_view name = "workspace/diagnostic";
    using Params = WorkspaceDiagnosticParams;
    using Result = WorkspaceDiagnosticReport;
};

struct DiagnosticRefreshRequest {
    static constexpr std::string_view name = "workspace/diagnostic/refresh";
    using Params = NoParams;
    using Result = NullResult;
};

struct SignatureHelpRequest {
    static constexpr std::string_view name = "textDocument/signatureHelp";
    using Params = SignatureHelpParams;
    using Result = std::optional<SignatureHelp>;
};

struct CodeActionRequest {
    static constexpr std::string_view name = "textDocument/codeAction";
    using Params = CodeActionParams;
    using Result = CodeActionResult;
};

struct CodeActionResolveRequest {
    static constexpr std::string_view name = "codeAction/resolve";
    using Params = CodeAction;
    using Result = CodeAction;
};

struct RenameRequest {
    static constexpr std::string_view name = "textDocument/rename";
    using Params = RenameParams;
    using Result = std::optional<WorkspaceEdit>;
};

struct PrepareRenameRequest {
    static constexpr std::string_view name = "textDocument/prepareRename";
    using Params = PrepareRenameParams;
    using Result = PrepareRenameResult;
};

// Workspace features.

struct WorkspaceSymbolRequest {
    static constexpr std::string_view name = "workspace/symbol";
    using Params = WorkspaceSymbolParams;
    using Result = WorkspaceSymbolResult;
};

struct WorkspaceSymbolResolveRequest {
    static constexpr std::string_view name = "workspaceSymbol/resolve";
    using Params = WorkspaceSymbol;
    using Result = WorkspaceSymbol;
};

struct ConfigurationRequest {
    static constexpr std::string_view name = "workspace/configuration";
    using Params = ConfigurationParams;
    using Result = std::vector<Json>;
};

struct DidChangeConfigurationNotification {
    static constexpr std::string_view name = "workspace/didChangeConfiguration";
    using Params = DidChangeConfigurationParams;
};

struct WorkspaceFoldersRequest {
    static constexpr std::string_view name = "workspace/workspaceFolders";
    using Params = NoParams;
    using Result = std::optional<std::vector<WorkspaceFolder>>;
};

struct DidChangeWorkspaceFoldersNotification {
    static constexpr std::string_view name = "workspace/didChangeWorkspaceFolders";
    using Params = DidChangeWorkspaceFoldersParams;
};

struct DidChangeWatchedFilesNotification {
    static constexpr std::string_view name = "workspace/didChangeWatchedFiles";
    using Params = DidChangeWatchedFilesParams;
};

struct DidRenameFilesNotification {
    static constexpr std::string_view name = "workspace/didRenameFiles";
    using Params = RenameFilesParams;
};

struct WillRenameFilesRequest {
    static constexpr std::string_view name = "workspace/willRenameFiles";
    using Params = RenameFilesParams;
    using Result = std::optional<WorkspaceEdit>;
};

struct ExecuteCommandRequest {
    static constexpr std::string_view name = "workspace/executeCommand";
    using Params = ExecuteCommandParams;
    using Result = std::optional<Json>;
};

struct ApplyEditRequest {
    static constexpr std::string_view name = "workspace/applyEdit";
    using Params = ApplyWorkspaceEditParams;
    using Result = ApplyWorkspaceEditResult;
};

struct SemanticTokensRefreshRequest {
    static constexpr std::string_view name = "workspace/semanticTokens/refresh";
    using Params = NoParams;
    using Result = NullResult;
};

// Window features.

struct ShowMessageNotification {
    static constexpr std::string_view name = "window/showMessage";
    using Params = ShowMessageParams;
};

struct ShowMessageRequest {
    static constexpr std::string_view name = "window/showMessageRequest";
    using Params = ShowMessageRequestParams;
    using Result = std::optional<MessageActionItem>;
};

struct ShowDocumentRequest {
    static constexpr std::string_view name = "window/showDocument";
    using Params = ShowDocumentParams;
    using Result = ShowDocumentResult;
};

struct LogMessageNotification {
    static constexpr std::string_view name = "window/logMessage";
    using Params = LogMessageParams;
};

struct WorkDoneProgressCreateRequest {
    static constexpr std::string_view name = "window/workDoneProgress/create";
    using Params = WorkDoneProgressCreateParams;
    using Result = NullResult;
};

struct WorkDoneProgressCancelNotification {
    static constexpr std::string_view name = "window/workDoneProgress/cancel";
    using Params = WorkDoneProgressCancelParams;
};

} // namespace modal_lsp::lsp
