#pragma once
#include <span>
#include <string>
#include <string_view>

namespace modal_lsp::answers {

/// A construct of Modal's that is written as a whole. `${1:name}` and `$0` are places to fill in (LSP 3.17,
/// §snippet_syntax); `{modal}` and `{app}` stand for what the module calls them.
struct Snippet {
    std::string_view label;   ///< "modal-cron"
    std::string_view summary; ///< what it is, in a few words
    std::string_view body;
};

[[nodiscard]] std::span<const Snippet> snippets();

/// With the module's own names put in.
[[nodiscard]] std::string with_names(std::string_view body, std::string_view modal, std::string_view app);

/// A body for this version of the SDK, as `Config::modal_version` tells it: without what came later.
[[nodiscard]] std::string for_version(std::string body, std::string_view modal_version);

/// For who knows no snippets: each place as its default.
[[nodiscard]] std::string without_places(std::string_view body);

/// Text that a snippet shows as it is: `$`, `}` and `\` escaped.
[[nodiscard]] std::string escape_snippet(std::string_view text);

} // namespace modal_lsp::answers
