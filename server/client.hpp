#pragma once
#include "analysis/text/language.hpp"
#include "analysis/text/line_index.hpp"
#include "protocol/types/lifecycle.hpp"

#include <string>
#include <vector>

namespace modal_lsp::server {

/// What the client said of itself in `initialize`, boiled down to the questions the server asks.
struct Client {
    std::string name;                      ///< for the log
    Language language = Language::english; ///< of its locale
    text::Encoding encoding = text::Encoding::utf16;
    bool names_encoding = false; ///< it offered encodings, so the choice is told
    lsp::ClientCapabilities capabilities;

    bool pulls_diagnostics = false; ///< else they are pushed
    bool pulls_workspace = false;   ///< is offered workspace/diagnostic
    bool refreshes_diagnostics = false;
    bool watches_files = false; ///< registers file watching on demand
    bool answers_configuration = false;
    bool registers_configuration = false;
    bool shows_progress = false;
    bool resolves_actions = false; ///< edits of code actions may come later
    bool action_literals = false;  ///< false: only commands
    bool document_changes = false; ///< WorkspaceEdit.documentChanges
    bool hover_markdown = false, completion_markdown = false;
    bool snippets = false; ///< completions may have places to fill in
    bool definition_links = false, declaration_links = false;
    bool symbol_tree = false;
    bool related_information = false, diagnostic_data = false;
    bool resolves_documentation = false;
    bool is_trusted = true;    ///< programs of the workspace may be run when a person asks for it
    bool says_trusted = false; ///< the client said so itself: programs may be run in the background, too
    bool has_terminal = false; ///< runs commands in a terminal on demand

    [[nodiscard]] bool has_diagnostic_tag(int tag) const;
};

/// Total: capabilities that make no sense count as absent.
[[nodiscard]] Client describe_client(const lsp::InitializeParams& params);

/// "utf-8", "utf-16" or "utf-32".
[[nodiscard]] std::string encoding_name(text::Encoding encoding);

/// The workspace folders as canonical absolute paths, in the client's order, each once; one may be a file.
/// `rootPath` counts only where the client knows nothing newer: Helix names its own start folder in it.
[[nodiscard]] std::vector<std::string> folders_of(const lsp::InitializeParams& params);

} // namespace modal_lsp::server
