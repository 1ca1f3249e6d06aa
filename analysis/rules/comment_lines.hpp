#pragma once
#include "analysis/text/document.hpp"

#include <cstdint>
#include <vector>

namespace modal_lsp::rules {

/// Zero-based lines, both included.
struct LineSpan {
    std::uint32_t first = 0, last = 0;
};

/// Where the comments of a Python file are, and where one can be put. Total for broken text.
class CommentLines {
  public:
    explicit CommentLines(const text::Document& document);

    /// From "#" to the end of the line, in order.
    [[nodiscard]] const std::vector<text::ByteRange>& comments() const { return comments_; }

    /// The lines that backslashes and the line breaks in strings join to one: only behind the last of them a
    /// comment can stand. A line past the end is taken for the last one.
    [[nodiscard]] LineSpan joined(std::uint32_t line) const;

    /// False on a line whose end is inside a string or behind a backslash.
    [[nodiscard]] bool takes_comment(std::uint32_t line) const { return line < ends_.size() && ends_[line]; }

  private:
    std::vector<text::ByteRange> comments_;
    std::vector<bool> ends_; ///< per line: it is not joined to the next one
};

/// The lines a range is on; one that ends at the start of a line is not on that one.
[[nodiscard]] LineSpan lines_of(const text::Document& document, text::ByteRange range);

} // namespace modal_lsp::rules
