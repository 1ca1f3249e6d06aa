#include "server/capabilities.hpp"

#include "analysis/commands/host.hpp"
#include "protocol/describe.hpp"
#include "server/config_store.hpp"
#include "server/handlers/handlers.hpp"
#include "server/operate/perform.hpp"
#include "server/settings.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace modal_lsp::server {

lsp::ServerCapabilities server_capabilities(const Client& client) {
    lsp::ServerCapabilities out;
    if (client.names_encoding) out.positionEncoding = encoding_name(client.encoding);
    out.textDocumentSync = lsp::TextDocumentSyncOptions{
        .openClose = true, .change = lsp::TextDocumentSyncKind::Incremental, .save = true};
    // The quotes begin a name inside a call, the dot a member, the at sign a decorator; other characters are
    // part of one.
    out.completionProvider = lsp::CompletionOptions{.triggerCharacters = {{"\"", "'", ".", "@"}},
                                                    .resolveProvider = client.resolves_documentation};
    out.hoverProvider = true;
    out.signatureHelpProvider =
        lsp::SignatureHelpOptions{.triggerCharacters = {{"(", ","}}, .retriggerCharacters = {}};
    out.declarationProvider = true;
    out.definitionProvider = true;
    out.referencesProvider = true;
    out.documentHighlightProvider = true;
    out.documentSymbolProvider = true;
    out.inlayHintProvider = true;
    out.semanticTokensProvider = protocol::encode(lsp::SemanticTokensOptions{
        .legend = handlers::semantic_tokens_legend(), .range = true, .full = true});
    out.documentLinkProvider = lsp::ResolveOptions{.resolveProvider = false};
    out.workspaceSymbolProvider = true;
    out.codeLensProvider = lsp::ResolveOptions{.resolveProvider = false};
    out.callHierarchyProvider = true;
    if (client.action_literals)
        out.codeActionProvider = lsp::CodeActionOptions{
            .codeActionKinds = {{std::string(kQuickFixKind), std::string(kFixAllKind),
                                 std::string(kOpenDocumentationKind), std::string(kOperateKind)}},
            .resolveProvider = client.resolves_actions};
    else
        out.codeActionProvider = true;
    if (client.capabilities.textDocument.rename.prepareSupport)
        out.renameProvider = lsp::RenameOptions{.prepareProvider = true};
    else
        out.renameProvider = true;
    out.executeCommandProvider = lsp::ExecuteCommandOptions{
        .commands = {std::string(kStatusCommand), std::string(kReindexCommand), std::string(kApplyCommand),
                     std::string(kOpenDocumentationCommand), std::string(kSearchDocumentationCommand),
                     std::string(kShowReferencesCommand), std::string(kAppsCommand),
                     std::string(kGraphCommand), std::string(kRefreshLiveNamesCommand),
                     std::string(kNewFileCommand)}};
    for (const std::string& command : operate::operating_commands())
        out.executeCommandProvider->commands.push_back(std::string(kCommandPrefix) + command);
    if (client.pulls_diagnostics)
        out.diagnosticProvider = lsp::DiagnosticOptions{.identifier = "modal-lsp",
                                                        .interFileDependencies = true,
                                                        .workspaceDiagnostics = client.pulls_workspace};
    out.workspace =
        lsp::WorkspaceServerCapabilities{.workspaceFolders = lsp::WorkspaceFoldersServerCapabilities{
                                             .supported = true, .changeNotifications = true}};
    return out;
}

std::vector<lsp::Registration> registrations(const Client& client) {
    std::vector<lsp::Registration> out;
    if (client.watches_files) {
        lsp::DidChangeWatchedFilesRegistrationOptions options;
        const auto watch = [&](std::string_view name) {
            options.watchers.push_back({.globPattern = "**/" + std::string(name)});
        };
        std::ranges::for_each(commands::host_globs(), watch);
        watch(".gitignore");
        watch(kOwnConfigName);
        std::ranges::for_each(SdkVersions::sources(), watch); // pyproject.toml is among them
        out.push_back({.id = "modal-lsp/watched-files",
                       .method = std::string(lsp::DidChangeWatchedFilesNotification::name),
                       .registerOptions = protocol::encode(options)});
    }
    if (client.registers_configuration)
        out.push_back({.id = "modal-lsp/configuration",
                       .method = std::string(lsp::DidChangeConfigurationNotification::name),
                       .registerOptions = protocol::encode(
                           lsp::DidChangeConfigurationRegistrationOptions{.section = kSettingsSection})});
    return out;
}

} // namespace modal_lsp::server
