#include "analysis/rules/command_lines.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/workspace/command_refs.hpp"

#include <vector>

namespace modal_lsp::rules {
namespace {

using commands::ModalCommand;
using workspace::RefState;

void report_file(const ModalCommand& command, Severity severity, Report& report) {
    report
        .add(command.ref->path.range, {"no file \"{}\" in this workspace", "工作区中没有文件 \"{}\""},
             command.ref->path.text)
        .severity = severity;
}

void report_member(const Inspection& inspection, const workspace::File& file, const ModalCommand& command,
                   Severity severity, Report& report) {
    const commands::Part& member = *command.ref->member;
    if (!member.known || member.text.empty() || workspace::member_of(inspection.snapshot, file, member))
        return;
    if (!workspace::certainly_lacks(inspection.snapshot, file, member.text)) return;
    const auto runnable = workspace::runnables(file);
    std::vector<std::string_view> names;
    for (const workspace::Runnable& each : runnable)
        names.push_back(each.name);
    for (const modal::AppDecl& app : file.model->apps)
        if (!app.variable.empty()) names.push_back(app.variable);
    report
        .add(member.range, {"\"{}\" is not in {}{}", "{1} 中没有 \"{0}\"{2}"}, member.text,
             command.ref->path.text, did_you_mean(member.text, names, report.language()))
        .severity = severity;
}

void check(Inspection& inspection, Report& report) {
    for (const auto& [command, severity] : graded_commands(inspection.file, Severity::warning)) {
        if (!command.ref) continue;
        const auto found = workspace::file_of(inspection.snapshot, inspection.file, command);
        if (found.state == RefState::missing) report_file(command, severity, report);
        if (found.state != RefState::found || !command.ref->member) continue;
        const workspace::File* file = inspection.snapshot.file(found.file);
        if (file != nullptr) report_member(inspection, *file, command, severity, report);
    }
}

} // namespace

extern constinit const Rule cli_target_missing;
const Rule cli_target_missing{
    .code = "MDL971",
    .name = "cli-target-missing",
    .group = "command-line",
    .severity = Severity::warning,
    .since = "0.1.0",
    .needs = Needs::workspace,
    .subject = Subject::commands,
    .docs_url = "https://modal.com/docs/reference/cli/run",
    .page = R"md(
`modal run`, `serve`, `deploy` or `shell` names a file, or a function behind `::`, that is not there.

It is a warning in scripts, Makefiles, workflows and the like, a hint in comments and docstrings, and nothing in Markdown.

## Why
Command lines do not move with the code. A file that was renamed leaves a workflow behind that fails at the next deploy,
and a docstring that sends its reader nowhere.

~~~sh bad
modal run trian.py  # warning: [cli-target-missing] no file "trian.py" in this workspace
modal run train.py::trian  # warning: [cli-target-missing] "trian" is not in train.py; did you mean "train"?
# file: train.py
import modal

app = modal.App("train")


@app.function()
def train(): ...
~~~

~~~sh good
modal run train.py::train
modal run train.py::app.train
modal run "$SCRIPT"
# file: train.py
import modal

app = modal.App("train")


@app.function()
def train(): ...
~~~

## Known limits
A path counts as found when any file of the workspace ends like it, since the folder in which a command runs is not
always known. Paths with variables, placeholders (`path/to/app.py`), and text that clones or downloads are passed over,
and so are modules named with `-m`. A name behind `::` is missing only when everything the file registers is seen.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
