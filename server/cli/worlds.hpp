#pragma once
#include "analysis/workspace/snapshot.hpp"

#include <string>

namespace modal_lsp::server::cli {

/// What the developer's machine and a container make of one file, as one line of JSON: for each world the
/// names its module binds ("yes", "no", "maybe") and, for each registered function and class, whether it is
/// there and the objects it needs, in the SDK's order, with whether that is all that is certain. Ends in a
/// line feed.
[[nodiscard]] std::string worlds_json(const workspace::Snapshot& snapshot, const workspace::File& file);

} // namespace modal_lsp::server::cli
