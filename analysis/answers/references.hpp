#pragma once
#include "analysis/answers/target.hpp"

#include <cstdint>
#include <vector>

namespace modal_lsp::answers {

/// Every place that names the thing at a place: arguments of lookups, and when asked for its declarations:
/// the name of the `def` or `class`, tag literals, app declarations, and literals the names come from. By
/// file and place. Empty where nothing with a known name stands.
[[nodiscard]] std::vector<Location> references(const workspace::Snapshot& snapshot, FileId file,
                                               text::ByteOffset at, bool include_declaration);

enum class HighlightKind : std::uint8_t {
    read,  ///< names it
    write, ///< defines it
};

struct Highlight {
    text::ByteRange range;
    HighlightKind kind = HighlightKind::read;
    friend auto operator<=>(const Highlight&, const Highlight&) = default;
};

/// The places of the same file that mean the thing at a place, in order.
[[nodiscard]] std::vector<Highlight> highlights(const workspace::Snapshot& snapshot, FileId file,
                                                text::ByteOffset at);

} // namespace modal_lsp::answers
