#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::commands {

/// A kind of file in which command lines stand.
enum class Host : std::uint8_t {
    python,       ///< comments, docstrings and other strings: talk about commands
    shell,        ///< scripts
    makefile,     ///< recipes
    justfile,     ///< recipes
    task_table,   ///< strings of mise.toml and pyproject.toml
    package_json, ///< "scripts"
    dockerfile,   ///< RUN, CMD, ENTRYPOINT
    workflow,     ///< of GitHub, GitLab and other services: what runs without a person
    taskfile,     ///< the same format, for people: Taskfile.yml
    markdown,     ///< code blocks and inline code
};

/// By the path's last parts; nullopt for files in which nobody looks for command lines.
[[nodiscard]] std::optional<Host> host_of(std::string_view path);

/// Globs that together match every file with a host, and few others: for those who watch.
[[nodiscard]] std::vector<std::string> host_globs();

/// True where `#` begins a comment.
[[nodiscard]] constexpr bool takes_comments(Host host) {
    return host != Host::package_json && host != Host::markdown;
}

/// True where nobody can press Ctrl-C.
[[nodiscard]] constexpr bool is_unattended(Host host) {
    return host == Host::workflow;
}

} // namespace modal_lsp::commands
