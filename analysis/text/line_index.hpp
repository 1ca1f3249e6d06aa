#pragma once
#include "analysis/text/offset.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::text {

/// What a column counts. The LSP calls them utf-8, utf-16 and utf-32 (LSP 3.17 §positionEncodingKind).
enum class Encoding : std::uint8_t { utf8, utf16, utf32 };

/// Zero-based line and column. The column is meaningful only beside an Encoding.
struct LineColumn {
    std::uint32_t line = 0, column = 0;
    friend constexpr auto operator<=>(const LineColumn&, const LineColumn&) = default;
};

/// Converts between byte offsets and lines with columns; the only column arithmetic of the program.
///
/// Lines end at LF, CRLF or a lone CR, as the LSP asks. Every function is total: a line past the end gives
/// the end of the text, a column past the end of its line gives the end of that line (before its terminator),
/// and a column or offset inside a character snaps back to that character's start. Bytes that are not UTF-8
/// count as one unit each.
class LineIndex {
  public:
    /// Shares ownership of the text: an index never outlives what it indexes.
    explicit LineIndex(std::shared_ptr<const std::string> text);

    [[nodiscard]] LineColumn position(ByteOffset offset, Encoding encoding) const;
    [[nodiscard]] ByteOffset offset(LineColumn position, Encoding encoding) const;

    [[nodiscard]] std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }

    /// Zero-based line that holds the offset.
    [[nodiscard]] std::uint32_t line_of(ByteOffset offset) const;
    /// The bytes of a line without its terminator; empty at the end of the text for a line past the end.
    [[nodiscard]] ByteRange line_range(std::uint32_t line) const;
    /// The bytes of a line with its terminator.
    [[nodiscard]] ByteRange full_line_range(std::uint32_t line) const;
    [[nodiscard]] std::string_view line_text(std::uint32_t line) const;

  private:
    std::shared_ptr<const std::string> text_;
    std::vector<std::uint32_t> starts_; // byte offset of each line's first byte; never empty
};

} // namespace modal_lsp::text
