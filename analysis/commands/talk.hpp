#pragma once
#include "analysis/commands/shell_text.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace modal_lsp::commands {

/// Adds the commands that comments, strings and prose between `begin` and `end` speak of: from the word
/// "modal" in front of one of the CLI's commands up to the end of the line, its quote or its backtick; joined
/// with the next line where a backslash says so.
void add_talk(std::string_view file, std::size_t begin, std::size_t end, std::vector<ShellText>& out);

} // namespace modal_lsp::commands
