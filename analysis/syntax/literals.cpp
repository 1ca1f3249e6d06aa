#include "analysis/syntax/literals.hpp"

#include "analysis/text/utf8.hpp"

#include <algorithm>

namespace modal_lsp::syntax {
namespace {

struct Prefix {
    bool raw = false, bytes = false, formatted = false;
    std::uint32_t length = 0;
};

/// Any of r, b, f, u, t in either case, two at most.
Prefix read_prefix(std::string_view source) {
    Prefix prefix;
    for (const char letter : source.substr(0, 2)) {
        const char lower = static_cast<char>(letter | 0x20);
        if (lower == 'r')
            prefix.raw = true;
        else if (lower == 'b')
            prefix.bytes = true;
        else if (lower == 'f' || lower == 't')
            prefix.formatted = true;
        else if (lower != 'u')
            break;
        ++prefix.length;
    }
    return prefix;
}

std::optional<std::uint32_t> parse_digits(std::string_view digits, std::uint32_t base) {
    std::uint32_t value = 0;
    for (const char c : digits) {
        const char lower = static_cast<char>(c | 0x20);
        std::uint32_t digit = 99;
        if (c >= '0' && c <= '9')
            digit = static_cast<std::uint32_t>(c - '0');
        else if (lower >= 'a' && lower <= 'f')
            digit = static_cast<std::uint32_t>(lower - 'a' + 10);
        if (digit >= base) return std::nullopt;
        value = value * base + digit;
    }
    return value;
}

/// Reads `\xhh`, `\uhhhh`, `\Uhhhhhhhh` whose letter stands at `at`; returns the bytes read, 0 when
/// malformed.
std::size_t read_hex_escape(std::string_view content, std::size_t at, std::string& out) {
    const std::size_t digits = content[at] == 'x' ? 2 : content[at] == 'u' ? 4 : 8;
    if (at + 1 + digits > content.size()) return 0;
    const auto value = parse_digits(content.substr(at + 1, digits), 16);
    if (!value) return 0;
    text::append_utf8(out, *value);
    return 1 + digits;
}

std::size_t read_octal_escape(std::string_view content, std::size_t at, std::string& out) {
    std::size_t length = 0;
    while (length < 3 && at + length < content.size() && content[at + length] >= '0' &&
           content[at + length] <= '7')
        ++length;
    text::append_utf8(out, *parse_digits(content.substr(at, length), 8));
    return length;
}

constexpr std::string_view kEscapeLetters = "\\'\"abfnrtv";
constexpr std::string_view kEscapeValues = "\\'\"\a\b\f\n\r\t\v";

/// Resolves the escape whose first character behind the backslash stands at `at`; returns the bytes consumed.
std::size_t read_escape(std::string_view content, std::size_t at, std::string& out) {
    const char c = content[at];
    if (const auto simple = kEscapeLetters.find(c); simple != std::string_view::npos) {
        out.push_back(kEscapeValues[simple]);
        return 1;
    }
    if (c == '\n') return 1;
    if (c == '\r') return at + 1 < content.size() && content[at + 1] == '\n' ? 2 : 1;
    if (c >= '0' && c <= '7') return read_octal_escape(content, at, out);
    if (c == 'x' || c == 'u' || c == 'U')
        if (const std::size_t length = read_hex_escape(content, at, out)) return length;
    if (c == 'N' && at + 1 < content.size() && content[at + 1] == '{')
        if (const auto close = content.find('}', at); close != std::string_view::npos) {
            text::append_utf8(out, 0xFFFD);
            return close - at + 1;
        }
    out.push_back('\\');
    return 0;
}

} // namespace

std::uint32_t opening_length(std::string_view source) {
    const std::uint32_t prefix = read_prefix(source).length;
    if (prefix >= source.size()) return 0;
    const char quote = source[prefix];
    if (quote != '"' && quote != '\'') return 0;
    const bool triple =
        source.size() >= prefix + 3 && source[prefix + 1] == quote && source[prefix + 2] == quote;
    return prefix + (triple ? 3 : 1);
}

std::optional<StringLiteral> split_string_literal(std::string_view source) {
    const std::uint32_t opening = opening_length(source);
    if (opening == 0) return std::nullopt;
    const Prefix prefix = read_prefix(source);
    StringLiteral literal{.raw = prefix.raw, .bytes = prefix.bytes, .formatted = prefix.formatted};
    literal.quote = source[prefix.length];
    literal.triple = opening - prefix.length == 3;
    literal.content_begin = opening;
    const auto size = static_cast<std::uint32_t>(source.size());
    const std::uint32_t closing = literal.triple ? 3 : 1;
    const bool closed =
        size >= opening + closing &&
        std::ranges::all_of(source.substr(size - closing), [&](char c) { return c == literal.quote; });
    literal.terminated = closed;
    literal.content_end = closed ? size - closing : size;
    return literal;
}

std::string unescape(std::string_view content, bool raw) {
    if (raw || content.find('\\') == std::string_view::npos) return std::string(content);
    std::string out;
    out.reserve(content.size());
    for (std::size_t at = 0; at < content.size();) {
        if (content[at] != '\\' || at + 1 == content.size()) {
            out.push_back(content[at++]);
            continue;
        }
        ++at;
        at += read_escape(content, at, out);
    }
    return out;
}

std::string escape_for(std::string_view value, const StringLiteral& literal) {
    std::string out;
    for (const char c : value) {
        if (literal.formatted && (c == '{' || c == '}')) out.push_back(c);
        if (!literal.raw && (c == '\\' || c == literal.quote)) out.push_back('\\');
        if (!literal.raw && c == '\n')
            out += "\\n";
        else if (!literal.raw && c == '\r')
            out += "\\r";
        else
            out.push_back(c);
    }
    return out;
}

bool is_in_quotes(std::string_view text, text::ByteRange range) {
    if (range.begin.value == 0 || range.end.value >= text.size()) return false;
    const char before = text[range.begin.value - 1];
    return (before == '"' || before == '\'') && text[range.end.value] == before;
}

} // namespace modal_lsp::syntax
