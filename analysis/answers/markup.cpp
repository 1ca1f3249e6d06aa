#include "analysis/answers/markup.hpp"

#include <algorithm>

namespace modal_lsp::answers {
namespace {

/// Length of the longest run of backticks.
std::size_t longest_run(std::string_view text) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

} // namespace

std::string escape_markdown(std::string_view text) {
    constexpr std::string_view kPunctuation = "\\`*_{}[]<>()#+-!|~&";
    std::string out;
    for (const char c : text) {
        if (kPunctuation.find(c) != std::string_view::npos) out.push_back('\\');
        // A line break could start a block of its own.
        out.push_back(c == '\n' || c == '\r' ? ' ' : c);
    }
    // "1." at the start would be a list.
    const auto digits = std::ranges::find_if_not(out, [](char c) { return c >= '0' && c <= '9'; });
    if (digits != out.begin() && digits != out.end() && *digits == '.') out.insert(digits, '\\');
    return out;
}

std::string code_span(std::string_view text) {
    const std::string fence(longest_run(text) + 1, '`');
    std::string inner(text);
    std::ranges::replace_if(inner, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    const bool padded = inner.empty() || inner.front() == '`' || inner.back() == '`' || inner.front() == ' ';
    const std::string pad = padded ? " " : "";
    return fence + pad + inner + pad + fence;
}

std::string one_line(std::string_view text, std::size_t limit_bytes) {
    std::string out;
    for (const char c : text) {
        if (!is_blank(c))
            out.push_back(c);
        else if (!out.empty() && out.back() != ' ')
            out.push_back(' ');
    }
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    if (out.size() <= limit_bytes) return out;
    while (limit_bytes > 0 && (static_cast<unsigned char>(out[limit_bytes]) & 0xC0U) == 0x80U)
        --limit_bytes;
    return out.substr(0, limit_bytes) + "…";
}

void Markup::code_block(std::string_view code) {
    separate(false);
    const std::string fence(std::max<std::size_t>(3, longest_run(code) + 1), '`');
    markdown_ += fence + "python\n" + std::string(code) + "\n" + fence + "\n";
    plain_ += std::string(code) + "\n";
}

void Markup::paragraph(const std::vector<Piece>& pieces) {
    separate(false);
    add(pieces);
}

void Markup::bullet(const std::vector<Piece>& pieces) {
    separate(true);
    markdown_ += "- ";
    plain_ += "- ";
    add(pieces);
}

void Markup::passage(std::string_view markdown) {
    if (markdown.empty()) return;
    separate(false);
    markdown_.append(markdown).append("\n");
    plain_.append(markdown).append("\n");
}

void Markup::link(std::string_view label, std::string_view url) {
    separate(false);
    markdown_ += "[" + escape_markdown(label) + "](" + std::string(url) + ")\n";
    plain_ += std::string(label) + ": " + std::string(url) + "\n";
}

void Markup::separate(bool is_bullet) {
    if (!plain_.empty() && !(is_bullet && last_was_bullet_)) {
        markdown_ += "\n";
        plain_ += "\n";
    }
    last_was_bullet_ = is_bullet;
}

void Markup::add(const std::vector<Piece>& pieces) {
    for (const Piece& piece : pieces) {
        markdown_ += piece.code ? code_span(piece.text) : escape_markdown(piece.text);
        plain_ += piece.text;
    }
    markdown_ += "\n";
    plain_ += "\n";
}

} // namespace modal_lsp::answers
