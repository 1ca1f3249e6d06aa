#pragma once
#include "server/cli/command_line.hpp"
#include "server/cli/run.hpp"

namespace modal_lsp::server::cli {

/// `modal-lsp docs fetch`: brings the copy of the documentation's pages up to date and says what changed.
[[nodiscard]] int run_docs_fetch(const DocsFetchCommand& command, const Surroundings& surroundings);

/// `modal-lsp docs search`: sections of those pages that hold all words.
[[nodiscard]] int run_docs_search(const DocsSearchCommand& command, const Surroundings& surroundings);

} // namespace modal_lsp::server::cli
