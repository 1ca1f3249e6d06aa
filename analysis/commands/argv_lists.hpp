#pragma once
#include "analysis/commands/shell_text.hpp"

#include <string_view>
#include <vector>

namespace modal_lsp::commands {

/// Adds the programs that code starts with a list of their arguments, of Python or TOML:
/// `subprocess.run(["modal", "deploy", "app.py"])`, `[sys.executable, "-m", "modal", …]`. Each becomes the
/// line a shell would be given; items that are no plain strings are words that are not known. Lists that
/// merely hold the word, such as names of packages, are told by what follows it: no command of the CLI.
void add_argv_lists(std::string_view file, std::vector<ShellText>& out);

} // namespace modal_lsp::commands
