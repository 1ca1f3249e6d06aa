#pragma once
#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace modal_lsp::server {

/// Puts `after` in place of a file that holds `before`, in one step: readers see the old text or the new one.
/// Keeps the mode bits; a symbolic link stays and its target is replaced; a byte order mark that `before`
/// does not have but the file has is kept. A file that holds anything else was changed meanwhile and is left
/// alone, with a message.
[[nodiscard]] tl::expected<void, std::string> replace_file(const std::string& path, std::string_view before,
                                                           std::string_view after);

/// Writes or overwrites a file of our own, such as a report, in one step; into what is no plain file (a
/// device, a pipe) it just writes.
[[nodiscard]] tl::expected<void, std::string> write_file(const std::string& path, std::string_view text);

/// The bytes of a file, or a message that names it.
[[nodiscard]] tl::expected<std::string, std::string> read_file(const std::string& path);

} // namespace modal_lsp::server
