#include "analysis/commands/environment_values.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace modal_lsp::commands {
namespace {

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

} // namespace

std::vector<Part> environment_values(std::string_view file) {
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

} // namespace modal_lsp::commands
