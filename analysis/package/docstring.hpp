#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace modal_lsp::package {

/// A docstring taken apart; all parts are Markdown.
struct Docstring {
    std::string summary; ///< first paragraph, on one line
    std::string text;    ///< the rest, sections with their headings, without Args
    std::vector<std::pair<std::string, std::string>> parameters; ///< name and note, of the section Args
    bool hidden = false;                                         ///< marked as no part of the documentation

    [[nodiscard]] std::string_view note_of(std::string_view parameter) const;
};

/// Reads a docstring as `inspect.cleandoc` indents it, with the sections of Google's style (Args, Returns,
/// Raises, Examples); what knows no sections is all text. Marks that are for the SDK's own documentation
/// build are left out.
[[nodiscard]] Docstring read_docstring(std::string_view value);

/// `inspect.cleandoc`: without common indentation and without blank lines around.
[[nodiscard]] std::string clean_docstring(std::string_view value);

} // namespace modal_lsp::package
