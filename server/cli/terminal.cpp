#include "server/cli/terminal.hpp"

#include "analysis/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace modal_lsp::server::cli {
namespace {

struct CodePoints {
    char32_t first, last;
};

constexpr CodePoints kZeroWidth[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD},   {0x0610, 0x061A},   {0x064B, 0x065F},
    {0x0900, 0x0902}, {0x093C, 0x093C}, {0x0941, 0x0948},   {0x094D, 0x094D},   {0x0E31, 0x0E31},
    {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF},   {0x1DC0, 0x1DFF},   {0x200B, 0x200D},
    {0x2060, 0x2064}, {0x20D0, 0x20F0}, {0x302A, 0x302D},   {0x3099, 0x309A},   {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF},
};

constexpr CodePoints kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
    {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},
    {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18DFF}, {0x1AFF0, 0x1B2FF}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
    {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F265}, {0x1F300, 0x1F320}, {0x1F32D, 0x1F335},
    {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0},
    {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D},
    {0x1F54B, 0x1F54E}, {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4},
    {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6DF},
    {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7F0}, {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945},
    {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

template <std::size_t Size> bool contains(const CodePoints (&table)[Size], char32_t code_point) {
    const auto* after = std::upper_bound(std::begin(table), std::end(table), code_point,
                                         [](char32_t value, CodePoints row) { return value < row.first; });
    return after != std::begin(table) && code_point <= std::prev(after)->last;
}

std::string_view sequence_of(Ink ink) {
    switch (ink) {
    case Ink::error: return "1;31";
    case Ink::warning: return "1;33";
    case Ink::information: return "1;36";
    case Ink::hint: return "1;32";
    case Ink::gutter: return "1;34";
    case Ink::emphasis: return "1";
    case Ink::help: return "36";
    case Ink::heading: return "1;35";
    case Ink::code: return "36";
    case Ink::added: return "32";
    case Ink::removed: return "31";
    }
    return "0";
}

std::string escaped(std::string_view text, bool keep_line_feeds) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const text::Character character = text::decode_character(text, at);
        if (!character.valid)
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
        else if (character.code_point == '\n' && keep_line_feeds)
            out += '\n';
        else if (is_unprintable(character.code_point))
            out += escape_character(character.code_point);
        else
            out += text.substr(at, character.length);
        at += character.length;
    }
    return out;
}

} // namespace

Ink ink_of(rules::Severity severity) {
    switch (severity) {
    case rules::Severity::error: return Ink::error;
    case rules::Severity::warning: return Ink::warning;
    case rules::Severity::information: return Ink::information;
    case rules::Severity::hint: return Ink::hint;
    }
    return Ink::warning;
}

std::string Painter::operator()(Ink ink, std::string_view text) const {
    if (!color_ || text.empty()) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", sequence_of(ink), text);
}

unsigned cell_width(char32_t code_point) {
    if (code_point < 0x300) return 1;
    if (contains(kZeroWidth, code_point)) return 0;
    return contains(kWide, code_point) ? 2 : 1;
}

bool is_unprintable(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::string escape_character(char32_t code_point) {
    if (code_point == '\t') return "\\t";
    if (code_point == '\n') return "\\n";
    if (code_point == '\r') return "\\r";
    const auto value = static_cast<std::uint32_t>(code_point);
    return value < 0x100 ? fmt::format("\\x{:02x}", value) : fmt::format("\\u{{{:x}}}", value);
}

std::string printable(std::string_view text) {
    return escaped(text, false);
}

std::string printable_lines(std::string_view text) {
    return escaped(text, true);
}

} // namespace modal_lsp::server::cli
