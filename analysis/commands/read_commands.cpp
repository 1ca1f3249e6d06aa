#include "analysis/commands/command_facts.hpp"
#include "analysis/commands/environment_values.hpp"
#include "analysis/commands/modal_call.hpp"
#include "analysis/commands/shell_texts.hpp"
#include "analysis/commands/shell_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace modal_lsp::commands {
namespace {

/// Where commands run that stand behind `cd`s.
void change_folder(const ShellCommand& command, std::string& folder) {
    if (command.words.empty()) return;
    const auto name = command.words.front().text();
    if (name == "popd" || name == "pushd") folder = "?";
    if (name != "cd" || folder == "?") return;
    const bool plain = command.words.size() == 2 && command.words[1].known &&
                       !command.words[1].text().starts_with('/') &&
                       !command.words[1].text().starts_with('~') && !command.words[1].text().starts_with('-');
    if (!plain)
        folder = "?";
    else
        folder += (folder.empty() ? "" : "/") + std::string(command.words[1].text());
}

void read(const ShellText& text, CommandFacts& facts) {
    std::string folder = text.moved ? "?" : "";
    for (const ShellCommand& command : shell_commands(text)) {
        change_folder(command, folder);
        const auto call = unwrap(command);
        if (!call) continue;
        if (call->is_curl) {
            if (auto curl = read_curl(*call)) {
                curl->talk = text.talk;
                facts.curl.push_back(*std::move(curl));
            }
        } else if (auto modal = read_modal(*call, text.talk)) {
            modal->folder = folder;
            // What code puts together is judged as mildly as what is spoken of.
            modal->talk = text.talk || text.moved;
            facts.modal.push_back(*std::move(modal));
        }
    }
}

bool has_time_limit(std::string_view file) {
    constexpr auto kLimits = std::to_array<std::string_view>({"timeout-minutes:", "timeout:", "max_time"});
    return std::ranges::any_of(
        kLimits, [&](std::string_view limit) { return file.find(limit) != std::string_view::npos; });
}

} // namespace

const OptionUse* ModalCommand::option(std::string_view long_name, std::string_view short_name) const {
    const auto found = std::ranges::find_if(options, [&](const OptionUse& use) {
        return use.name == long_name || (!short_name.empty() && use.name == short_name);
    });
    return found == options.end() ? nullptr : &*found;
}

CommandFacts read_commands(Host host, std::string_view file) {
    CommandFacts facts{.host = host};
    if (!may_hold_commands(file)) return facts;
    for (const ShellText& text : shell_texts(host, file))
        read(text, facts);
    if (host != Host::python) facts.environments = environment_values(file);
    facts.sets_environment = file.find(kEnvironmentVariable) != std::string_view::npos;
    facts.sets_time_limit = host == Host::workflow && has_time_limit(file);
    std::ranges::stable_sort(facts.modal, {}, &ModalCommand::range);
    const auto last = std::ranges::unique(facts.modal, {}, &ModalCommand::range);
    facts.modal.erase(last.begin(), last.end());
    return facts;
}

} // namespace modal_lsp::commands
