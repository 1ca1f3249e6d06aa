#pragma once
#include "analysis/commands/host.hpp"
#include "analysis/commands/shell_text.hpp"

#include <string_view>
#include <vector>

namespace modal_lsp::commands {

/// The stretches of a file that a shell would be given, or that speak of commands: by lines and quotes, not
/// by a grammar of each format. Those that cannot hold a command we know are left out. In order.
[[nodiscard]] std::vector<ShellText> shell_texts(Host host, std::string_view file);

/// True when the text may hold such a command: a cheap test before anything else.
[[nodiscard]] bool may_hold_commands(std::string_view text);

} // namespace modal_lsp::commands
