#pragma once
#include "analysis/text/offset.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace modal_lsp::syntax {

enum class TokenKind : std::uint8_t {
    name,
    statement_keyword, ///< a word that starts a statement and can be in no expression, first on its line:
                       ///< `def` …
    number,
    string,          ///< a whole literal without holes, bytes included
    formatted_begin, ///< prefix and opening quotes of an f-string; its holes are scanned as code
    formatted_end,   ///< its closing quotes; empty when they are missing
    comment,
    open,  ///< ( [ { and the { of a hole
    close, ///< ) ] } and the } of a hole
    comma,
    dot,
    assign, ///< a single "="
    other,
    newline, ///< end of a physical line that no backslash joins, also inside brackets
};

struct Token {
    TokenKind kind = TokenKind::other;
    text::ByteRange range;
    text::ByteRange content; ///< string: between the quotes
    bool terminated = true;  ///< string, formatted_end: the closing quotes are there
};

/// Reads Python text as tokens, good or broken, in one pass and without a tree. An unterminated single-quoted
/// string ends at the end of its line, an unterminated triple-quoted one at the end of the text. Quotes
/// nested in the holes of f-strings are taken as PEP 701 has them. A statement keyword at the start of a line
/// abandons open holes.
class Scanner {
  public:
    /// Borrows the text, which must be below 4 GiB.
    explicit Scanner(std::string_view text) : text_(text) {}

    /// nullopt at the end of the text; f-strings still open are closed first.
    [[nodiscard]] std::optional<Token> next();

  private:
    enum class ModeKind : std::uint8_t { formatted, hole, specification };

    struct Mode {
        ModeKind kind = ModeKind::formatted;
        char quote = '"';
        bool triple = false, raw = false;
        std::uint32_t depth = 0; ///< hole: brackets open in it
    };

    [[nodiscard]] char at(std::size_t index) const { return index < text_.size() ? text_[index] : '\0'; }

    [[nodiscard]] Token token(TokenKind kind, std::size_t begin) const;
    [[nodiscard]] std::size_t line_break_length(std::size_t at) const;
    [[nodiscard]] bool closes(const Mode& mode) const;
    void skip_blanks();
    [[nodiscard]] std::optional<Token> read_formatted();
    [[nodiscard]] bool skip_formatted_text();
    [[nodiscard]] Token end_formatted(bool terminated);
    [[nodiscard]] std::optional<Token> read_code();
    [[nodiscard]] Token read_name();
    [[nodiscard]] Token read_string(std::size_t begin);
    [[nodiscard]] Token read_line_break();
    [[nodiscard]] std::optional<Token> read_bracket();

    std::string_view text_;
    std::size_t at_ = 0;
    bool line_start_ = true;
    std::vector<Mode> modes_; ///< f-strings around the place, outermost first
};

/// True when the offset is inside a comment, or inside a string literal behind its opening quotes and not
/// behind its closing ones. The holes of an f-string are outside.
[[nodiscard]] bool in_comment_or_string(std::string_view text, text::ByteOffset at);

/// The comments that contain `needle`, from "#" to the end of the line, in order. A "#" in a string is none.
[[nodiscard]] std::vector<text::ByteRange> comments_containing(std::string_view text,
                                                               std::string_view needle);

} // namespace modal_lsp::syntax
