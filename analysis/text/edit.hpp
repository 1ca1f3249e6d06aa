#pragma once
#include "analysis/text/offset.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::text {

/// Replaces the bytes of `range` by `replacement`. An empty range inserts.
struct Edit {
    ByteRange range;
    std::string replacement;
    friend bool operator==(const Edit&, const Edit&) = default;
};

/// Sorts edits by place and drops exact duplicates. False when two of them overlap, in which case they cannot
/// be applied together. Two insertions at one place do not overlap; they keep their order.
[[nodiscard]] bool normalize(std::vector<Edit>& edits);

/// The text with all edits applied; ranges refer to `text` and are clamped to it. `edits` must be normalized.
[[nodiscard]] std::string apply(std::string_view text, const std::vector<Edit>& edits);

} // namespace modal_lsp::text
