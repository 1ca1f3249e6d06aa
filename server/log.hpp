#pragma once
#include <spdlog/common.h>
#include <tl/expected.hpp>

#include <string>

namespace modal_lsp::server {

/// Sends the program's log to a file, or to standard error when `file` is empty: standard output belongs to
/// the protocol. Fails with a message when the file cannot be written.
[[nodiscard]] tl::expected<void, std::string> start_log(const std::string& file,
                                                        spdlog::level::level_enum level);

} // namespace modal_lsp::server
