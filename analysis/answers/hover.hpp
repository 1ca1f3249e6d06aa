#pragma once
#include "analysis/answers/nearness.hpp"
#include "analysis/modal/cron.hpp"

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
/// nothing of Modal's stands. `now`, in UTC, tells when schedules run next.
[[nodiscard]] std::optional<HoverAnswer> hover(const workspace::Snapshot& snapshot, FileId file,
                                               text::ByteOffset at,
                                               std::optional<modal::CivilMinute> now = std::nullopt);

} // namespace modal_lsp::answers
