#include "analysis/rules/command_lines.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

using commands::ModalCommand;

/// What `app logs` does without a flag changed with this version: before, it followed.
constexpr text::Version kLogsReturn{.major = 1, .minor = 4, .patch = 0};

/// "rules.md" of the CLI: what waits until somebody interrupts it.
bool never_returns(const ModalCommand& command, const text::Version& version) {
    if (command.is("serve")) return command.option("--timeout") == nullptr;
    if (command.is("shell")) return command.option("--cmd", "-c") == nullptr;
    if (command.is("app logs") || command.is("container logs"))
        return command.option("--follow", "-f") != nullptr || version < kLogsReturn;
    return command.is("deploy") && command.option("--stream-logs") != nullptr;
}

void check(Inspection& inspection, Report& report) {
    const auto version = cli_version(*inspection.file.config);
    const commands::CommandFacts& facts = *inspection.file.commands;
    if (!version || !commands::is_unattended(facts.host) || facts.sets_time_limit) return;
    for (const ModalCommand& command : facts.modal)
        if (!command.talk && !command.limited && never_returns(command, *version))
            report.add(command.words.range,
                       {"\"modal {}\" does not return by itself, and nobody is here to stop it",
                        "\"modal {}\" 不会自行结束，而这里没有人能中断它"},
                       command.words.text);
}

} // namespace

extern constinit const Rule cli_never_returns;
const Rule cli_never_returns{
    .code = "MDL975",
    .name = "cli-never-returns",
    .group = "command-line",
    .severity = Severity::warning,
    .since = "0.1.0",
    .subject = Subject::commands,
    .docs_url = "https://modal.com/docs/reference/cli/serve",
    .page = R"md(
A workflow runs a command that goes on until somebody interrupts it: `modal serve`, `modal shell`, `modal app logs --follow`
(before modal 1.4 also without the flag), `modal deploy --stream-logs`.

## Why
Nobody is there to interrupt it. The job hangs until the service's own limit, which on GitHub is six hours, and with
`modal serve` containers are paid for meanwhile.

~~~sh bad
# file: .github/workflows/check.yml
jobs:
  check:
    steps:
      - run: modal serve app.py  # warning: [cli-never-returns] "modal serve" does not return by itself
      - run: modal app logs my-app -f  # warning: [cli-never-returns] "modal app logs"
# file: app.py
import modal

app = modal.App("my-app")
~~~

~~~sh good
# file: .github/workflows/check.yml
jobs:
  check:
    steps:
      - run: timeout 60 modal serve app.py
      - run: modal serve app.py &
      - run: modal app logs my-app
# file: app.py
import modal

app = modal.App("my-app")
~~~

## Known limits
A limit anywhere in the workflow (`timeout-minutes`) silences the rule for all of it. Scripts,
Makefiles and Taskfiles are for people as often as for machines, and the command of a container may well go on: they are
not looked at.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
