#pragma once
#include "analysis/config.hpp"
#include "server/setting.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::server {

inline constexpr std::string_view kOwnConfigName = "modal-lsp.toml";
inline constexpr std::string_view kProjectConfigName = "pyproject.toml";

/// A configuration file larger than this is not read.
inline constexpr std::size_t kMaxConfigFileBytes = std::size_t{1} << 20;

struct ConfigFile {
    /// The base with what the file sets; its folder is the file's.
    Config config;
    std::vector<ConfigProblem> problems; ///< in the order of the text
    /// False for a pyproject.toml that has no [tool.modal-lsp] and so is no configuration.
    bool present = false;
    /// The text is not TOML, so nothing in it counts; the one problem says where it goes wrong.
    bool broken = false;
    std::vector<std::string> set_keys; ///< in the order of the documentation
};

/// Reads `modal-lsp.toml`, or `[tool.modal-lsp]` of a file with any other name. Total: whatever the text, the
/// answer is a usable Config. A pyproject.toml that is not TOML is reported only when its text contains
/// "modal-lsp".
[[nodiscard]] ConfigFile read_config_file(const std::string& path, std::string_view text, const Config& base);

} // namespace modal_lsp::server
