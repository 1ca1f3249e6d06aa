#include "analysis/rules/command_lines.hpp"

#include "analysis/rules/from_name.hpp"
#include "analysis/text/similarity.hpp"

namespace modal_lsp::rules {

using commands::Host;

std::optional<Severity> graded(const workspace::File& file, bool talk, Severity executed) {
    const Host host = file.commands->host;
    // What other Python code says of commands is for others: the CLI's own help, a framework's documentation.
    if (host == Host::python && !file.model->uses_modal) return std::nullopt;
    if (host == Host::markdown || file.path.ends_with("pyproject.toml")) return std::nullopt;
    return talk ? Severity::hint : executed;
}

std::vector<GradedCommand> graded_commands(const workspace::File& file, Severity executed) {
    std::vector<GradedCommand> out;
    for (const commands::ModalCommand& command : file.commands->modal)
        if (const auto severity = graded(file, command.talk, executed)) out.push_back({command, *severity});
    return out;
}

std::optional<text::Version> cli_version(const Config& config) {
    const auto version = text::parse_version(config.modal_version);
    if (!version) return commands::newest_cli();
    return *version > commands::newest_cli() ? std::nullopt : version;
}

std::string did_you_mean(std::string_view written, std::span<const std::string_view> candidates,
                         Language language) {
    const auto nearest = text::nearest(written, candidates);
    return nearest ? say(language, {"; {}", "；{}"}, suggestion(written, *nearest, language)) : std::string();
}

const commands::Part* environment_of(const commands::ModalCommand& command) {
    const commands::OptionUse* option = command.option("--env", "-e");
    return option != nullptr && option->value && option->value->known ? &*option->value : nullptr;
}

} // namespace modal_lsp::rules
