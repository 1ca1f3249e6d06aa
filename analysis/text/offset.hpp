#pragma once
#include <compare>
#include <cstdint>

namespace modal_lsp::text {

/// Bytes from the start of a file's UTF-8 text. Never a column, never UTF-16.
struct ByteOffset {
    std::uint32_t value = 0;
    friend constexpr auto operator<=>(ByteOffset, ByteOffset) = default;
};

/// Half-open range of bytes, begin <= end.
struct ByteRange {
    ByteOffset begin, end;

    [[nodiscard]] constexpr std::uint32_t size() const { return end.value - begin.value; }

    [[nodiscard]] constexpr bool empty() const { return begin == end; }

    /// True for every offset of the range, its end excluded.
    [[nodiscard]] constexpr bool contains(ByteOffset at) const { return begin <= at && at < end; }

    /// True also just behind the last byte: where a cursor that "is on" the range may stand.
    [[nodiscard]] constexpr bool touches(ByteOffset at) const { return begin <= at && at <= end; }

    [[nodiscard]] constexpr bool encloses(ByteRange inner) const {
        return begin <= inner.begin && inner.end <= end;
    }

    [[nodiscard]] constexpr bool overlaps(ByteRange other) const {
        return begin <= other.end && other.begin <= end;
    }

    friend constexpr auto operator<=>(const ByteRange&, const ByteRange&) = default;
};

[[nodiscard]] constexpr ByteRange make_range(std::uint32_t begin, std::uint32_t end) {
    return {ByteOffset{begin}, ByteOffset{end}};
}

} // namespace modal_lsp::text
