#pragma once
#include "analysis/answers/completion.hpp"

namespace modal_lsp::answers {

/// Decorators of Modal's behind an `@`, by where it stands: an app's at the top of the module, a class's own
/// inside one; and at the beginning of a line, whole constructs. What has no `import modal` gets one. Nothing
/// elsewhere.
[[nodiscard]] CompletionAnswer construct_completion(const workspace::Snapshot& snapshot, FileId file,
                                                    text::ByteOffset at);

/// What a module calls the SDK: "modal", or its alias; empty when it is not imported as a module.
[[nodiscard]] std::string imported_sdk(const python::ModuleFacts& facts);

} // namespace modal_lsp::answers
