#include "server/client.hpp"

#include "analysis/workspace/path.hpp"
#include "protocol/uri.hpp"

#include <algorithm>
#include <optional>

namespace modal_lsp::server {
namespace {

bool contains(const std::vector<std::string>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

/// UTF-8 is what texts are kept in; UTF-16 is what everybody knows, so it comes last.
text::Encoding choose_encoding(const std::vector<std::string>& offered) {
    if (contains(offered, "utf-8")) return text::Encoding::utf8;
    if (contains(offered, "utf-32")) return text::Encoding::utf32;
    return text::Encoding::utf16;
}

/// A switch of our own: `{"modalLsp": {"terminal": true}}`. Editors without a way to say more say it in
/// capabilities.experimental.
std::optional<bool> own_switch(const std::optional<protocol::Json>& from, const char* name) {
    if (!from || !from->is_object()) return std::nullopt;
    const auto ours = from->find("modalLsp");
    if (ours == from->end() || !ours->is_object()) return std::nullopt;
    const auto found = ours->find(name);
    return found != ours->end() && found->is_boolean() ? std::optional(found->get<bool>()) : std::nullopt;
}

/// The first format wins; silence means Markdown is not promised.
bool prefers_markdown(const std::vector<lsp::MarkupKind>& formats) {
    return !formats.empty() && formats.front() == lsp::MarkupKind::Markdown;
}

} // namespace

bool Client::has_diagnostic_tag(int tag) const {
    const auto& support = capabilities.textDocument.publishDiagnostics.tagSupport;
    return support && std::ranges::find(support->valueSet, tag) != support->valueSet.end();
}

Client describe_client(const lsp::InitializeParams& params) {
    Client client;
    client.capabilities = params.capabilities;
    client.language = language_of_locale(params.locale.value_or(""));
    if (params.clientInfo)
        client.name =
            params.clientInfo->name + (params.clientInfo->version ? " " + *params.clientInfo->version : "");
    const auto& all = client.capabilities;
    const auto& text = all.textDocument;
    const auto& actions = text.codeAction;
    client.names_encoding = !all.general.positionEncodings.empty();
    client.encoding = choose_encoding(all.general.positionEncodings);
    client.refreshes_diagnostics =
        all.workspace.diagnostics.refreshSupport || all.workspace.diagnostic.refreshSupport;
    // What is reported of a file changes with other files. A client that pulls but cannot be told to pull
    // again would show what was true before the index was complete: it is better served by pushes (Neovim
    // 0.10).
    client.pulls_diagnostics = text.diagnostic.has_value() && client.refreshes_diagnostics;
    // Neovim 0.12 answers a refresh by one pull of the workspace, and then passes over all documents that it
    // has open.
    client.pulls_workspace = client.pulls_diagnostics && !client.name.starts_with("Neovim");
    client.watches_files = all.workspace.didChangeWatchedFiles.dynamicRegistration;
    client.answers_configuration = all.workspace.configuration;
    client.registers_configuration = all.workspace.didChangeConfiguration.dynamicRegistration;
    client.shows_progress = all.window.workDoneProgress;
    client.resolves_actions = actions.dataSupport && contains(actions.resolveSupport.properties, "edit");
    client.action_literals = actions.codeActionLiteralSupport.has_value();
    client.document_changes = all.workspace.workspaceEdit.documentChanges;
    client.hover_markdown = prefers_markdown(text.hover.contentFormat);
    client.snippets = text.completion.completionItem.snippetSupport;
    client.completion_markdown = prefers_markdown(text.completion.completionItem.documentationFormat);
    client.resolves_documentation =
        contains(text.completion.completionItem.resolveSupport.properties, "documentation");
    client.definition_links = text.definition.linkSupport;
    client.declaration_links = text.declaration.linkSupport;
    client.symbol_tree = text.documentSymbol.hierarchicalDocumentSymbolSupport;
    client.related_information = text.publishDiagnostics.relatedInformation;
    client.diagnostic_data = text.publishDiagnostics.dataSupport;
    const auto trusted = own_switch(params.initializationOptions, "trusted");
    client.is_trusted = trusted.value_or(true);
    client.says_trusted = trusted.value_or(false);
    client.has_terminal = own_switch(params.initializationOptions, "terminal").value_or(false) ||
                          own_switch(all.experimental, "terminal").value_or(false);
    return client;
}

std::string encoding_name(text::Encoding encoding) {
    switch (encoding) {
    case text::Encoding::utf8: return "utf-8";
    case text::Encoding::utf32: return "utf-32";
    case text::Encoding::utf16: break;
    }
    return "utf-16";
}

std::vector<std::string> folders_of(const lsp::InitializeParams& params) {
    std::vector<std::string> folders;
    const auto add = [&](const std::optional<std::string>& path) {
        if (path && !contains(folders, *path)) folders.push_back(*path);
    };
    if (params.workspaceFolders)
        for (const auto& folder : *params.workspaceFolders)
            add(protocol::path_of(folder.uri));
    if (folders.empty() && params.rootUri) add(protocol::path_of(*params.rootUri));
    const bool old_client = !params.workspaceFolders && !params.rootUri;
    if (old_client && params.rootPath && params.rootPath->starts_with('/'))
        add(workspace::normalized_path(*params.rootPath));
    return folders;
}

} // namespace modal_lsp::server
