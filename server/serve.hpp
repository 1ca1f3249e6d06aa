#pragma once
#include "server/serve_options.hpp"

namespace modal_lsp::server {

/// Serves one client until it leaves; the process's exit code: 0 after shutdown and exit, 1 when the client
/// went otherwise, 2 when there was no connection or no log (LSP 3.17 §exit).
int run_server(const ServeOptions& command);

} // namespace modal_lsp::server
