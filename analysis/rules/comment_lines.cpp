#include "analysis/rules/comment_lines.hpp"

#include "analysis/syntax/scanner.hpp"

#include <algorithm>

namespace modal_lsp::rules {

using syntax::TokenKind;

CommentLines::CommentLines(const text::Document& document) : ends_(document.lines().line_count()) {
    syntax::Scanner scanner(document.text());
    int formatted = 0; // f-strings around the token
    bool whole = true; // the text does not end inside a string
    while (const auto token = scanner.next()) {
        whole = true;
        switch (token->kind) {
        case TokenKind::comment:
            // In a hole of an f-string a comment is rare, and older Pythons know none.
            if (formatted == 0) comments_.push_back(token->range);
            break;
        case TokenKind::newline:
            if (formatted == 0) ends_[document.lines().line_of(token->range.begin)] = true;
            break;
        case TokenKind::formatted_begin: ++formatted; break;
        case TokenKind::formatted_end:
            formatted = std::max(formatted - 1, 0);
            whole = token->terminated;
            break;
        case TokenKind::statement_keyword: formatted = 0; break;
        default: whole = token->kind != TokenKind::string || token->terminated;
        }
    }
    if (whole) ends_.back() = true;
}

LineSpan CommentLines::joined(std::uint32_t line) const {
    const auto count = static_cast<std::uint32_t>(ends_.size());
    LineSpan span{std::min(line, count - 1), std::min(line, count - 1)};
    while (span.first > 0 && !ends_[span.first - 1])
        --span.first;
    while (span.last + 1 < count && !ends_[span.last])
        ++span.last;
    return span;
}

LineSpan lines_of(const text::Document& document, text::ByteRange range) {
    const auto& lines = document.lines();
    const std::uint32_t first = lines.line_of(range.begin);
    if (range.empty()) return {first, first};
    const std::uint32_t last = lines.line_of(text::ByteOffset{range.end.value - 1});
    return {first, std::max(first, last)};
}

} // namespace modal_lsp::rules
