#include "analysis/text/line_index.hpp"

#include "analysis/text/utf8.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace modal_lsp::text {
namespace {

std::uint32_t units(const Character& character, Encoding encoding) {
    switch (encoding) {
    case Encoding::utf8: return character.length;
    case Encoding::utf16: return character.code_point >= 0x10000 ? 2 : 1;
    case Encoding::utf32: return 1;
    }
    return 1;
}

std::vector<std::uint32_t> line_starts(std::string_view text) {
    std::vector<std::uint32_t> starts{0};
    starts.reserve(text.size() / 32 + 1);
    // Lone CR is rare: look for it once, and take the fast road over LF when there is none.
    const bool has_cr = std::memchr(text.data(), '\r', text.size()) != nullptr;
    if (!has_cr) {
        const char* const begin = text.data();
        const char* const end = begin + text.size();
        for (const char* at = begin; at < end;) {
            const auto* newline =
                static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
            if (newline == nullptr) break;
            at = newline + 1;
            starts.push_back(static_cast<std::uint32_t>(at - begin));
        }
        return starts;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n')))
            starts.push_back(static_cast<std::uint32_t>(at + 1));
    }
    return starts;
}

} // namespace

LineIndex::LineIndex(std::shared_ptr<const std::string> text)
    : text_(std::move(text)), starts_(line_starts(*text_)) {}

std::uint32_t LineIndex::line_of(ByteOffset offset) const {
    const auto after = std::ranges::upper_bound(starts_, offset.value);
    return static_cast<std::uint32_t>(after - starts_.begin()) - 1;
}

ByteRange LineIndex::full_line_range(std::uint32_t line) const {
    const auto size = static_cast<std::uint32_t>(text_->size());
    if (line >= line_count()) return make_range(size, size);
    return make_range(starts_[line], line + 1 < line_count() ? starts_[line + 1] : size);
}

ByteRange LineIndex::line_range(std::uint32_t line) const {
    ByteRange range = full_line_range(line);
    const auto last_is = [&](char c) { return !range.empty() && (*text_)[range.end.value - 1] == c; };
    if (line + 1 >= line_count()) return range; // the last line has no terminator
    if (last_is('\n')) --range.end.value;
    if (last_is('\r')) --range.end.value;
    return range;
}

std::string_view LineIndex::line_text(std::uint32_t line) const {
    const ByteRange range = line_range(line);
    return std::string_view(*text_).substr(range.begin.value, range.size());
}

LineColumn LineIndex::position(ByteOffset offset, Encoding encoding) const {
    offset.value = std::min(offset.value, static_cast<std::uint32_t>(text_->size()));
    const std::uint32_t line = line_of(offset);
    const ByteRange range = line_range(line);
    const std::uint32_t end = std::min(offset.value, range.end.value);
    std::uint32_t column = 0;
    for (std::uint32_t at = range.begin.value; at < end;) {
        const Character character = decode_character(*text_, at);
        if (at + character.length > end) break; // inside a character: snap to its start
        column += units(character, encoding);
        at += character.length;
    }
    return {line, column};
}

ByteOffset LineIndex::offset(LineColumn position, Encoding encoding) const {
    const ByteRange range = line_range(position.line);
    std::uint32_t column = 0;
    std::uint32_t at = range.begin.value;
    while (at < range.end.value && column < position.column) {
        const Character character = decode_character(*text_, at);
        column += units(character, encoding);
        if (column > position.column) break; // inside a character: snap to its start
        at += character.length;
    }
    return {at};
}

} // namespace modal_lsp::text
