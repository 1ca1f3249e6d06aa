#include "analysis/rules/command_lines.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/workspace/command_refs.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace modal_lsp::rules {
namespace {

using workspace::Runnable;

/// What `modal run` would have to choose between: the entrypoints, else the functions that are no endpoints.
std::vector<Runnable> choices(const workspace::File& file) {
    auto all = workspace::runnables(file);
    const bool entrypoints = std::ranges::any_of(all, &Runnable::entrypoint);
    std::erase_if(all, [&](const Runnable& each) { return entrypoints ? !each.entrypoint : each.web; });
    return all;
}

/// With code that was not understood there may be an entrypoint more, or less.
bool is_clear(const workspace::File& file) {
    const modal::ModuleModel& model = *file.model;
    return !file.facts->has_error && !file.facts->truncated && model.apps.size() == 1 &&
           !model.has_unknown_registration && model.unexplained.empty() && model.includes.empty() &&
           model.open_apps.empty();
}

std::string listed(const std::vector<Runnable>& choices) {
    constexpr std::size_t kMost = 5;
    std::string out;
    for (std::size_t i = 0; i < choices.size() && i < kMost; ++i)
        out += (i == 0 ? "" : ", ") + choices[i].name;
    return choices.size() > kMost ? out + ", …" : out;
}

void check(Inspection& inspection, Report& report) {
    for (const auto& [command, severity] : graded_commands(inspection.file, Severity::warning)) {
        if (!command.is("run") || !command.ref || command.ref->member) continue;
        const auto found = workspace::file_of(inspection.snapshot, inspection.file, command);
        if (found.state != workspace::RefState::found) continue;
        const workspace::File* file = inspection.snapshot.file(found.file);
        if (file == nullptr || !is_clear(*file)) continue;
        const auto of = choices(*file);
        if (of.size() < 2) continue;
        report
            .add(command.ref->path.range,
                 {"{} has several functions to run: name one of {} behind \"::\"",
                  "{} 中有多个可运行的函数：请在 \"::\" 之后指明其一：{}"},
                 command.ref->path.text, listed(of))
            .severity = severity;
    }
}

} // namespace

extern constinit const Rule cli_entrypoint_ambiguous;
const Rule cli_entrypoint_ambiguous{
    .code = "MDL972",
    .name = "cli-entrypoint-ambiguous",
    .group = "command-line",
    .severity = Severity::warning,
    .since = "0.1.0",
    .needs = Needs::workspace,
    .subject = Subject::commands,
    .docs_url = "https://modal.com/docs/reference/cli/run",
    .page = R"md(
`modal run file.py` names no function, and the file has several local entrypoints, or none and several functions.

It is a warning where the command is run, and a hint in comments and docstrings.

## Why
Without `::`, Modal runs the only local entrypoint, else the only function. With more of them it prints a list and exits
with an error.

~~~sh bad ignore=multiple-local-entrypoints
modal run train.py  # warning: [cli-entrypoint-ambiguous] name one of train, evaluate
# file: train.py
import modal

app = modal.App("train")


@app.function()
def work(): ...


@app.local_entrypoint()
def train(): ...


@app.local_entrypoint()
def evaluate(): ...
~~~

~~~sh good ignore=multiple-local-entrypoints
modal run train.py::train
modal run work.py
# file: train.py
import modal

app = modal.App("train")


@app.local_entrypoint()
def train(): ...


@app.local_entrypoint()
def evaluate(): ...
# file: work.py
import modal

app = modal.App("work")


@app.function()
def one(): ...


@app.local_entrypoint()
def main(): ...
~~~

## Known limits
Files with several apps, with includes, or with registrations that are not understood are passed over.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
