#pragma once
#include "server/cli/command_line.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace modal_lsp::server::cli {

/// A completion script made from the definition of the command line: subcommands, their options with
/// descriptions, and the values of `choices_of`; files elsewhere. Reads two levels: the program and its
/// subcommands.
[[nodiscard]] std::string completions(const CLI::App& app, Shell shell);

} // namespace modal_lsp::server::cli
