#pragma once
#include "analysis/answers/nearness.hpp"

#include <optional>
#include <string>

namespace modal_lsp::answers {

struct HoverAnswer {
    text::ByteRange range;
    std::string markdown; ///< CommonMark
    std::string plain;    ///< the same for clients without Markdown
    friend bool operator==(const HoverAnswer&, const HoverAnswer&) = default;
};

/// What is known of the thing at a place, or why nothing is, or what that part of the SDK does; nullopt where
/// nothing of Modal's stands.
[[nodiscard]] std::optional<HoverAnswer> hover(const workspace::Snapshot& snapshot, FileId file,
                                               text::ByteOffset at);

} // namespace modal_lsp::answers
