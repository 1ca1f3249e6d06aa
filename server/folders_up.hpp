#pragma once
#include <string>
#include <vector>

namespace modal_lsp::server {

/// The folder and those around it, nearest first, up to and with `top`, or to the root; of a path that is no
/// longer than paths are.
[[nodiscard]] std::vector<std::string> folders_up(const std::string& folder, const std::string& top);

} // namespace modal_lsp::server
