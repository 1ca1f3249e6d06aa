#include "server/cli/command_line_app.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace modal_lsp::server::cli {
namespace {

constexpr std::string_view kFormatNames[] = {"text",   "concise", "json",  "sarif",
                                             "github", "gitlab",  "junit", "rdjson"};
constexpr std::string_view kPageFormats[] = {"text", "json", "markdown"};
constexpr std::string_view kVersionFormats[] = {"text", "json"};
constexpr std::string_view kGraphFormats[] = {"mermaid", "dot", "json", "svg"};
constexpr std::string_view kShells[] = {"bash", "zsh", "fish"};
constexpr std::string_view kSeverities[] = {"error", "warning", "info", "hint"};
constexpr std::string_view kColors[] = {"auto", "always", "never"};
constexpr std::string_view kLogLevels[] = {"trace", "debug", "info", "warn", "error", "critical", "off"};

struct Choices {
    std::string_view subcommand, name;
    std::span<const std::string_view> values;
};

constexpr Choices kChoices[] = {
    {"", "log-level", kLogLevels},
    {"server", "log-level", kLogLevels},
    {"check", "output-format", kFormatNames},
    {"check", "min-severity", kSeverities},
    {"check", "color", kColors},
    {"rule", "output-format", kPageFormats},
    {"rule", "color", kColors},
    {"version", "output-format", kVersionFormats},
    {"docs", "output-format", kVersionFormats},
    {"doctor", "format", kVersionFormats},
    {"graph", "format", kGraphFormats},
    {"preflight", "format", kVersionFormats},
    {"e2e", "format", kVersionFormats},
    {"completions", "SHELL", kShells},
};

/// Limits an option to its row of the table.
void limit(CLI::Option* option, std::string_view subcommand, std::string_view name) {
    const auto values = choices_of(subcommand, name);
    const std::vector<std::string> allowed(values.begin(), values.end());
    std::string listed;
    for (const std::string& value : allowed)
        listed += (listed.empty() ? "" : "|") + value;
    option->type_name(listed);
    option->check([allowed, listed](const std::string& value) {
        if (std::ranges::find(allowed, value) != allowed.end()) return std::string();
        return "\"" + value + "\" is none of " + listed;
    });
}

void add_server_options(CLI::App& app, RawCommandLine& raw, std::string_view subcommand) {
    CLI::Option* const stdio =
        app.add_flag("--stdio", raw.stdio, "Speak on standard input and output (the default)");
    CLI::Option* const socket =
        app.add_option("--socket", raw.port, "Connect to the client on this TCP port of the local machine")
            ->type_name("PORT")
            ->check(CLI::Range(1, static_cast<int>(std::numeric_limits<std::uint16_t>::max())));
    CLI::Option* const pipe =
        app.add_option("--pipe", raw.server.pipe, "Connect to the client on this socket file")
            ->type_name("NAME");
    socket->excludes(stdio);
    pipe->excludes(stdio)->excludes(socket);
    app.add_option("--clientProcessId", raw.client_process_id, "End when the process with this id does")
        ->type_name("N")
        ->check(CLI::Range(std::int64_t{0}, std::numeric_limits<std::int64_t>::max()));
    app.add_option("--log-file", raw.server.log_file, "Write the log to this file instead of standard error")
        ->type_name("FILE");
    limit(app.add_option("--log-level", raw.server.log_level, "How much to log (info)"), subcommand,
          "log-level");
}

void add_output_options(CLI::App& app, RawCommandLine& raw) {
    CheckCommand& check = raw.check;
    limit(app.add_option("--output-format", raw.format, "How to report the findings (text)"), "check",
          "output-format");
    app.add_option("--output-file", check.output_file,
                   "Write the report to this file instead of standard output")
        ->type_name("FILE");
    limit(app.add_option("--min-severity", raw.min_severity,
                         "Report findings of this severity and graver ones (info)"),
          "check", "min-severity");
    limit(app.add_option("--color", raw.color, "When to use colours (auto)"), "check", "color");
    app.add_flag("--statistics", check.statistics, "Count the findings per rule instead of listing them");
    app.add_flag("-q,--quiet", check.quiet, "Report findings only, without notes and summary");
    app.add_flag("--exit-zero", check.exit_zero, "Exit with 0 even when there are findings");
}

void add_fix_options(CLI::App& app, CheckCommand& check) {
    app.add_flag("--fix", check.fix, "Apply the safe fixes");
    app.add_flag("--unsafe-fixes", check.unsafe_fixes,
                 "With --fix or --diff: apply fixes that need a second look, too");
    app.add_flag("--diff", check.diff, "Show what --fix would change, and change nothing")->excludes("--fix");
}

void add_check(CLI::App& app, RawCommandLine& raw) {
    CheckCommand& check = raw.check;
    CLI::App& sub = *app.add_subcommand("check", "Check files and folders and report what is found");
    sub.add_option("PATHS", check.paths, "Files and folders to check (the current folder)");
    add_output_options(sub, raw);
    add_fix_options(sub, check);
    sub.add_option("--select", check.select,
                   "Rules to run besides the default ones: names, codes, groups or all")
        ->type_name("RULE,...")
        ->delimiter(',')
        ->allow_extra_args(false);
    sub.add_option("--ignore", check.ignore, "Rules not to run; wins over --select")
        ->type_name("RULE,...")
        ->delimiter(',')
        ->allow_extra_args(false);
    sub.add_option("--config", check.config, "Use this configuration file instead of the nearest one")
        ->type_name("FILE");
    CLI::Option* const standard_input = sub.add_option("--stdin-filename", check.stdin_filename,
                                                       "Check standard input as if it were this file")
                                            ->type_name("FILE");
    sub.add_flag("--watch", check.watch, "Check again whenever a file changes")->excludes(standard_input);
    sub.add_option("--show-settings", check.show_settings,
                   "Show the settings in force for this file, and check nothing")
        ->type_name("FILE");
    CLI::Option* const baseline =
        sub.add_option("--baseline", check.baseline, "Report only what is not in this baseline")
            ->type_name("FILE");
    sub.add_option("--write-baseline", check.write_baseline, "Write the present findings to this baseline")
        ->type_name("FILE")
        ->excludes(baseline);
    sub.add_option("-j,--jobs", check.jobs, "Files to check at once (as many as there are processors)")
        ->type_name("N")
        ->check(CLI::Range(1, 1024));
}

void add_docs(CLI::App& app, RawCommandLine& raw) {
    CLI::App& docs =
        *app.add_subcommand("docs", "Show what is known of a part of the SDK, or search for words");
    CLI::Option* const words =
        docs.add_option("WORDS", raw.docs_words, "A name such as Image.pip_install, or words to search for");
    docs.add_flag("--all", raw.docs.all, "Show everything")->excludes(words);
    docs.add_option("--sdk", raw.docs.sdk,
                    "Read this modal package: an environment, site-packages, or the SDK's source tree")
        ->type_name("PATH");
    limit(docs.add_option("--output-format", raw.docs_format, "How to print it (text)"), "docs",
          "output-format");
    CLI::App& index = *docs.add_subcommand("index", "Read a modal package and say what it holds");
    index.add_option("PATH", raw.docs.sdk, "An environment, site-packages, or the SDK's source tree")
        ->required();
    limit(index.add_option("--output-format", raw.docs_format, "How to print it (text)"), "docs",
          "output-format");
    index.callback([&raw] { raw.docs.outline = raw.docs.all = true; });

    CLI::App& fetch =
        *docs.add_subcommand("fetch", "Get the pages of the documentation, or what changed of them");
    fetch.add_option("--base", raw.docs_fetch.base, "The site that has llms.txt (https://modal.com)")
        ->type_name("URL");
    fetch.add_option("--out", raw.docs_fetch.folder, "Where to keep them (the user's cache)")
        ->type_name("DIR");
    // For tests: who waits for a real site is in no hurry.
    fetch.add_option("--first-wait-ms", raw.docs_fetch.first_wait_ms)->group("");
    fetch.callback([&raw] { raw.fetches_docs = true; });

    CLI::App& search = *docs.add_subcommand("search", "Search the pages that were fetched");
    search.add_option("WORDS", raw.docs_search_words, "Every word has to be found")->required();
    search.add_option("--from", raw.docs_search.folder, "Where they are kept (the user's cache)")
        ->type_name("DIR");
    limit(search.add_option("--output-format", raw.docs_format, "How to print it (text)"), "docs",
          "output-format");
    search.callback([&raw] { raw.searches_docs = true; });
}

void add_operating(CLI::App& app, RawCommandLine& raw) {
    CLI::App& preflight = *app.add_subcommand(
        "preflight",
        "Say whether all is there to run or deploy: Modal's command line, token, environment, file");
    preflight.add_option("FILE", raw.operate.file,
                         "The file that is to be run (none: only what is around it)");
    CLI::App& checks =
        *app.add_subcommand("e2e", "Serve an app, ask what FILE's .e2e.toml asks, and stop it again");
    checks.add_option("FILE", raw.operate.file, "The app's file")->required();
    checks.add_flag("-y,--yes", raw.operate.yes, "Serve in production without being asked");
    for (const auto& [sub, name] : {std::pair(&preflight, "preflight"), std::pair(&checks, "e2e")}) {
        sub->add_option("-e,--env", raw.operate.environment, "The Modal environment (the profile's)")
            ->type_name("NAME");
        limit(sub->add_option("--format", raw.operate_format, "How to print it (text)"), name, "format");
    }
}

void add_small_subcommands(CLI::App& app, RawCommandLine& raw) {
    CLI::App& rule = *app.add_subcommand("rule", "Explain a rule, or list them all");
    CLI::Option* const name = rule.add_option("NAME", raw.rule.name, "Name or code of the rule");
    rule.add_flag("--all", raw.rule.all, "List all rules")->excludes(name);
    limit(rule.add_option("--output-format", raw.rule_format, "How to print it (text)"), "rule",
          "output-format");
    limit(rule.add_option("--color", raw.rule_color, "When to use colours (auto)"), "rule", "color");

    CLI::App& worlds = *app.add_subcommand(
        "worlds", "Show, as JSON, what the developer's machine and a container make of each file");
    worlds.add_option("PATHS", raw.worlds.paths, "Files and folders to look at (the current folder)");

    CLI::App& graph = *app.add_subcommand("graph", "Draw what the apps hold, call, look up and use");
    graph.add_option("PATHS", raw.graph.paths, "Files and folders to draw (the current folder)");
    limit(graph.add_option("--format", raw.graph.format, "How to draw it (mermaid)"), "graph", "format");

    CLI::App& fresh = *app.add_subcommand("new", "Begin a file: an app with one construct of Modal's");
    fresh.add_option("KIND", raw.fresh.kind, "cron, web-endpoint, gpu-class …; any other word lists them")
        ->required();
    fresh.add_option("NAME", raw.fresh.name, "Name of the app")->required();
    fresh.add_option("-o,--output", raw.fresh.output, "The file, or - for standard output (NAME.py)")
        ->type_name("FILE");

    add_docs(app, raw);
    add_operating(app, raw);

    CLI::App& doctor = *app.add_subcommand("doctor", "Say what was found on this machine and in a project, "
                                                     "what is wrong and how to mend it");
    doctor.add_option("PATH", raw.doctor.path, "The project's folder (the current one)");
    limit(doctor.add_option("--format", raw.doctor_format, "How to print it (text)"), "doctor", "format");

    CLI::App& version = *app.add_subcommand("version", "Print the version");
    limit(version.add_option("--output-format", raw.version_format, "How to print it (text)"), "version",
          "output-format");

    CLI::App& completions = *app.add_subcommand("completions", "Print a completion script for a shell");
    limit(completions.add_option("SHELL", raw.shell, "The shell")->required(), "completions", "SHELL");
}

} // namespace

std::span<const std::string_view> choices_of(std::string_view subcommand, std::string_view name) {
    const auto* const row = std::ranges::find_if(kChoices, [&](const Choices& choices) {
        return choices.subcommand == subcommand && choices.name == name;
    });
    if (row == std::end(kChoices)) return {};
    return row->values;
}

std::unique_ptr<CLI::App> make_app(RawCommandLine& raw) {
    auto app =
        std::make_unique<CLI::App>("Language server and checker for Python projects that use Modal.\n"
                                   "Without a command, it is a language server on standard input and output.",
                                   "modal-lsp");
    app->set_help_flag("-h,--help", "Print this help");
    app->add_flag("-V,--version", raw.version, "Print the version");
    app->require_subcommand(0, 1);
    app->footer("Exit codes of `check`: 0 nothing found, 1 findings, 2 wrong usage or configuration,\n"
                "3 no Python file to check, 101 a bug of modal-lsp.");
    add_server_options(*app, raw, "");
    add_server_options(*app->add_subcommand("server", "Run the language server"), raw, "server");
    add_check(*app, raw);
    add_small_subcommands(*app, raw);
    for (CLI::App* const sub : app->get_subcommands({}))
        sub->fallthrough(false);
    return app;
}

} // namespace modal_lsp::server::cli
