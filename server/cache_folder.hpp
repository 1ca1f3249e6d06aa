#pragma once
#include <string>
#include <string_view>

namespace modal_lsp::server {

/// `$XDG_CACHE_HOME/modal-lsp/<name>`, else below `~/.cache` (XDG Base Directory Specification); empty when
/// neither is known. Nothing is made.
[[nodiscard]] std::string cache_folder(std::string_view name);

} // namespace modal_lsp::server
