#pragma once
#include "analysis/commands/command_facts.hpp"
#include "analysis/rules/rule.hpp"
#include "analysis/text/version.hpp"
#include "analysis/workspace/snapshot.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What rules about command lines share.
namespace modal_lsp::rules {

/// How grave something is in this file: as the rule says where the command is run, a hint where it is only
/// spoken of. nullopt where nothing is said: documentation holds examples, and pyproject.toml is read for its
/// settings.
[[nodiscard]] std::optional<Severity> graded(const workspace::File& file, bool talk, Severity executed);

/// A call of the CLI that is worth a word.
struct GradedCommand {
    const commands::ModalCommand& command;
    Severity severity;
};

/// Those of a file, graded as above.
[[nodiscard]] std::vector<GradedCommand> graded_commands(const workspace::File& file, Severity executed);

/// The version of the CLI that the project uses; nullopt when it is newer than our table.
[[nodiscard]] std::optional<text::Version> cli_version(const Config& config);

/// `; did you mean "x"?`, or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view written, std::span<const std::string_view> candidates,
                                       Language language);

/// The environment that a command names itself: `--env X`. nullptr when it names none, or not plainly.
[[nodiscard]] const commands::Part* environment_of(const commands::ModalCommand& command);

} // namespace modal_lsp::rules
