#pragma once
#include "analysis/rules/rule.hpp"
#include "server/cli/formats/formats.hpp"
#include "server/cli/rule_page.hpp"
#include "server/serve_options.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace modal_lsp::server::cli {

inline constexpr int kExitClean = 0;
inline constexpr int kExitFindings = 1;
inline constexpr int kExitUsage = 2;   ///< also configuration, and files that cannot be read or written
inline constexpr int kExitNothing = 3; ///< no Python file was found
inline constexpr int kExitBug = 101;   ///< our own fault

enum class When : std::uint8_t { automatic, always, never };

struct CheckCommand {
    std::vector<std::string> paths; ///< as given; empty means the working folder
    Format format = Format::text;
    std::string output_file; ///< empty: standard output
    bool fix = false, unsafe_fixes = false, diff = false, watch = false;
    std::vector<std::string> select, ignore; ///< names, codes or groups
    bool exit_zero = false;
    std::string stdin_filename; ///< empty: standard input is not read
    bool statistics = false;
    std::string show_settings; ///< file; empty: not asked for
    std::string config;        ///< file; empty: found beside the code
    std::string baseline, write_baseline;
    rules::Severity min_severity = rules::Severity::information;
    When color = When::automatic;
    unsigned jobs = 0; ///< 0: as many as there are processors
    bool quiet = false;
};

struct RuleCommand {
    std::string name; ///< empty with `all`
    bool all = false;
    PageFormat format = PageFormat::text;
    When color = When::automatic;
};

struct VersionCommand {
    bool json = false;
};

enum class Shell : std::uint8_t { bash, zsh, fish };

struct CompletionsCommand {
    Shell shell = Shell::bash;
};

/// What the developer's machine and a container make of each file.
struct WorldsCommand {
    std::vector<std::string> paths; ///< as given; empty means the working folder
};

/// What is known of the SDK.
struct DocsCommand {
    std::string words;    ///< a part of the SDK, or words to search for; empty with `all`
    std::string sdk;      ///< a modal package to read in place of what is built in; empty: none
    bool outline = false; ///< say how much was found in it, not what
    bool all = false;
    bool json = false;
};

/// graph
struct GraphCommand {
    std::vector<std::string> paths; ///< as given; empty: the current folder
    std::string format = "mermaid";
};

/// doctor
struct DoctorCommand {
    std::string path; ///< a folder; empty: the working folder
    bool json = false;
};

/// new
struct NewCommand {
    std::string kind;   ///< "cron"
    std::string name;   ///< of the app
    std::string output; ///< empty: named after the app; "-": standard output
};

/// preflight, e2e
struct OperateCommand {
    bool end_to_end = false;
    std::string file; ///< as given; empty: the project around the working folder
    std::string environment;
    bool yes = false; ///< no question is asked
    bool json = false;
};

/// docs fetch
struct DocsFetchCommand {
    std::string base;   ///< empty: Modal's site
    std::string folder; ///< empty: in the user's cache
    std::uint32_t first_wait_ms = 1000;
};

/// docs search
struct DocsSearchCommand {
    std::string words;
    std::string folder; ///< as above
    bool json = false;
};

/// --help: the text for standard output.
struct HelpCommand {
    std::string text;
};

using Command = std::variant<ServeOptions, CheckCommand, RuleCommand, WorldsCommand, GraphCommand, NewCommand,
                             OperateCommand, DocsCommand, DocsFetchCommand, DocsSearchCommand, VersionCommand,
                             CompletionsCommand, DoctorCommand, HelpCommand>;

struct CommandLineProblem {
    std::string message; ///< for standard error: one line, then a hint to --help; ends in a line feed
    int exit_code = kExitUsage;
};

/// `arguments` without the program's name. Total.
[[nodiscard]] tl::expected<Command, CommandLineProblem>
parse_command_line(std::span<const std::string> arguments);

/// The values an option or positional accepts, in order; empty when it takes anything. `name` is the long
/// option without dashes, or the positional's name; `subcommand` is empty for the program itself.
[[nodiscard]] std::span<const std::string_view> choices_of(std::string_view subcommand,
                                                           std::string_view name);

/// The script for a shell (see completions.hpp), of this command line.
[[nodiscard]] std::string completion_script(Shell shell);

/// What `modal-lsp version` prints.
[[nodiscard]] std::string version_text(bool json);

} // namespace modal_lsp::server::cli
