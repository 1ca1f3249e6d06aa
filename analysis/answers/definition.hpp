#pragma once
#include "analysis/answers/target.hpp"

#include <vector>

namespace modal_lsp::answers {

/// A place that something leads to.
struct Link {
    text::ByteRange origin;    ///< in the asking file: what leads there
    FileId file{};             ///< where it leads
    text::ByteRange full;      ///< the whole definition or call
    text::ByteRange selection; ///< its name; inside `full`
    friend bool operator==(const Link&, const Link&) = default;
};

/// Where the thing at a place is defined, nearest file first: an app's declarations, a member's `def` or
/// `class`, the call that creates a resource, or its first use when nothing creates it. Empty when that is
/// not in the workspace.
[[nodiscard]] std::vector<Link> definition(const workspace::Snapshot& snapshot, FileId file,
                                           text::ByteOffset at);

/// The same for a target that was found already in `file`.
[[nodiscard]] std::vector<Link> definition_of(const workspace::Snapshot& snapshot, FileId file,
                                              const Target& target);

} // namespace modal_lsp::answers
