#pragma once
#include "analysis/text/version.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace modal_lsp::commands {

/// An option of a command of the `modal` CLI. Versions are minor ones ("1.4"); empty: as far as the table
/// reaches (0.64 to `newest_cli`).
struct CliOption {
    std::string_view name; ///< "--env", "-e"
    bool takes_value = false;
    std::string_view since, until; ///< `until`: the first version without it
};

/// A command or group of the CLI. Rows of the table; valid for ever.
struct CliCommand {
    std::string_view words; ///< "app logs"; empty for `modal` itself
    bool is_group = false;
    bool takes_rest = false; ///< what follows the first argument is not read by `modal`
    std::uint16_t first_option = 0, option_count = 0;
    std::string_view since, until;

    [[nodiscard]] std::span<const CliOption> options() const;
    /// True for `run`, `serve`, `deploy` and `shell`: their first argument is a REF.
    [[nodiscard]] bool imports_code() const;
    /// nullptr when no version has it. `--help` is every command's.
    [[nodiscard]] const CliOption* find_option(std::string_view name) const;
};

/// By all its words; nullptr when no version has it.
[[nodiscard]] const CliCommand* find_cli_command(std::string_view words);

/// All of them, by words.
[[nodiscard]] std::span<const CliCommand> cli_commands();

/// The newest version that the table knows.
[[nodiscard]] text::Version newest_cli();

/// Whether a version has what was there `since`, and not `until`.
[[nodiscard]] bool has(text::Version version, std::string_view since, std::string_view until);

} // namespace modal_lsp::commands
