#pragma once
#include "analysis/answers/completion.hpp"

namespace modal_lsp::answers {

/// Decorators of Modal's behind an `@`, by where it stands: an app's at the top of the module, a class's own
/// inside one; and at the beginning of a line, whole constructs. What has no `import modal` gets one. Nothing
/// elsewhere.
[[nodiscard]] CompletionAnswer construct_completion(const workspace::Snapshot& snapshot, FileId file,
                                                    text::ByteOffset at);

} // namespace modal_lsp::answers
