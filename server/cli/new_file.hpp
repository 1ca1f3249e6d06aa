#pragma once
#include "server/cli/command_line.hpp"
#include "server/cli/run.hpp"

namespace modal_lsp::server::cli {

/// `modal-lsp new`: writes a module with an app and one construct. A file that is there already is left
/// alone.
[[nodiscard]] int run_new(const NewCommand& command, const Surroundings& surroundings);

} // namespace modal_lsp::server::cli
