#include "analysis/commands/command_facts.hpp"
#include "analysis/commands/modal_call.hpp"
#include "analysis/commands/shell_texts.hpp"
#include "analysis/commands/shell_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace modal_lsp::commands {
namespace {

constexpr std::string_view kEnvironmentVariable = "MODAL_ENVIRONMENT";

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

bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

/// What stands between the variable and its value, in shells, Makefiles, Dockerfiles, YAML, TOML and JSON.
std::size_t behind_assignment(std::string_view file, std::size_t at) {
    const auto skip = [&](std::string_view any) {
        while (at < file.size() && any.find(file[at]) != std::string_view::npos)
            ++at;
    };
    if (at < file.size() && (file[at] == '"' || file[at] == '\'')) ++at; // a key of JSON
    const std::size_t name_end = at;
    skip(" \t");
    const bool spaced = at > name_end; // `NAME= word`, to a shell, sets nothing
    for (const std::string_view sign : {":-", ":=", "?=", "=", ":"})
        if (file.substr(at).starts_with(sign)) {
            at += sign.size();
            if (sign != "=" || spaced) skip(" \t");
            if (at < file.size() && (file[at] == '"' || file[at] == '\'')) ++at;
            return at;
        }
    return file.size();
}

/// Values that are put together, or are no names, are left out.
std::vector<Part> environments_in(std::string_view file) {
    constexpr std::string_view kBehind = "\"' \t\r\n;&|),#}`";
    std::vector<Part> out;
    for (auto at = file.find(kEnvironmentVariable); at != std::string_view::npos;
         at = file.find(kEnvironmentVariable, at)) {
        const bool whole = at == 0 || !is_name_char(file[at - 1]);
        at += kEnvironmentVariable.size();
        const std::size_t begin = behind_assignment(file, at);
        std::size_t end = begin;
        while (end < file.size() && is_name_char(file[end]))
            ++end;
        const bool ends = end == file.size() || kBehind.find(file[end]) != std::string_view::npos;
        if (!whole || begin == end || file[begin] == '-' || !ends) continue;
        out.push_back({.text = std::string(file.substr(begin, end - begin)),
                       .range = {text::ByteOffset{static_cast<std::uint32_t>(begin)},
                                 text::ByteOffset{static_cast<std::uint32_t>(end)}}});
    }
    return out;
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
    if (host != Host::python) facts.environments = environments_in(file);
    facts.sets_environment = file.find(kEnvironmentVariable) != std::string_view::npos;
    facts.sets_time_limit = host == Host::workflow && has_time_limit(file);
    std::ranges::stable_sort(facts.modal, {}, &ModalCommand::range);
    const auto last = std::ranges::unique(facts.modal, {}, &ModalCommand::range);
    facts.modal.erase(last.begin(), last.end());
    return facts;
}

} // namespace modal_lsp::commands
