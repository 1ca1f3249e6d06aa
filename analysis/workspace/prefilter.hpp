#pragma once
#include <string_view>

namespace modal_lsp::workspace {

/// Whether a Python file could say anything about Modal, from its bytes alone: it names "modal", or calls one
/// of
/// ".function(", ".cls(", ".local_entrypoint(", ".server(" (of an app that another file made). True is a
/// guess, false is certain for code in the usual layout. Reads a gigabyte in well under a second.
[[nodiscard]] bool may_concern_modal(std::string_view text);

} // namespace modal_lsp::workspace
