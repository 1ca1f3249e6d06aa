#pragma once
#include <optional>
#include <string_view>

namespace modal_lsp::server::process {

/// The hidden first argument; behind it come the folder to run in and the program with its arguments.
inline constexpr std::string_view kSuperviseFlag = "--supervise";

/// Descriptors that the supervisor finds open: it stops the program when the other end of the first is
/// closed, and writes one Report to the second.
inline constexpr int kControlDescriptor = 3, kReportDescriptor = 4;

/// What became of the program.
struct Report {
    int is_start_failure = 0; ///< then `value` is an error number, else a status as of waitpid(2)
    int value = 0;
};

/// Between the server and a program that it runs stands a process that ends the program, and whatever that
/// started, when the server goes: also when the server is killed, since the kernel then closes the pipe.
///
/// The exit code of such a process; nullopt when the arguments do not ask for one.
[[nodiscard]] std::optional<int> supervise(int argc, char** argv);

} // namespace modal_lsp::server::process
