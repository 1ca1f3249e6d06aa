#pragma once
#include "analysis/commands/command_facts.hpp"
#include "analysis/commands/shell_words.hpp"

#include <optional>
#include <span>

namespace modal_lsp::commands {

/// A call of `modal` or `curl`, and what is put around it.
struct Call {
    bool is_curl = false;
    const Word* program = nullptr;   ///< the word that names it
    std::span<const Word> arguments; ///< behind it
    const Word* mise_environment = nullptr;
    bool limited = false, sets_environment = false;
};

/// Looks through `uv run`, `timeout 60`, `mise exec --env dev --`, `python -m` and their kin; nullopt when
/// neither program is called. Points into the command.
[[nodiscard]] std::optional<Call> unwrap(const ShellCommand& command);

/// nullopt for what is no call but speaks of one, and for a call without a command.
[[nodiscard]] std::optional<ModalCommand> read_modal(const Call& call, bool talk);

/// nullopt when it fetches nothing of Modal's.
[[nodiscard]] std::optional<CurlCommand> read_curl(const Call& call);

} // namespace modal_lsp::commands
