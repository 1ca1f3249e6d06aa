#pragma once
#include "analysis/live/listing.hpp"
#include "analysis/workspace/snapshot.hpp"

#include <string_view>

/// What the rules about names that are live at Modal have in common.
namespace modal_lsp::rules {

/// The environment that a lookup works in, as far as it was read; nullptr when it is not known, or was not.
[[nodiscard]] const live::Environment* live_environment_of(const workspace::File& file,
                                                           const modal::Lookup& lookup);

/// True when the app is known to be deployed in some environment.
[[nodiscard]] bool is_deployed(const workspace::File& file, std::string_view app);

/// True when some code of the workspace creates the resource, or may: some names are not wholly known.
[[nodiscard]] bool is_created(const workspace::Snapshot& snapshot, modal::ObjectKind kind,
                              std::string_view name);

} // namespace modal_lsp::rules
