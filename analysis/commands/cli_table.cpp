#include "analysis/commands/cli_table.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::commands {
namespace {

#include "analysis/commands/cli_table.inc"

constexpr CliOption kHelp{.name = "--help", .takes_value = false, .since = {}, .until = {}};

} // namespace

std::span<const CliOption> CliCommand::options() const {
    return std::span(kOptions).subspan(first_option, option_count);
}

bool CliCommand::imports_code() const {
    constexpr auto kImporting = std::to_array<std::string_view>({"run", "serve", "deploy", "shell"});
    return std::ranges::find(kImporting, words) != kImporting.end();
}

const CliOption* CliCommand::find_option(std::string_view name) const {
    if (name == kHelp.name) return &kHelp;
    const auto all = options();
    const auto found = std::ranges::find(all, name, &CliOption::name);
    return found == all.end() ? nullptr : &*found;
}

const CliCommand* find_cli_command(std::string_view words) {
    const auto* const found = std::ranges::lower_bound(kCommands, words, {}, &CliCommand::words);
    return found == kCommands.end() || found->words != words ? nullptr : found;
}

std::span<const CliCommand> cli_commands() {
    return kCommands;
}

text::Version newest_cli() {
    return text::parse_version(kNewestCli).value_or(text::Version());
}

bool has(text::Version version, std::string_view since, std::string_view until) {
    const auto from = text::parse_version(since), to = text::parse_version(until);
    return (!from || version >= *from) && (!to || version < *to);
}

} // namespace modal_lsp::commands
