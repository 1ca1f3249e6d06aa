#pragma once
#include "server/process/process.hpp"

#include <tl/expected.hpp>

#include <string>
#include <sys/types.h>

namespace modal_lsp::server::process {

/// A supervisor that was started, and our ends of its pipes; the caller's to close.
struct Spawned {
    pid_t process = 0;
    int output = -1, error = -1, report = -1, control = -1;
};

/// Starts `supervisor` for what is asked for; the error is an error number.
[[nodiscard]] tl::expected<Spawned, int> spawn(const std::string& supervisor, const Request& request);

} // namespace modal_lsp::server::process
