// LineIndex against a reading of the text from its start, character by character.
#include "analysis/text/line_index.hpp"
#include "analysis/text/utf8.hpp"
#include "tests/fuzz/input.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string>

using namespace modal_lsp;
using text::ByteOffset;
using text::Encoding;
using text::LineColumn;

namespace {

constexpr std::size_t kMaxBytes = 400;

/// A place where a character starts, or the end of the text.
struct Stop {
    std::uint32_t offset = 0;
    LineColumn at;
    bool in_terminator = false; ///< between CR and LF: no place of its own
};

std::uint32_t width(const text::Character& character, Encoding encoding) {
    if (encoding == Encoding::utf8) return character.length;
    return encoding == Encoding::utf16 && character.code_point > 0xFFFF ? 2 : 1;
}

std::vector<Stop> stops_of(std::string_view text, Encoding encoding) {
    std::vector<Stop> stops{{}};
    Stop now;
    while (now.offset < text.size()) {
        const auto character = text::decode_character(text, now.offset);
        const bool carriage = character.code_point == '\r', feed = character.code_point == '\n';
        const bool pair = carriage && now.offset + 1 < text.size() && text[now.offset + 1] == '\n';
        now.offset += character.length;
        if (feed || (carriage && !pair))
            now = {now.offset, {now.at.line + 1, 0}};
        else if (!carriage)
            now.at.column += width(character, encoding);
        now.in_terminator = pair;
        stops.push_back(now);
    }
    return stops;
}

void check(const text::LineIndex& index, std::string_view text, Encoding encoding) {
    const auto stops = stops_of(text, encoding);
    const Stop* before = nullptr;
    std::size_t next = 0;
    for (std::uint32_t offset = 0; offset <= text.size() + 2; ++offset) {
        while (next < stops.size() && stops[next].offset <= offset) {
            if (!stops[next].in_terminator) before = &stops[next];
            ++next;
        }
        const LineColumn position = index.position({offset}, encoding);
        fuzz::require(position == before->at, "a position is counted from the start of its line");
        fuzz::require(index.offset(position, encoding).value == before->offset, "and leads back");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const LineColumn anywhere{input.number(), input.number()};
    const auto text = std::make_shared<const std::string>(input.rest().substr(0, kMaxBytes));
    const text::LineIndex index(text);
    for (const Encoding encoding : {Encoding::utf8, Encoding::utf16, Encoding::utf32}) {
        check(index, *text, encoding);
        const ByteOffset offset = index.offset(anywhere, encoding);
        fuzz::require(offset.value <= text->size(), "every position is inside of the text");
        const LineColumn back = index.position(offset, encoding);
        fuzz::require(index.offset(back, encoding) == offset, "and at the start of a character");
        fuzz::require(anywhere.line >= index.line_count() || back.line == anywhere.line,
                      "on its line if there is one");
    }
    return 0;
}
