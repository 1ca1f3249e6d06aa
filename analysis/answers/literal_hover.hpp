#pragma once
#include "analysis/answers/hover.hpp"

#include <optional>

namespace modal_lsp::answers {

/// What a string handed to the SDK means, where it says more than it shows: a cron expression in words, a GPU
/// with its memory, a version of Python with the end of its life. nullopt elsewhere. `now` as for `hover`.
[[nodiscard]] std::optional<HoverAnswer> literal_hover(const workspace::Snapshot& snapshot,
                                                       modal::FileId file, text::ByteOffset at,
                                                       std::optional<modal::CivilMinute> now);

} // namespace modal_lsp::answers
