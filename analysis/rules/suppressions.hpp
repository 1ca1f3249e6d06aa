#pragma once
#include "analysis/rules/rule.hpp"
#include "analysis/text/document.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Comments that silence rules: `# modal-lsp: ignore`, `# modal-lsp: ignore[rule, rule]` for a line, and
/// `# modal-lsp: ignore-file`, `# modal-lsp: ignore-file[rule]` on a line of its own for the file. They may
/// share a comment with other tools' (`# noqa: F401  # modal-lsp: ignore[rule]`); text behind them is a
/// reason, for people.
namespace modal_lsp::rules {

/// One name of a suppression's list.
struct SuppressedName {
    text::ByteRange range;
    std::string name;           ///< as written
    const Rule* rule = nullptr; ///< nullptr when there is none of this name or code
};

struct Suppression {
    bool whole_file = false;
    bool everything = false; ///< without a list: all rules
    std::vector<SuppressedName> names;
    text::ByteRange range;   ///< from its "#" up to the next tool's, or the comment's end
    text::ByteRange comment; ///< the comment it stands in
    text::ByteRange list;    ///< between the brackets; empty without a list
    /// Zero-based lines it is for: its own, and those that a backslash or a string joins to it.
    std::uint32_t first_line = 0, last_line = 0;
    bool own_line = false; ///< nothing else stands on the line
    std::string problem;   ///< why it cannot work; empty when it can
};

/// True when the text may hold a suppression: a cheap test before anything else.
[[nodiscard]] bool mentions_suppression(std::string_view text);

/// All suppressions of a file, in order. Text in strings that looks like one is none.
[[nodiscard]] std::vector<Suppression> find_suppressions(const text::Document& document);

/// The rules whose silence means something.
struct Judged {
    std::span<const Rule* const> rules; ///< a suppression of any other rule is never called unused
    bool all = false;                   ///< as a suppression of everything is only when this is true
};

/// Takes out of `found` what suppressions silence. Returns a diagnostic of `unused-suppression` for each of
/// them, or name in one, that silenced nothing, is no rule, or cannot be understood.
[[nodiscard]] std::vector<Diagnostic> apply_suppressions(const std::string& path,
                                                         const text::Document& document,
                                                         std::vector<Diagnostic>& found, const Judged& judged,
                                                         Language language = Language::english);

/// The edit that silences a rule where a diagnostic is.
struct SuppressionEdit {
    text::Edit edit;
    bool whole_file = false; ///< no comment can stand near the place, so the whole file must be meant
};

/// Adds the rule to a suppression that is there already, or writes a new one: behind the line, or behind the
/// line on which its string or its backslashes end.
[[nodiscard]] SuppressionEdit suppress_here(const text::Document& document, text::ByteRange range,
                                            const Rule& rule);

} // namespace modal_lsp::rules
