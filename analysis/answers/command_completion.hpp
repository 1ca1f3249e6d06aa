#pragma once
#include "analysis/answers/completion.hpp"
#include "analysis/answers/entity.hpp"

namespace modal_lsp::answers {

/// What may stand at a cursor in a call of the `modal` CLI, in a script, workflow or the like: commands,
/// options, files with apps, their functions behind "::", names of apps, environments and resources.
[[nodiscard]] CompletionAnswer command_completion(const workspace::Snapshot& snapshot,
                                                  const workspace::File& file, text::ByteOffset at);

} // namespace modal_lsp::answers
