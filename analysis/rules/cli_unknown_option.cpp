#include "analysis/rules/command_lines.hpp"
#include "analysis/rules/inspection.hpp"

#include <vector>

namespace modal_lsp::rules {
namespace {

using commands::CliCommand;
using commands::CliOption;
using commands::ModalCommand;
using commands::OptionUse;

/// "-qd" is two options, and "-n3" one with its value: click takes both.
bool is_clear(const OptionUse& use) {
    return use.name.starts_with("--") ? use.name.size() > 2 : use.name.size() == 2;
}

class Options {
  public:
    Options(const ModalCommand& command, text::Version version, Severity severity, Report& report)
        : command_(command), version_(version), severity_(severity), report_(report) {}

    void check(const OptionUse& use) const {
        // `modal --profile x app list`: options of modal itself stand in front.
        const bool in_front = use.range.begin < command_.words.range.begin;
        const CliCommand& owner = in_front ? *commands::find_cli_command("") : *command_.cli;
        const CliOption* option = owner.find_option(use.name);
        if (option == nullptr)
            unknown(owner, use);
        else if (!commands::has(version_, option->since, ""))
            report_
                .add(use.range,
                     {"{} of \"modal {}\" came with modal {}; this project has {}.{}",
                      "\"modal {1}\" 的 {0} 自 modal {2} 起才有；本项目使用 {3}.{4}"},
                     use.name, owner.words, option->since, version_.major, version_.minor)
                .severity = severity_;
        else if (!commands::has(version_, "", option->until))
            report_
                .add(use.range,
                     {"{} of \"modal {}\" is gone since modal {}",
                      "\"modal {1}\" 的 {0} 自 modal {2} 起已移除"},
                     use.name, owner.words, option->until)
                .severity = severity_;
    }

  private:
    void unknown(const CliCommand& owner, const OptionUse& use) const {
        std::vector<std::string_view> names;
        for (const CliOption& option : owner.options())
            names.push_back(option.name);
        report_
            .add(use.range, {"\"modal {}\" has no option {}{}", "\"modal {}\" 没有选项 {}{}"}, owner.words,
                 use.name, did_you_mean(use.name, names, report_.language()))
            .severity = severity_;
    }

    const ModalCommand& command_;
    text::Version version_;
    Severity severity_;
    Report& report_;
};

void check(Inspection& inspection, Report& report) {
    const auto version = cli_version(*inspection.file.config);
    if (!version) return;
    for (const auto& [command, severity] : graded_commands(inspection.file, Severity::warning)) {
        if (command.cli == nullptr || command.cli->is_group) continue;
        if (command.cli->takes_rest && !command.is("run")) continue; // hands on what it does not know
        const Options options(command, *version, severity, report);
        for (const OptionUse& use : command.options)
            if (is_clear(use)) options.check(use);
    }
}

} // namespace

extern constinit const Rule cli_unknown_option;
const Rule cli_unknown_option{
    .code = "MDL974",
    .name = "cli-unknown-option",
    .group = "command-line",
    .severity = Severity::warning,
    .since = "0.1.0",
    .subject = Subject::commands,
    .docs_url = "https://modal.com/docs/reference/cli/deploy",
    .page = R"md(
A command line gives the `modal` CLI an option that the command does not have, or not in the project's version.

It is a warning where the command is run, and a hint in comments and docstrings.

## Why
The CLI refuses the whole command: `No such option`. Options come and go with releases, and a workflow installs whatever
release its lock file names.

~~~sh bad
modal deploy app.py --evn dev  # warning: [cli-unknown-option] did you mean "--env"?
modal run --gpu a10 app.py  # warning: [cli-unknown-option] "modal run" has no option --gpu
# file: app.py
import modal

app = modal.App("my-app")
~~~

~~~sh bad version=1.2.0
modal deploy app.py --strategy recreate  # warning: [cli-unknown-option] this project has 1.2
# file: app.py
import modal

app = modal.App("my-app")
~~~

~~~sh good version=1.1.1
modal deploy -m my_package.app --env dev --name my-app
modal token set --token-id "$ID" --token-secret "$SECRET" --profile ci
modal volume put my-volume data.bin --force
modal app list --json
modal shell app.py --gpu A10
# file: my_package/app.py
import modal

app = modal.App("my-app")
# file: app.py
import modal

app = modal.App("other")
~~~

~~~sh good
modal deploy app.py --env dev --tag v1
modal run app.py::main --gpu a10
# file: app.py
import modal

app = modal.App("my-app")


@app.local_entrypoint()
def main(gpu: str): ...
~~~

## Known limits
What follows the file of `modal run` belongs to the function and is not looked at. Several short options in one word
(`-qd`) are passed over. For a `modal` that is newer than this modal-lsp knows nothing is said.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
