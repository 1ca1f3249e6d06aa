#pragma once
#include "analysis/workspace/snapshot.hpp"

#include <string>
#include <vector>

namespace modal_lsp::answers {

/// Shown behind a value, as if it stood in the text.
struct InlayHint {
    text::ByteOffset at;
    std::string label;
    friend bool operator==(const InlayHint&, const InlayHint&) = default;
};

/// What arguments of the SDK mean, where that is hard to read: "1 h 30 min" behind `timeout=5400`, "at 09:00,
/// Monday to Friday" behind a cron expression, the name behind a constant in a lookup, what `min_containers`
/// keeps running. In source order; the file's configuration says which.
[[nodiscard]] std::vector<InlayHint> inlay_hints(const workspace::Snapshot& snapshot, modal::FileId file,
                                                 text::ByteRange range);

} // namespace modal_lsp::answers
