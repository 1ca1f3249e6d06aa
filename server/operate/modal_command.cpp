#include "server/operate/modal_command.hpp"

#include "analysis/workspace/path.hpp"
#include "server/folders_up.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace modal_lsp::server::operate {
namespace {

using workspace::join;

constexpr std::string_view kProgram = "modal";
constexpr std::array<std::string_view, 2> kOwnEnvironments = {".venv", "venv"};

bool is_file(const workspace::FileSystem& files, const std::string& path) {
    const auto status = files.status(path);
    return status && status->kind == workspace::EntryKind::file;
}

std::optional<Prefix> in_folder(const workspace::FileSystem& files, const std::string& folder) {
    const std::string path = join(folder, kProgram);
    return is_file(files, path) ? std::optional(Prefix{path}) : std::nullopt;
}

/// On a search path; empty and relative parts of it would depend on where one stands.
std::optional<Prefix> on_path(const workspace::FileSystem& files, std::string_view path,
                              std::string_view program) {
    while (!path.empty()) {
        const std::string_view folder = path.substr(0, path.find(':'));
        path.remove_prefix(std::min(folder.size() + 1, path.size()));
        if (!folder.starts_with('/')) continue;
        const std::string found = join(folder, program);
        if (is_file(files, found)) return Prefix{found};
    }
    return std::nullopt;
}

/// Of an environment, or beside an interpreter.
std::optional<Prefix> of_python(const workspace::FileSystem& files, const std::string& python) {
    if (auto found = in_folder(files, join(python, "bin"))) return found;
    if (!is_file(files, python)) return std::nullopt;
    if (auto found = in_folder(files, std::string(workspace::parent_of(python)))) return found;
    return Prefix{python, "-m", std::string(kProgram)};
}

} // namespace

std::optional<Prefix> find_modal(const workspace::FileSystem& files, const CommandPlace& place) {
    if (place.configured != "auto") {
        if (place.configured.find('/') == std::string::npos)
            return on_path(files, place.search_path, place.configured);
        const std::string path = join(place.settings_folder, place.configured);
        return is_file(files, path) ? std::optional(Prefix{path}) : std::nullopt;
    }
    if (place.python != "auto")
        if (auto found = of_python(files, join(place.settings_folder, place.python))) return found;
    for (const std::string& folder : folders_up(place.folder, place.top))
        for (const std::string_view environment : kOwnEnvironments)
            if (auto found = in_folder(files, join(join(folder, environment), "bin"))) return found;
    for (const std::string& environment : place.environments)
        if (auto found = in_folder(files, join(environment, "bin"))) return found;
    return on_path(files, place.search_path, kProgram);
}

std::optional<text::Version> version_in(const std::string& output) {
    constexpr std::string_view kBefore = "version: ";
    const std::size_t at = output.find(kBefore);
    if (at == std::string::npos || output.find(kProgram) == std::string::npos) return std::nullopt;
    return text::parse_version(std::string_view(output).substr(at + kBefore.size()));
}

std::string to_string(const text::Version& version) {
    return fmt::format("{}.{}.{}", version.major, version.minor, version.patch);
}

} // namespace modal_lsp::server::operate
