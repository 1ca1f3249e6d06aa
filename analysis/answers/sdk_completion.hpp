#pragma once
#include "analysis/answers/completion.hpp"

namespace modal_lsp::answers {

/// What of the SDK may stand at a cursor: members behind a dot, keywords of a call that are not given yet,
/// and values of arguments that take one of a few texts (GPUs, time zones, Python versions). Empty anywhere
/// else.
[[nodiscard]] CompletionAnswer sdk_completion(const workspace::Snapshot& snapshot, modal::FileId file,
                                              text::ByteOffset at);

} // namespace modal_lsp::answers
