#pragma once
#include "server/cli/command_line.hpp"
#include "server/cli/run.hpp"

namespace modal_lsp::server::cli {

/// `modal-lsp docs`: the page of one part of the SDK, what is found for some words, or all of the index.
[[nodiscard]] int run_docs(const DocsCommand& command, const Surroundings& surroundings);

} // namespace modal_lsp::server::cli
