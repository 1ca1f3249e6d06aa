#pragma once
#include "analysis/commands/command_facts.hpp"

#include <string_view>
#include <vector>

namespace modal_lsp::commands {

inline constexpr std::string_view kEnvironmentVariable = "MODAL_ENVIRONMENT";

/// Plain values that a file gives to MODAL_ENVIRONMENT, in order: of shells, Makefiles, Dockerfiles, YAML,
/// TOML and JSON. Those that are put together, or are no names, are left out.
[[nodiscard]] std::vector<Part> environment_values(std::string_view file);

} // namespace modal_lsp::commands
