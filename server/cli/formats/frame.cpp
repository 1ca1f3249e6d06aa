#include "server/cli/formats/frame.hpp"

#include "analysis/text/utf8.hpp"
#include "server/cli/place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace modal_lsp::server::cli {
namespace {

constexpr unsigned kTabCells = 4;
constexpr unsigned kMinimumCells = 40;
constexpr char32_t kByteOrderMark = 0xFEFF;

/// One character as it is drawn.
struct Glyph {
    std::string text;
    unsigned cells = 1;
};

struct CroppedLine {
    std::string text;
    unsigned mark_begin = 0, mark_end = 0; // cells
};

Glyph glyph_of(std::string_view line, std::size_t at, const text::Character& character, bool unicode) {
    const auto escape = [](std::string text) {
        const auto cells = static_cast<unsigned>(text.size());
        return Glyph{std::move(text), cells};
    };
    if (!character.valid) return escape(fmt::format("\\x{:02x}", static_cast<unsigned char>(line[at])));
    if (character.code_point == '\t') return {std::string(kTabCells, ' '), kTabCells};
    if (character.code_point == kByteOrderMark) return {"", 0};
    if (is_unprintable(character.code_point) || (!unicode && character.code_point >= 0x80))
        return escape(escape_character(character.code_point));
    return {std::string(line.substr(at, character.length)), cell_width(character.code_point)};
}

/// Glyphs of the bytes [from, to), as long as they fill no more than `limit` cells.
std::vector<Glyph> glyphs(std::string_view line, std::size_t from, std::size_t to, unsigned limit,
                          bool unicode) {
    std::vector<Glyph> out;
    unsigned cells = 0;
    while (from < to && cells <= limit) {
        const text::Character character = text::decode_character(line, from);
        out.push_back(glyph_of(line, from, character, unicode));
        cells += out.back().cells;
        from += character.length;
    }
    return out;
}

unsigned cells_of(const std::vector<Glyph>& glyphs) {
    unsigned cells = 0;
    for (const Glyph& glyph : glyphs)
        cells += glyph.cells;
    return cells;
}

/// Where to start reading so that everything a terminal could show before `at` is read, and not more.
std::size_t window_start(std::string_view line, std::size_t at, unsigned cells) {
    const std::size_t reach = std::size_t{4} * cells;
    if (at <= reach) return 0;
    std::size_t start = at - reach;
    while (start < at && (static_cast<unsigned char>(line[start]) & 0xC0U) == 0x80U)
        ++start;
    return start;
}

std::string join(const std::vector<Glyph>& glyphs, std::size_t begin, std::size_t end) {
    std::string out;
    for (std::size_t i = begin; i < end; ++i)
        out += glyphs[i].text;
    return out;
}

/// Fits a line into `available` cells; when it is longer, the bytes [begin, end) stay in sight with what is
/// around.
CroppedLine crop(std::string_view line, std::size_t begin, std::size_t end, unsigned available,
                 bool unicode) {
    const std::string_view ellipsis = unicode ? "…" : "...";
    const unsigned ellipsis_cells = unicode ? 1 : 3;
    const std::size_t start = window_start(line, begin, available);
    const auto before = glyphs(line, start, begin, UINT32_MAX, unicode);
    const auto marked = glyphs(line, begin, end, available, unicode);
    const auto after = glyphs(line, end, line.size(), available, unicode);
    const unsigned left = cells_of(before), middle = cells_of(marked), right = cells_of(after);

    const bool fits = start == 0 && left + middle + right <= available;
    const unsigned budget = fits ? available : available - 2 * ellipsis_cells;
    const unsigned left_kept =
        std::min(left, std::max(budget / 4, budget - std::min(budget, middle + right)));
    CroppedLine out;
    std::size_t first = before.size();
    while (first > 0 && out.mark_begin + before[first - 1].cells <= left_kept)
        out.mark_begin += before[--first].cells;
    out.text = join(before, first, before.size());
    out.mark_end = out.mark_begin;
    unsigned cells = out.mark_begin;
    bool cut = false;
    const auto append = [&](const std::vector<Glyph>& part) {
        for (const Glyph& glyph : part) {
            cut = cut || cells + glyph.cells > budget;
            if (cut) return;
            cells += glyph.cells;
            out.text += glyph.text;
        }
    };
    append(marked);
    out.mark_end = std::max(cells, out.mark_begin + 1);
    append(after);
    if (first > 0 || start > 0) {
        out.text.insert(0, ellipsis);
        out.mark_begin += ellipsis_cells;
        out.mark_end += ellipsis_cells;
    }
    if (cut) out.text += ellipsis;
    return out;
}

class FrameDrawer {
  public:
    FrameDrawer(const Frame& frame, const FormatOptions& options)
        : frame_(frame), options_(options), paint_(options.color), lines_(frame.document->lines()) {
        const auto size = static_cast<std::uint32_t>(frame.document->text().size());
        begin_ = std::min(frame.range.begin.value, size);
        end_ = std::clamp(frame.range.end.value, begin_, size);
        first_ = lines_.line_of({begin_});
        last_ = lines_.line_of({end_});
        // A range that ends where a line starts does not reach into that line.
        if (last_ > first_ && lines_.full_line_range(last_).begin.value == end_) --last_;
        digits_ = std::to_string(last_ + 1).size();
    }

    std::string draw() {
        const Place start = region_of(*frame_.document, frame_.range).start;
        out_ = fmt::format("{}{} {}:{}:{}\n", std::string(digits_, ' '), paint_(Ink::gutter, "-->"),
                           printable(frame_.path), start.line, start.column);
        gutter({});
        out_ += '\n';
        if (first_ == last_)
            single_line();
        else
            several_lines();
        return std::move(out_);
    }

  private:
    void gutter(std::string_view number) {
        out_ += paint_(Ink::gutter, fmt::format("{:>{}} |", number, digits_));
    }

    void end_line() {
        while (out_.ends_with(' '))
            out_.pop_back();
        out_ += '\n';
    }

    [[nodiscard]] unsigned available(unsigned taken) const {
        const auto used = static_cast<unsigned>(digits_) + 3 + taken;
        return options_.width > used + kMinimumCells ? options_.width - used : kMinimumCells;
    }

    CroppedLine cropped(std::uint32_t line, std::uint32_t begin, std::uint32_t end, unsigned taken) const {
        const text::ByteRange range = lines_.line_range(line);
        const std::uint32_t from = std::clamp(begin, range.begin.value, range.end.value);
        const std::uint32_t to = std::clamp(end, from, range.end.value);
        return crop(lines_.line_text(line), from - range.begin.value, to - range.begin.value,
                    available(taken), options_.unicode);
    }

    void single_line() {
        const CroppedLine line = cropped(first_, begin_, end_, 0);
        gutter(std::to_string(first_ + 1));
        out_ += ' ' + line.text;
        end_line();
        gutter({});
        out_ += std::string(line.mark_begin + 1, ' ');
        out_ += paint_(frame_.ink, std::string(line.mark_end - line.mark_begin, frame_.mark));
        out_ += '\n';
    }

    void several_lines() {
        constexpr std::uint32_t kShown = 6, kTail = 2;
        const CroppedLine head = cropped(first_, begin_, begin_, 2);
        gutter(std::to_string(first_ + 1));
        out_ += "   " + head.text;
        end_line();
        gutter({});
        out_ += "  " + paint_(frame_.ink, std::string(head.mark_begin + 1, '_') + frame_.mark) + '\n';
        const bool elide = last_ - first_ >= kShown;
        for (std::uint32_t line = first_ + 1; line <= last_; ++line) {
            if (elide && line == first_ + kShown - kTail - 1) {
                out_ +=
                    paint_(Ink::gutter, "...") + std::string(digits_, ' ') + paint_(frame_.ink, "|") + '\n';
                line = last_ - kTail + 1;
            }
            barred_line(line);
        }
        tail();
    }

    void barred_line(std::uint32_t line) {
        gutter(std::to_string(line + 1));
        out_ += ' ' + paint_(frame_.ink, "|") + ' ' + cropped_of_tail(line).text;
        end_line();
    }

    // The last line is cropped around its end, the others from their start.
    [[nodiscard]] CroppedLine cropped_of_tail(std::uint32_t line) const {
        const text::ByteRange range = lines_.line_range(line);
        if (line < last_) return cropped(line, range.begin.value, range.begin.value, 2);
        std::uint32_t end = std::min(end_, range.end.value);
        if (end > range.begin.value) --end;
        while (end > range.begin.value &&
               (static_cast<unsigned char>(frame_.document->text()[end]) & 0xC0U) == 0x80U)
            --end;
        return cropped(line, end, std::min(end_, range.end.value), 2);
    }

    void tail() {
        const CroppedLine line = cropped_of_tail(last_);
        gutter({});
        out_ += ' ' + paint_(frame_.ink, '|' + std::string(line.mark_end, '_') + frame_.mark) + '\n';
    }

    const Frame& frame_;
    const FormatOptions& options_;
    Painter paint_;
    const text::LineIndex& lines_;
    std::uint32_t begin_ = 0, end_ = 0, first_ = 0, last_ = 0;
    std::size_t digits_ = 1;
    std::string out_;
};

} // namespace

std::string draw_frame(const Frame& frame, const FormatOptions& options) {
    return FrameDrawer(frame, options).draw();
}

} // namespace modal_lsp::server::cli
