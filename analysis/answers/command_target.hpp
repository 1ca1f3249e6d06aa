#pragma once
#include "analysis/answers/target.hpp"
#include "analysis/workspace/command_refs.hpp"

#include <optional>
#include <vector>

namespace modal_lsp::answers {

/// What a cursor is on in a command line; nullopt when it names nothing that is known.
[[nodiscard]] std::optional<Target> command_target_at(const workspace::Snapshot& snapshot,
                                                      const workspace::File& file, text::ByteOffset at);

/// Where command lines of any file name the target: by the name of an app or resource, or behind "::". In
/// order of files and places.
[[nodiscard]] std::vector<Location> command_uses(const workspace::Snapshot& snapshot, const Target& target);

} // namespace modal_lsp::answers
