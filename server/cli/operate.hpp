#pragma once
#include "server/cli/command_line.hpp"
#include "server/cli/run.hpp"

namespace modal_lsp::server::cli {

/// `modal-lsp preflight` and `modal-lsp e2e`; the exit code: 0 all is well, 1 it is not, 2 a file that cannot
/// be read.
[[nodiscard]] int run_operate(const OperateCommand& command, const Surroundings& surroundings);

} // namespace modal_lsp::server::cli
