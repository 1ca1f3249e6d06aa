#pragma once
#include "server/setting.hpp"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace modal_lsp::server {

/// A TOML 1.0 text as settings with their byte ranges (of the text, a byte order mark counted), or the place
/// and kind of its first error. The only file that knows the TOML library. The text is smaller than 4 GiB.
[[nodiscard]] tl::expected<Setting, ConfigProblem> parse_toml(std::string_view text);

} // namespace modal_lsp::server
