#include "server/cli/completions.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace modal_lsp::server::cli {
namespace {

struct OptionEntry {
    std::string long_name, short_name; ///< without dashes; may be empty
    std::string positional;            ///< its name, for an argument without dashes
    std::string description;
    bool takes_value = false;
    std::vector<std::string> values;
};

struct CommandEntry {
    std::string name; ///< empty for the program
    std::string description;
    std::vector<OptionEntry> options;
};

OptionEntry option_entry(const CLI::Option& option, const std::string& subcommand) {
    OptionEntry entry;
    if (!option.get_lnames().empty()) entry.long_name = option.get_lnames().front();
    if (!option.get_snames().empty()) entry.short_name = option.get_snames().front();
    if (entry.long_name.empty() && entry.short_name.empty()) entry.positional = option.get_name(true);
    entry.description = option.get_description();
    entry.takes_value = option.get_items_expected_max() > 0;
    for (const std::string_view value :
         choices_of(subcommand, entry.positional.empty() ? entry.long_name : entry.positional))
        entry.values.emplace_back(value);
    return entry;
}

CommandEntry command_entry(const CLI::App& app, const std::string& name) {
    const std::string description = app.get_description();
    CommandEntry entry{name, description.substr(0, description.find('\n')), {}};
    for (const CLI::Option* option : app.get_options())
        entry.options.push_back(option_entry(*option, name));
    return entry;
}

/// The program first, then its subcommands.
std::vector<CommandEntry> commands_of(const CLI::App& app) {
    std::vector<CommandEntry> commands{command_entry(app, "")};
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; }))
        commands.push_back(command_entry(*sub, sub->get_name()));
    return commands;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words)
        out += (out.empty() ? "" : " ") + word;
    return out;
}

/// The names with their dashes.
std::vector<std::string> spellings(const OptionEntry& option) {
    std::vector<std::string> names;
    if (!option.short_name.empty()) names.push_back("-" + option.short_name);
    if (!option.long_name.empty()) names.push_back("--" + option.long_name);
    return names;
}

std::vector<std::string> subcommand_names(const std::vector<CommandEntry>& commands) {
    std::vector<std::string> names;
    for (std::size_t i = 1; i < commands.size(); ++i)
        names.push_back(commands[i].name);
    return names;
}

// --- bash

std::string bash_case(const CommandEntry& command) {
    std::string out = fmt::format("        \"{}\")\n            case \"$previous\" in\n", command.name);
    std::vector<std::string> words, plain;
    for (const OptionEntry& option : command.options) {
        const auto names = spellings(option);
        words.insert(words.end(), names.begin(), names.end());
        words.insert(words.end(), option.positional.empty() ? option.values.end() : option.values.begin(),
                     option.values.end());
        if (names.empty() || !option.takes_value) continue;
        std::string pattern = names.front();
        for (std::size_t i = 1; i < names.size(); ++i)
            pattern += "|" + names[i];
        const std::string reply =
            option.values.empty() ? "-f" : fmt::format("-W \"{}\"", joined(option.values));
        out += fmt::format("                {}) COMPREPLY=($(compgen {} -- \"$current\")); return ;;\n",
                           pattern, reply);
    }
    return out + fmt::format("            esac\n            words=\"{}\" ;;\n", joined(words));
}

std::string bash(const std::vector<CommandEntry>& commands) {
    std::string cases;
    for (const CommandEntry& command : commands)
        cases += bash_case(command);
    const std::string names = joined(subcommand_names(commands));
    return fmt::format(R"(# bash completion for modal-lsp; load it with: source <(modal-lsp completions bash)
_modal_lsp() {{
    local current previous command="" word words=""
    current="${{COMP_WORDS[COMP_CWORD]}}"
    previous="${{COMP_WORDS[COMP_CWORD-1]}}"
    # Readline splits --option=value at the sign.
    if [[ "$current" == "=" ]]; then current=""; fi
    if [[ "$previous" == "=" && "$COMP_CWORD" -ge 2 ]]; then previous="${{COMP_WORDS[COMP_CWORD-2]}}"; fi
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case " {0} " in
            *" $word "*) command="$word"; break ;;
        esac
    done
    case "$command" in
{1}    esac
    if [[ -z "$command" ]]; then words="$words {0}"; fi
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    if [[ "$command" == "check" && "$current" != -* ]]; then
        COMPREPLY+=($(compgen -f -- "$current"))
    fi
}}
complete -o filenames -F _modal_lsp modal-lsp
)",
                       names, cases);
}

// --- zsh

std::string replaced(std::string_view text, std::string_view special, std::string_view before) {
    std::string out;
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos) out += before;
        out += c;
    }
    return out;
}

/// Inside single quotes.
std::string single_quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'')
            out += "'\\''";
        else
            out += c;
    }
    return out + "'";
}

std::string zsh_action(const OptionEntry& option) {
    return option.values.empty() ? "_files" : fmt::format("({})", joined(option.values));
}

std::string zsh_argument(const OptionEntry& option) {
    const std::string about = replaced(option.description, "[]:\\", "\\");
    const auto names = spellings(option);
    if (names.empty()) return single_quoted(fmt::format("*:{}:{}", about, zsh_action(option)));
    std::string out;
    for (const std::string& name : names) {
        const bool is_long = name.starts_with("--");
        const std::string spec =
            option.takes_value
                ? fmt::format("{}{}[{}]:value:{}", name, is_long ? "=" : "+", about, zsh_action(option))
                : fmt::format("{}[{}]", name, about);
        out += (out.empty() ? "" : " ") + single_quoted(spec);
    }
    return out;
}

std::string zsh_arguments(const CommandEntry& command, std::string_view indent) {
    std::string out = fmt::format("{}_arguments", indent);
    for (const OptionEntry& option : command.options)
        out += fmt::format(" \\\n{}    {}", indent, zsh_argument(option));
    return out;
}

std::string zsh(const std::vector<CommandEntry>& commands) {
    std::string list, cases;
    for (std::size_t i = 1; i < commands.size(); ++i) {
        list += fmt::format("        {}\n", single_quoted(replaced(commands[i].name, ":", "\\") + ":" +
                                                          commands[i].description));
        cases += fmt::format("                {})\n{} ;;\n", commands[i].name,
                             zsh_arguments(commands[i], "                    "));
    }
    return fmt::format(R"(#compdef modal-lsp
# zsh completion for modal-lsp; load it with: source <(modal-lsp completions zsh)
_modal-lsp() {{
    local context state state_descr line
    typeset -A opt_args
    local -a commands
    commands=(
{0}    )
{1} \
        '1:command:->command' \
        '*::argument:->argument'
    case "$state" in
        command) _describe -t commands 'command' commands ;;
        argument)
            case "$line[1]" in
{2}            esac ;;
    esac
}}
compdef _modal-lsp modal-lsp
)",
                       list, zsh_arguments(commands.front(), "    "), cases);
}

// --- fish

std::string fish_option(const OptionEntry& option, const std::string& condition) {
    std::string out = fmt::format("complete -c modal-lsp -n {}", condition);
    if (!option.short_name.empty()) out += " -s " + option.short_name;
    if (!option.long_name.empty()) out += " -l " + option.long_name;
    if (!option.values.empty())
        out += fmt::format(" -{}fa '{}'", option.positional.empty() ? "x" : "", joined(option.values));
    else if (option.takes_value && option.positional.empty())
        out += " -rF";
    else if (!option.positional.empty())
        out += " -F";
    return out + " -d " + single_quoted(option.description) + '\n';
}

std::string fish(const std::vector<CommandEntry>& commands) {
    std::string out = "# fish completion for modal-lsp; load it with: modal-lsp completions fish | source\n"
                      "complete -c modal-lsp -f\n";
    for (std::size_t i = 1; i < commands.size(); ++i)
        out += fmt::format("complete -c modal-lsp -n __fish_use_subcommand -a {} -d {}\n", commands[i].name,
                           single_quoted(commands[i].description));
    for (const CommandEntry& command : commands) {
        const std::string condition = command.name.empty()
                                          ? "__fish_use_subcommand"
                                          : fmt::format("'__fish_seen_subcommand_from {}'", command.name);
        for (const OptionEntry& option : command.options)
            out += fish_option(option, condition);
    }
    return out;
}

} // namespace

std::string completions(const CLI::App& app, Shell shell) {
    const std::vector<CommandEntry> commands = commands_of(app);
    switch (shell) {
    case Shell::bash: return bash(commands);
    case Shell::zsh: return zsh(commands);
    case Shell::fish: break;
    }
    return fish(commands);
}

} // namespace modal_lsp::server::cli
