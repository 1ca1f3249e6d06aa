#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::answers {

/// A short text for people, written twice at once: as Markdown (CommonMark) and as plain text. Whatever is
/// handed in is shown as it is, never taken as markup, but for `passage`.
class Markup {
  public:
    /// A fenced block of Python.
    void code_block(std::string_view code);

    /// Text pieces are put together to one paragraph or list item.
    struct Piece {
        std::string text;
        bool code = false;
    };

    void paragraph(const std::vector<Piece>& pieces);
    void bullet(const std::vector<Piece>& pieces);
    /// Markdown that somebody else wrote, as it is: a docstring.
    void passage(std::string_view markdown);
    /// A paragraph of its own; the URL must need no escapes.
    void link(std::string_view label, std::string_view url);

    [[nodiscard]] const std::string& markdown() const { return markdown_; }

    [[nodiscard]] const std::string& plain() const { return plain_; }

    [[nodiscard]] bool empty() const { return plain_.empty(); }

  private:
    void separate(bool is_bullet);
    void add(const std::vector<Piece>& pieces);

    std::string markdown_, plain_;
    bool last_was_bullet_ = false;
};

[[nodiscard]] inline Markup::Piece words(std::string text) {
    return {std::move(text), false};
}

[[nodiscard]] inline Markup::Piece code(std::string text) {
    return {std::move(text), true};
}

/// Text whose punctuation Markdown would otherwise take for markup.
[[nodiscard]] std::string escape_markdown(std::string_view text);

/// A code span that shows the text, backticks included.
[[nodiscard]] std::string code_span(std::string_view text);

/// On one line, runs of blanks as one, cut with "…" behind `limit_bytes` without breaking a character.
[[nodiscard]] std::string one_line(std::string_view text, std::size_t limit_bytes);

} // namespace modal_lsp::answers
