#pragma once
#include "server/cli/command_line.hpp"
#include "server/cli/doctor_checks.hpp"
#include "server/cli/run.hpp"

#include <string>
#include <vector>

namespace modal_lsp::server::cli {

/// This process's machine: its environment variables, the disk, and libcurl.
[[nodiscard]] Machine this_machine(const workspace::FileSystem& files);

/// For people: a line each, the cure below what needs one, and at the end how much is to be mended.
[[nodiscard]] std::string doctor_text(const std::vector<Examined>& all, const Surroundings& surroundings);

/// For programs: {"version", "ok", "checks": [{"name", "state": "ok" | "note" | "wrong", "message", "fix",
/// "details"}]}.
[[nodiscard]] std::string doctor_json(const std::vector<Examined>& all);

/// `modal-lsp doctor`: exit code 0 when nothing is wrong, 1 when something is to be mended.
[[nodiscard]] int run_doctor(const DoctorCommand& command, const Surroundings& surroundings);

} // namespace modal_lsp::server::cli
