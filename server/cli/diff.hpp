#pragma once
#include <string>
#include <string_view>

namespace modal_lsp::server::cli {

/// A unified diff with three lines of context and a/ b/ headers that `git apply` and `patch -p1` accept;
/// empty when the texts are equal. `path` is relative, with '/'. Lines end at LF only; a CR belongs to its
/// line. The shortest diff when few lines changed; a coarser one, still right, when many did.
[[nodiscard]] std::string unified_diff(std::string_view path, std::string_view before,
                                       std::string_view after);

} // namespace modal_lsp::server::cli
