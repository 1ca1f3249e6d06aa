#include "analysis/commands/host.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace modal_lsp::commands {
namespace {

using Named = std::pair<std::string_view, Host>;

constexpr auto kEndings = std::to_array<Named>({
    {".py", Host::python},
    {".sh", Host::shell},
    {".bash", Host::shell},
    {".zsh", Host::shell},
    {".mk", Host::makefile},
    {".just", Host::justfile},
    {".md", Host::markdown},
    {".dockerfile", Host::dockerfile},
});

constexpr auto kNames = std::to_array<Named>({
    {"Makefile", Host::makefile},
    {"makefile", Host::makefile},
    {"GNUmakefile", Host::makefile},
    {"justfile", Host::justfile},
    {"Justfile", Host::justfile},
    {".justfile", Host::justfile},
    {"mise.toml", Host::task_table},
    {".mise.toml", Host::task_table},
    {"pyproject.toml", Host::task_table},
    {"package.json", Host::package_json},
    {"Dockerfile", Host::dockerfile},
    {"Containerfile", Host::dockerfile},
    {".gitlab-ci.yml", Host::workflow},
    {".gitlab-ci.yaml", Host::workflow},
    {"Taskfile.yml", Host::taskfile},
    {"Taskfile.yaml", Host::taskfile},
    {"action.yml", Host::workflow},
    {"action.yaml", Host::workflow},
});

bool is_in_folder(std::string_view path, std::string_view folder) {
    return path.find(folder) != std::string_view::npos;
}

} // namespace

std::optional<Host> host_of(std::string_view path) {
    const auto slash = path.rfind('/');
    const auto name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    if (const auto named = std::ranges::find(kNames, name, &Named::first); named != kNames.end())
        return named->second;
    const auto ending =
        std::ranges::find_if(kEndings, [&](const Named& each) { return name.ends_with(each.first); });
    if (ending != kEndings.end()) return ending->second;
    if (name.starts_with("Dockerfile.")) return Host::dockerfile;
    const bool yaml = name.ends_with(".yml") || name.ends_with(".yaml");
    if (yaml && (is_in_folder(path, "/.github/workflows/") || is_in_folder(path, "/.circleci/")))
        return Host::workflow;
    return std::nullopt;
}

std::vector<std::string> host_globs() {
    std::vector<std::string> out;
    for (const auto& [ending, host] : kEndings)
        out.push_back("*" + std::string(ending));
    for (const auto& [name, host] : kNames)
        out.emplace_back(name);
    for (const std::string_view glob :
         {"Dockerfile.*", ".github/workflows/*.{yml,yaml}", ".circleci/*.{yml,yaml}"})
        out.emplace_back(glob);
    return out;
}

} // namespace modal_lsp::commands
