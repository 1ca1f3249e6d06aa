#include "analysis/rules/command_lines.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    const commands::CommandFacts& facts = *inspection.file.commands;
    for (const commands::ModalCommand& command : facts.modal) {
        const auto severity = graded(inspection.file, command.talk, Severity::warning);
        const bool says = command.option("--env", "-e") != nullptr || command.sets_environment ||
                          facts.sets_environment || command.mise_environment;
        if (!severity || command.talk || !command.is("deploy") || says) continue;
        report.add(command.words.range,
                   {"into which environment this deploys depends on who runs it: say --env",
                    "部署到哪个环境取决于由谁运行：请写明 --env"});
    }
}

} // namespace

extern constinit const Rule cli_environment_implicit;
const Rule cli_environment_implicit{
    .code = "MDL977",
    .name = "cli-environment-implicit",
    .group = "command-line",
    .severity = Severity::information,
    .enabled = false,
    .strict = Severity::warning,
    .since = "0.1.0",
    .subject = Subject::commands,
    .docs_url = "https://modal.com/docs/guide/environments",
    .page = R"md(
`modal deploy` in a script, Makefile or workflow says no environment. A convention: off unless selected or `strict`.

## Why
Without `--env` and without MODAL_ENVIRONMENT the profile's default counts, which differs from machine to machine and is
often production.

~~~sh bad strict ignore=min-containers-zero
modal deploy app.py  # warning: [cli-environment-implicit] say --env
# file: app.py
import modal

app = modal.App("my-app")
~~~

~~~sh good strict ignore=min-containers-zero
modal deploy app.py --env dev
MODAL_ENVIRONMENT=dev modal deploy app.py
# file: app.py
import modal

app = modal.App("my-app")
~~~

## Known limits
A file that mentions MODAL_ENVIRONMENT anywhere is passed over. Workspaces with one environment need none of this.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
