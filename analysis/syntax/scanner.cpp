#include "analysis/syntax/scanner.hpp"

#include "analysis/syntax/literals.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::syntax {
namespace {

enum class Class : std::uint8_t { other, name, digit, blank };

constexpr std::array<Class, 256> byte_classes() {
    std::array<Class, 256> table{};
    for (std::size_t c = 0; c < table.size(); ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
        if (letter)
            table[c] = Class::name;
        else if (c >= '0' && c <= '9')
            table[c] = Class::digit;
        else if (c == ' ' || c == '\t' || c == '\f')
            table[c] = Class::blank;
    }
    return table;
}

constexpr auto kClasses = byte_classes();

constexpr Class class_of(char c) {
    return kClasses[static_cast<unsigned char>(c)];
}

constexpr bool is_word(char c) {
    return class_of(c) == Class::name || class_of(c) == Class::digit;
}

/// Bytes that mean nothing in any string: most of them.
constexpr bool is_plain(char c) {
    return class_of(c) != Class::other;
}

/// Words that no expression may contain. `for`, `if`, `else`, `from` and their like may stand in one.
constexpr std::array<std::string_view, 18> kStatementKeywords = {
    "assert", "break",  "class",    "continue", "def",   "del",    "elif", "except", "finally",
    "global", "import", "nonlocal", "pass",     "raise", "return", "try",  "while",  "with"};

static_assert(std::ranges::is_sorted(kStatementKeywords));

bool is_statement_keyword(std::string_view word) {
    return std::ranges::binary_search(kStatementKeywords, word);
}

bool has_letter(std::string_view prefix, char a, char b) {
    return std::ranges::any_of(prefix, [&](char c) { return (c | 0x20) == a || (c | 0x20) == b; });
}

text::ByteRange range_of(std::size_t begin, std::size_t end) {
    return text::make_range(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end));
}

} // namespace

std::optional<Token> Scanner::next() {
    while (true) {
        const bool in_text = !modes_.empty() && modes_.back().kind != ModeKind::hole;
        auto read = in_text ? read_formatted() : read_code();
        if (read) {
            if (read->kind != TokenKind::newline) line_start_ = false;
            return read;
        }
        if (at_ >= text_.size() && modes_.empty()) return std::nullopt;
    }
}

Token Scanner::token(TokenKind kind, std::size_t begin) const {
    return {.kind = kind, .range = range_of(begin, at_)};
}

std::size_t Scanner::line_break_length(std::size_t index) const {
    if (at(index) == '\n') return 1;
    if (index >= text_.size() || text_[index] != '\r') return 0;
    return at(index + 1) == '\n' ? 2 : 1;
}

bool Scanner::closes(const Mode& mode) const {
    if (at(at_) != mode.quote) return false;
    return !mode.triple || (at(at_ + 1) == mode.quote && at(at_ + 2) == mode.quote);
}

void Scanner::skip_blanks() {
    while (at_ < text_.size()) {
        if (class_of(text_[at_]) == Class::blank) {
            ++at_;
            continue;
        }
        // A backslash before the line's end joins the lines.
        const std::size_t joined = text_[at_] == '\\' ? line_break_length(at_ + 1) : 0;
        if (joined == 0) return;
        at_ += 1 + joined;
    }
}

// --- f-strings
// -------------------------------------------------------------------------------------------------

std::optional<Token> Scanner::read_formatted() {
    const bool in_specification = modes_.back().kind == ModeKind::specification;
    if (!skip_formatted_text()) return end_formatted(false);
    const std::size_t begin = at_;
    if (at(at_) == '{') {
        ++at_;
        const Mode outer = modes_.back();
        modes_.push_back(
            {.kind = ModeKind::hole, .quote = outer.quote, .triple = outer.triple, .raw = outer.raw});
        return token(TokenKind::open, begin);
    }
    if (in_specification && at(at_) == '}') {
        ++at_;
        modes_.resize(modes_.size() - 2);
        return token(TokenKind::close, begin);
    }
    return end_formatted(true);
}

/// Moves to the next hole, closing quote, or in a format specification its end; false when there is none.
bool Scanner::skip_formatted_text() {
    const Mode& mode = modes_.back();
    const bool in_specification = mode.kind == ModeKind::specification;
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (is_plain(c)) {
            ++at_;
            continue;
        }
        if (c == mode.quote && closes(mode)) return true;
        if (c == '{' && (in_specification || at(at_ + 1) != '{')) return true;
        if (c == '}' && in_specification) return true;
        if (!mode.triple && line_break_length(at_) > 0) return false;
        const bool pair = (c == '{' || c == '}') && at(at_ + 1) == c;
        if (c == '\\' && !mode.raw && at(at_ + 1) == 'N' && at(at_ + 2) == '{')
            at_ += 3;
        else if (c == '\\' && at(at_ + 1) != '{' && at(at_ + 1) != '}')
            at_ += 1 + std::max<std::size_t>(line_break_length(at_ + 1), 1);
        else
            at_ += pair ? 2 : 1;
    }
    at_ = text_.size();
    return false;
}

/// Leaves the innermost f-string with whatever is open in it.
Token Scanner::end_formatted(bool terminated) {
    while (modes_.back().kind != ModeKind::formatted)
        modes_.pop_back();
    const std::size_t begin = at_;
    if (terminated) at_ += modes_.back().triple ? 3 : 1;
    modes_.pop_back();
    Token end = token(TokenKind::formatted_end, begin);
    end.terminated = terminated;
    return end;
}

// --- code
// ------------------------------------------------------------------------------------------------------

std::optional<Token> Scanner::read_code() {
    skip_blanks();
    if (at_ >= text_.size()) {
        if (modes_.empty()) return std::nullopt;
        return end_formatted(false);
    }
    const char c = text_[at_];
    const std::size_t begin = at_;
    if (class_of(c) == Class::name) return read_name();
    if (c == '"' || c == '\'') return read_string(begin);
    if (line_break_length(at_) > 0) return read_line_break();
    if (class_of(c) == Class::digit) {
        while (is_word(at(at_)) || at(at_) == '.')
            ++at_;
        return token(TokenKind::number, begin);
    }
    if (c == '#') {
        while (at_ < text_.size() && line_break_length(at_) == 0)
            ++at_;
        return token(TokenKind::comment, begin);
    }
    if (auto bracket = read_bracket()) return bracket;
    ++at_;
    if (c == ',') return token(TokenKind::comma, begin);
    if (c == '.') return token(TokenKind::dot, begin);
    // "==", "<=", ":=" and the like are one token, so that a lone "=" says something.
    constexpr std::string_view kBeforeEquals = "=!<>:+-*/%&|^@";
    if (at(at_) == '=' && kBeforeEquals.find(c) != std::string_view::npos) {
        ++at_;
        return token(TokenKind::other, begin);
    }
    return token(c == '=' ? TokenKind::assign : TokenKind::other, begin);
}

Token Scanner::read_name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word(text_[at_]))
        ++at_;
    const bool quoted = at(at_) == '"' || at(at_) == '\'';
    if (quoted && at_ - begin <= 2 && opening_length(text_.substr(begin, 5)) > at_ - begin)
        return read_string(begin);
    if (!line_start_ || !is_statement_keyword(text_.substr(begin, at_ - begin)))
        return token(TokenKind::name, begin);
    modes_.clear();
    return token(TokenKind::statement_keyword, begin);
}

/// at_ stands on the opening quote.
Token Scanner::read_string(std::size_t begin) {
    const std::string_view prefix = text_.substr(begin, at_ - begin);
    const char quote = text_[at_];
    Mode mode{.quote = quote, .triple = at(at_ + 1) == quote && at(at_ + 2) == quote};
    mode.raw = has_letter(prefix, 'r', 'r');
    at_ += mode.triple ? 3 : 1;
    if (has_letter(prefix, 'f', 't')) {
        modes_.push_back(mode);
        return token(TokenKind::formatted_begin, begin);
    }
    const std::size_t content = at_;
    bool terminated = false;
    while (at_ < text_.size()) {
        if (is_plain(text_[at_])) {
            ++at_;
            continue;
        }
        terminated = text_[at_] == quote && closes(mode);
        if (terminated || (!mode.triple && line_break_length(at_) > 0)) break;
        at_ += text_[at_] == '\\' ? 1 + std::max<std::size_t>(line_break_length(at_ + 1), 1) : 1;
    }
    at_ = std::min(at_, text_.size());
    const std::size_t content_end = at_;
    if (terminated) at_ += mode.triple ? 3 : 1;
    Token string = token(TokenKind::string, begin);
    string.content = range_of(content, content_end);
    string.terminated = terminated;
    return string;
}

Token Scanner::read_line_break() {
    // Between the brackets of a hole a line may end; elsewhere in a hole, text being typed is the likelier
    // case.
    const bool in_hole = !modes_.empty() && !modes_.back().triple && modes_.back().depth == 0;
    if (in_hole) return end_formatted(false);
    const std::size_t begin = at_;
    at_ += line_break_length(at_);
    line_start_ = true;
    return token(TokenKind::newline, begin);
}

std::optional<Token> Scanner::read_bracket() {
    const std::size_t begin = at_;
    const char c = text_[at_];
    Mode* hole = modes_.empty() ? nullptr : &modes_.back();
    if (c == '(' || c == '[' || c == '{') {
        ++at_;
        if (hole != nullptr) ++hole->depth;
        return token(TokenKind::open, begin);
    }
    const bool at_hole_end = hole != nullptr && hole->depth == 0;
    if (at_hole_end && c == ':') {
        ++at_;
        Mode specification = *hole;
        specification.kind = ModeKind::specification;
        modes_.push_back(specification);
        return token(TokenKind::other, begin);
    }
    if (c != ')' && c != ']' && c != '}') return std::nullopt;
    ++at_;
    if (at_hole_end && c == '}')
        modes_.pop_back();
    else if (hole != nullptr && hole->depth > 0)
        --hole->depth;
    return token(TokenKind::close, begin);
}

// --- questions
// -------------------------------------------------------------------------------------------------

bool in_comment_or_string(std::string_view text, text::ByteOffset at) {
    Scanner scanner(text);
    // The innermost f-string's text or hole around the place: a hole is code.
    std::vector<bool> code;
    while (const auto token = scanner.next()) {
        if (token->range.begin >= at) break;
        switch (token->kind) {
        case TokenKind::comment:
            if (at <= token->range.end) return true;
            break;
        case TokenKind::string:
            if (token->content.touches(at)) return true;
            break;
        case TokenKind::formatted_begin:
            if (at < token->range.end) return false;
            code.push_back(false);
            break;
        case TokenKind::formatted_end:
            while (!code.empty() && code.back())
                code.pop_back();
            if (!code.empty()) code.pop_back();
            break;
        case TokenKind::open:
            if (!code.empty()) code.push_back(true);
            break;
        case TokenKind::close:
            if (!code.empty() && code.back()) code.pop_back();
            break;
        case TokenKind::statement_keyword: code.clear(); break;
        default: break;
        }
    }
    return !code.empty() && !code.back();
}

std::vector<text::ByteRange> comments_containing(std::string_view text, std::string_view needle) {
    std::vector<text::ByteRange> found;
    if (text.find(needle) == std::string_view::npos) return found;
    Scanner scanner(text);
    while (const auto token = scanner.next()) {
        if (token->kind != TokenKind::comment) continue;
        const auto comment = text.substr(token->range.begin.value, token->range.size());
        if (comment.find(needle) != std::string_view::npos) found.push_back(token->range);
    }
    return found;
}

} // namespace modal_lsp::syntax
