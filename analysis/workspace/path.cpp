#include "analysis/workspace/path.hpp"

#include <algorithm>

namespace modal_lsp::workspace {

namespace {

/// Takes one component off the end of `out`; what cannot be taken off an absolute path is already its top.
void append_dot_dot(std::string& out, bool absolute) {
    const bool ends_in_dot_dot = out == ".." || out.ends_with("/..");
    if (out.empty() || ends_in_dot_dot) {
        if (!absolute) out += out.empty() ? ".." : "/..";
        return;
    }
    const auto slash = out.rfind('/');
    out.resize(slash == std::string::npos ? 0 : slash);
}

} // namespace

std::string normalized_path(std::string_view path) {
    const bool absolute = path.starts_with('/');
    std::string out;
    out.reserve(path.size());
    std::size_t at = 0;
    while (at < path.size()) {
        const auto end = std::min(path.find('/', at), path.size());
        const auto component = path.substr(at, end - at);
        at = end + 1;
        if (component.empty() || component == ".") continue;
        if (component == "..") {
            append_dot_dot(out, absolute);
            continue;
        }
        if (absolute || !out.empty()) out += '/';
        out += component;
    }
    if (out.empty()) return absolute ? "/" : ".";
    return out;
}

std::string_view parent_of(std::string_view path) {
    const auto slash = path.rfind('/');
    if (slash == std::string_view::npos) return ".";
    return path.substr(0, slash == 0 ? 1 : slash);
}

std::string_view file_name_of(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_inside(std::string_view path, std::string_view directory) {
    if (!path.starts_with(directory)) return false;
    return path.size() == directory.size() || directory.ends_with('/') || path[directory.size()] == '/';
}

std::optional<std::string_view> relative_to(std::string_view path, std::string_view base) {
    if (!is_inside(path, base)) return std::nullopt;
    path.remove_prefix(base.size());
    if (path.starts_with('/')) path.remove_prefix(1);
    return path;
}

std::string join(std::string_view directory, std::string_view path) {
    if (path.starts_with('/')) return normalized_path(path);
    std::string both;
    both.reserve(directory.size() + 1 + path.size());
    both.append(directory.empty() ? "." : directory).append(1, '/').append(path);
    return normalized_path(both);
}

} // namespace modal_lsp::workspace
