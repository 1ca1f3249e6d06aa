#include "analysis/rules/command_lines.hpp"
#include "analysis/rules/inspection.hpp"

#include <vector>

namespace modal_lsp::rules {
namespace {

using commands::CliCommand;
using commands::ModalCommand;

void report_unknown(const ModalCommand& command, Severity severity, Report& report) {
    std::vector<std::string_view> names;
    for (const CliCommand& each : commands::cli_commands())
        if (!each.words.empty()) names.push_back(each.words);
    report
        .add(command.words.range,
             {"the CLI has no command \"modal {}\"{}", "命令行没有 \"modal {}\" 这个命令{}"},
             command.words.text, did_you_mean(command.words.text, names, report.language()))
        .severity = severity;
}

void report_version(const ModalCommand& command, const text::Version& version, Severity severity,
                    Report& report) {
    const CliCommand& cli = *command.cli;
    if (!commands::has(version, cli.since, ""))
        report
            .add(command.words.range,
                 {"\"modal {}\" came with modal {}; this project has {}.{}",
                  "\"modal {}\" 自 modal {} 起才有；本项目使用 {}.{}"},
                 cli.words, cli.since, version.major, version.minor)
            .severity = severity;
    else if (!commands::has(version, "", cli.until))
        report
            .add(command.words.range,
                 {"\"modal {}\" is gone since modal {}", "\"modal {}\" 自 modal {} 起已移除"}, cli.words,
                 cli.until)
            .severity = severity;
}

void check(Inspection& inspection, Report& report) {
    const auto version = cli_version(*inspection.file.config);
    if (!version) return;
    for (const auto& [command, severity] : graded_commands(inspection.file, Severity::warning)) {
        if (command.cli == nullptr)
            report_unknown(command, severity, report);
        else
            report_version(command, *version, severity, report);
    }
}

} // namespace

extern constinit const Rule cli_unknown_command;
const Rule cli_unknown_command{
    .code = "MDL973",
    .name = "cli-unknown-command",
    .group = "command-line",
    .severity = Severity::warning,
    .since = "0.1.0",
    .subject = Subject::commands,
    .docs_url = "https://modal.com/docs/reference/cli/app",
    .page = R"md(
A script, Makefile or workflow calls a command that the `modal` CLI does not have, or not in the project's version.

## Why
It fails when it is reached, which for a deploy job may be after minutes of work.

~~~sh bad
modal depoly app.py  # warning: [cli-unknown-command] did you mean "deploy"?
modal app lgos my-app  # warning: [cli-unknown-command] the CLI has no command "modal app lgos"
# file: app.py
import modal

app = modal.App("my-app")
~~~

~~~sh bad version=1.0.0
modal curl https://example.com  # warning: [cli-unknown-command] "modal curl" came with modal 1.5; this project has 1.0
~~~

~~~sh good
modal deploy app.py
modal app logs my-app
modal run "$COMMAND"
# file: app.py
import modal

app = modal.App("my-app")
~~~

## Known limits
The commands are those of releases 0.64 to the newest that this modal-lsp knows; for a newer `modal` nothing is said.
In comments and prose only commands that some version has are looked at.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
