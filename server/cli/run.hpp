#pragma once
#include "server/cli/command_line.hpp"
#include "server/cli/engine.hpp"

#include <cstdio>
#include <string>

namespace modal_lsp::server::cli {

/// What the process knows of its surroundings.
struct Surroundings {
    std::string working_directory;         ///< absolute; paths are shown relative to it
    bool terminal = false;                 ///< standard output is one
    bool no_color = false;                 ///< NO_COLOR is set and not empty
    bool unicode = true;                   ///< the locale's character set is UTF-8
    unsigned width = 100;                  ///< terminal cells
    Language language = Language::english; ///< of the locale, where the terminal can show it
    std::FILE* out = stdout;
    std::FILE* err = stderr;
};

/// Colours when asked for, or on a terminal that wants them.
[[nodiscard]] bool use_color(When when, const Surroundings& surroundings);

/// `modal-lsp check`, all modes; returns the exit code. With --stdin-filename and --fix the fixed text goes
/// to standard output and the report to standard error. `changes` is needed with --watch only and may be null
/// otherwise. What the disk refuses is said on standard error and gives exit code 2.
[[nodiscard]] int run_check(const CheckCommand& command, CheckEngine& engine, ChangeSource* changes,
                            const Surroundings& surroundings);

/// `modal-lsp rule`.
[[nodiscard]] int run_rule(const RuleCommand& command, const Surroundings& surroundings);

} // namespace modal_lsp::server::cli
