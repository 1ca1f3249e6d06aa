#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::workspace {

// Paths are bytes with '/' between components. Nothing here looks at a disk, so links are not resolved.

/// Without ".", empty components, a trailing '/', and with ".." taken together with the component before it;
/// ".." at the top of an absolute path disappears, in front of a relative one it stays. Empty input and "."
/// give ".".
[[nodiscard]] std::string normalized_path(std::string_view path);

/// The path up to its last '/'; "/" for "/" and "/a", "." for a name alone. Borrows from `path`.
[[nodiscard]] std::string_view parent_of(std::string_view path);

/// What follows the last '/'; empty for "/". Borrows from `path`.
[[nodiscard]] std::string_view file_name_of(std::string_view path);

/// True when `path` is `directory` or lies below it, component by component: "/a/bc" is not inside "/a/b".
/// Both must be normalized.
[[nodiscard]] bool is_inside(std::string_view path, std::string_view directory);

/// What to append to `base` to get `path`, without a leading '/'; empty when they are the same; nullopt when
/// `path` is not inside `base`. Borrows from `path`; both must be normalized.
[[nodiscard]] std::optional<std::string_view> relative_to(std::string_view path, std::string_view base);

/// `path` as seen from `directory`, normalized: an absolute `path` stands for itself.
[[nodiscard]] std::string join(std::string_view directory, std::string_view path);

} // namespace modal_lsp::workspace
