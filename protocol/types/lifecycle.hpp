#pragma once
#include "protocol/types/client_capabilities.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

// NOLINTBEGIN(readability-identifier-naming): names are spelt as in the specification.

/// initialize, initialized, setTrace and the server's capabilities (LSP 3.17 §lifeCycleMessages).
namespace modal_lsp::lsp {

using protocol::field;
using protocol::Json;
using protocol::lenient;

struct ClientInfo {
    std::string name{};
    std::optional<std::string> version{};

    static constexpr auto fields() {
        return std::tuple{field("name", &ClientInfo::name), lenient("version", &ClientInfo::version)};
    }
};

struct InitializeParams {
    std::optional<std::int32_t> processId{}; ///< of the parent; the server may exit when it is gone
    std::optional<ClientInfo> clientInfo{};
    std::optional<std::string> locale{};
    std::optional<std::string> rootPath{}; ///< deprecated by rootUri
    std::optional<DocumentUri> rootUri{};  ///< deprecated by workspaceFolders
    std::optional<Json> initializationOptions{};
    ClientCapabilities capabilities{};
    std::optional<std::string> trace{}; ///< off, messages or verbose
    std::optional<std::vector<WorkspaceFolder>> workspaceFolders{};
    std::optional<ProgressToken> workDoneToken{};

    static constexpr auto fields() {
        return std::tuple{lenient("processId", &InitializeParams::processId),
                          lenient("clientInfo", &InitializeParams::clientInfo),
                          lenient("locale", &InitializeParams::locale),
                          lenient("rootPath", &InitializeParams::rootPath),
                          lenient("rootUri", &InitializeParams::rootUri),
                          lenient("initializationOptions", &InitializeParams::initializationOptions),
                          lenient("capabilities", &InitializeParams::capabilities),
                          lenient("trace", &InitializeParams::trace),
                          lenient("workspaceFolders", &InitializeParams::workspaceFolders),
                          lenient("workDoneToken", &InitializeParams::workDoneToken)};
    }
};

enum class TextDocumentSyncKind : std::int32_t { None = 0, Full = 1, Incremental = 2 };

struct SaveOptions {
    std::optional<bool> includeText{};

    static constexpr auto fields() { return std::tuple{field("includeText", &SaveOptions::includeText)}; }
};

struct TextDocumentSyncOptions {
    std::optional<bool> openClose{};
    std::optional<TextDocumentSyncKind> change{};
    std::optional<std::variant<bool, SaveOptions>> save{};

    static constexpr auto fields() {
        return std::tuple{field("openClose", &TextDocumentSyncOptions::openClose),
                          field("change", &TextDocumentSyncOptions::change),
                          field("save", &TextDocumentSyncOptions::save)};
    }
};

struct CompletionItemOptions {
    std::optional<bool> labelDetailsSupport{};

    static constexpr auto fields() {
        return std::tuple{field("labelDetailsSupport", &CompletionItemOptions::labelDetailsSupport)};
    }
};

struct CompletionOptions {
    std::optional<std::vector<std::string>> triggerCharacters{};
    std::optional<std::vector<std::string>> allCommitCharacters{};
    std::optional<bool> resolveProvider{};
    std::optional<CompletionItemOptions> completionItem{};
    std::optional<bool> workDoneProgress{};

    static constexpr auto fields() {
        return std::tuple{field("triggerCharacters", &CompletionOptions::triggerCharacters),
                          field("allCommitCharacters", &CompletionOptions::allCommitCharacters),
                          field("resolveProvider", &CompletionOptions::resolveProvider),
                          field("completionItem", &CompletionOptions::completionItem),
                          field("workDoneProgress", &CompletionOptions::workDoneProgress)};
    }
};

struct SignatureHelpOptions {
    std::optional<std::vector<std::string>> triggerCharacters{};
    std::optional<std::vector<std::string>> retriggerCharacters{};

    static constexpr auto fields() {
        return std::tuple{field("triggerCharacters", &SignatureHelpOptions::triggerCharacters),
                          field("retriggerCharacters", &SignatureHelpOptions::retriggerCharacters)};
    }
};

/// codeLens, documentLink, inlayHint and workspace/symbol.
struct ResolveOptions {
    std::optional<bool> resolveProvider{};
    std::optional<bool> workDoneProgress{};

    static constexpr auto fields() {
        return std::tuple{field("resolveProvider", &ResolveOptions::resolveProvider),
                          field("workDoneProgress", &ResolveOptions::workDoneProgress)};
    }
};

struct CodeActionOptions {
    std::optional<std::vector<std::string>> codeActionKinds{};
    std::optional<bool> resolveProvider{};

    static constexpr auto fields() {
        return std::tuple{field("codeActionKinds", &CodeActionOptions::codeActionKinds),
                          field("resolveProvider", &CodeActionOptions::resolveProvider)};
    }
};

struct RenameOptions {
    std::optional<bool> prepareProvider{};

    static constexpr auto fields() {
        return std::tuple{field("prepareProvider", &RenameOptions::prepareProvider)};
    }
};

struct ExecuteCommandOptions {
    std::vector<std::string> commands{};
    std::optional<bool> workDoneProgress{};

    static constexpr auto fields() {
        return std::tuple{field("commands", &ExecuteCommandOptions::commands),
                          field("workDoneProgress", &ExecuteCommandOptions::workDoneProgress)};
    }
};

struct DiagnosticOptions {
    std::optional<std::string> identifier{};
    bool interFileDependencies = false;
    bool workspaceDiagnostics = false;
    std::optional<bool> workDoneProgress{};

    static constexpr auto fields() {
        return std::tuple{field("identifier", &DiagnosticOptions::identifier),
                          field("interFileDependencies", &DiagnosticOptions::interFileDependencies),
                          field("workspaceDiagnostics", &DiagnosticOptions::workspaceDiagnostics),
                          field("workDoneProgress", &DiagnosticOptions::workDoneProgress)};
    }
};

struct WorkspaceFoldersServerCapabilities {
    std::optional<bool> supported{};
    std::optional<std::variant<bool, std::string>> changeNotifications{};

    static constexpr auto fields() {
        return std::tuple{
            field("supported", &WorkspaceFoldersServerCapabilities::supported),
            field("changeNotifications", &WorkspaceFoldersServerCapabilities::changeNotifications)};
    }
};

struct WorkspaceServerCapabilities {
    std::optional<WorkspaceFoldersServerCapabilities> workspaceFolders{};
    std::optional<Json> fileOperations{};

    static constexpr auto fields() {
        return std::tuple{field("workspaceFolders", &WorkspaceServerCapabilities::workspaceFolders),
                          field("fileOperations", &WorkspaceServerCapabilities::fileOperations)};
    }
};

struct ServerCapabilities {
    std::optional<std::string> positionEncoding{}; ///< utf-8, utf-16 or utf-32
    std::optional<TextDocumentSyncOptions> textDocumentSync{};
    std::optional<CompletionOptions> completionProvider{};
    std::optional<bool> hoverProvider{};
    std::optional<SignatureHelpOptions> signatureHelpProvider{};
    std::optional<bool> declarationProvider{};
    std::optional<bool> definitionProvider{};
    std::optional<bool> typeDefinitionProvider{};
    std::optional<bool> implementationProvider{};
    std::optional<bool> referencesProvider{};
    std::optional<bool> documentHighlightProvider{};
    std::optional<bool> documentSymbolProvider{};
    std::optional<std::variant<bool, CodeActionOptions>> codeActionProvider{};
    std::optional<ResolveOptions> codeLensProvider{};
    std::optional<ResolveOptions> documentLinkProvider{};
    std::optional<std::variant<bool, RenameOptions>> renameProvider{};
    std::optional<ExecuteCommandOptions> executeCommandProvider{};
    std::optional<std::variant<bool, ResolveOptions>> workspaceSymbolProvider{};
    std::optional<std::variant<bool, ResolveOptions>> inlayHintProvider{};
    std::optional<DiagnosticOptions> diagnosticProvider{};
    std::optional<Json> semanticTokensProvider{};
    std::optional<bool> foldingRangeProvider{};
    std::optional<bool> callHierarchyProvider{};
    std::optional<WorkspaceServerCapabilities> workspace{};
    std::optional<Json> experimental{};

    static constexpr auto fields() {
        return std::tuple{field("positionEncoding", &ServerCapabilities::positionEncoding),
                          field("textDocumentSync", &ServerCapabilities::textDocumentSync),
                          field("completionProvider", &ServerCapabilities::completionProvider),
                          field("hoverProvider", &ServerCapabilities::hoverProvider),
                          field("signatureHelpProvider", &ServerCapabilities::signatureHelpProvider),
                          field("declarationProvider", &ServerCapabilities::declarationProvider),
                          field("definitionProvider", &ServerCapabilities::definitionProvider),
                          field("typeDefinitionProvider", &ServerCapabilities::typeDefinitionProvider),
                          field("implementationProvider", &ServerCapabilities::implementationProvider),
                          field("referencesProvider", &ServerCapabilities::referencesProvider),
                          field("documentHighlightProvider", &ServerCapabilities::documentHighlightProvider),
                          field("documentSymbolProvider", &ServerCapabilities::documentSymbolProvider),
                          field("codeActionProvider", &ServerCapabilities::codeActionProvider),
                          field("codeLensProvider", &ServerCapabilities::codeLensProvider),
                          field("documentLinkProvider", &ServerCapabilities::documentLinkProvider),
                          field("renameProvider", &ServerCapabilities::renameProvider),
                          field("executeCommandProvider", &ServerCapabilities::executeCommandProvider),
                          field("workspaceSymbolProvider", &ServerCapabilities::workspaceSymbolProvider),
                          field("inlayHintProvider", &ServerCapabilities::inlayHintProvider),
                          field("diagnosticProvider", &ServerCapabilities::diagnosticProvider),
                          field("semanticTokensProvider", &ServerCapabilities::semanticTokensProvider),
                          field("foldingRangeProvider", &ServerCapabilities::foldingRangeProvider),
                          field("callHierarchyProvider", &ServerCapabilities::callHierarchyProvider),
                          field("workspace", &ServerCapabilities::workspace),
                          field("experimental", &ServerCapabilities::experimental)};
    }
};

struct ServerInfo {
    std::string name{};
    std::optional<std::string> version{};

    static constexpr auto fields() {
        return std::tuple{field("name", &ServerInfo::name), field("version", &ServerInfo::version)};
    }
};

struct InitializeResult {
    ServerCapabilities capabilities{};
    std::optional<ServerInfo> serverInfo{};

    static constexpr auto fields() {
        return std::tuple{field("capabilities", &InitializeResult::capabilities),
                          field("serverInfo", &InitializeResult::serverInfo)};
    }
};

struct InitializedParams {
    static constexpr auto fields() { return std::tuple{}; }
};

struct SetTraceParams {
    std::string value{}; ///< off, messages or verbose

    static constexpr auto fields() { return std::tuple{field("value", &SetTraceParams::value)}; }
};

} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
