#include "analysis/rules/command_lines.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

/// "dev" and "development" are one environment to most people.
bool same(std::string_view a, std::string_view b) {
    return a.starts_with(b) || b.starts_with(a);
}

void check(Inspection& inspection, Report& report) {
    for (const auto& [command, severity] : graded_commands(inspection.file, Severity::warning)) {
        const commands::Part* own = environment_of(command);
        const auto& around = command.mise_environment;
        if (own == nullptr || !around || !around->known || same(own->text, around->text)) continue;
        report
            .add(own->range,
                 {"mise sets up \"{}\", and modal uses environment \"{}\"",
                  "mise 使用 \"{}\"，而 modal 使用环境 \"{}\""},
                 around->text, own->text)
            .severity = severity;
    }
}

} // namespace

extern constinit const Rule cli_environment_mismatch;
const Rule cli_environment_mismatch{
    .code = "MDL976",
    .name = "cli-environment-mismatch",
    .group = "command-line",
    .severity = Severity::warning,
    .since = "0.1.0",
    .subject = Subject::commands,
    .docs_url = "https://modal.com/docs/guide/environments",
    .page = R"md(
`mise exec --env X -- modal … --env Y`: the variables of one environment go with the deploy of another.

## Why
mise loads tokens, names and addresses for X, and Modal deploys with them into Y. Nothing fails; the app in Y talks to
the services of X.

~~~sh bad
mise exec --env dev -- modal deploy app.py --env prod  # warning: [cli-environment-mismatch] mise sets up "dev"
# file: app.py
import modal

app = modal.App("my-app")
~~~

~~~sh good
mise exec --env dev -- modal deploy app.py --env dev
mise exec --env production -- modal deploy app.py --env prod
mise exec --env "$ENVIRONMENT" -- modal deploy app.py --env prod
# file: app.py
import modal

app = modal.App("my-app")
~~~

## Known limits
A name that is the beginning of the other ("prod" and "production") is taken for the same environment.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
