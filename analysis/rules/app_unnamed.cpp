#include "analysis/modal/object_names.hpp"
#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <algorithm>
#include <string>

namespace modal_lsp::rules {
namespace {

bool serves(Inspection& inspection, const modal::AppDecl& app) {
    for (const Registration& registration : registrations(inspection)) {
        const auto& receiver = registration.decorator->callee.receiver;
        if (!receiver || receiver->kind != modal::ValueKind::app || receiver->expression != app.key.call)
            continue;
        if (registration.what->web() != nullptr || setting(inspection, registration, "schedule")) return true;
    }
    return false;
}

void check(Inspection& inspection, Report& report) {
    for (const modal::AppDecl& app : inspection.file.model->apps) {
        const bool nameless =
            app.name.complete && app.name.options.empty() && app.key.file == inspection.file.id;
        if (!nameless || !app.at_module_level || app.range.empty() || !serves(inspection, app)) continue;
        const auto included = [&](const auto& file) {
            return file && std::ranges::any_of(file->model->includes, [&](const modal::Include& include) {
                       return !include.from || *include.from == app.key;
                   });
        };
        if (std::ranges::any_of(inspection.snapshot.files(), included)) continue;
        Diagnostic& diagnostic = report.add(
            app.range, {"this app has no name, so modal deploy fails; give it one: modal.App(\"…\")",
                        "该应用没有名称，modal deploy 会失败；请命名：modal.App(\"…\")"});
        const std::string& path = inspection.file.path;
        const std::string stem = path.substr(path.rfind('/') + 1, path.size() - path.rfind('/') - 4);
        const std::string name = modal::slug(stem);
        if (!inspection.module.arguments(app.key.call).empty() || name.empty()) continue;
        if (auto edit = add_argument(inspection, app.key.call, "\"" + name + "\""))
            diagnostic.fixes.push_back(
                fix(report.say({"Name it \"{}\"", "命名为 \"{}\""}, name), Safety::unsafe, std::move(*edit)));
    }
}

} // namespace

extern constinit const Rule app_unnamed;
const Rule app_unnamed{
    .code = "MDL451",
    .name = "app-unnamed",
    .group = "names",
    .severity = Severity::warning,
    .since = "0.1.0",
    .needs = Needs::workspace,
    .docs_url = "https://modal.com/docs/guide/apps",
    .page = R"md(
An app that is made to be deployed has no name.

## Why
`modal deploy` needs a name to deploy the app under, and fails without one. An app with a schedule or a web endpoint
is of little use otherwise.

~~~python bad
import modal

app = modal.App()  # warning: [app-unnamed] this app has no name


@app.function(schedule=modal.Period(hours=1))
def nightly(): ...
~~~

~~~python fixed
import modal

app = modal.App("main")


@app.function(schedule=modal.Period(hours=1))
def nightly(): ...
~~~

~~~python good
import modal

app = modal.App()


@app.function()
def train(): ...


@app.local_entrypoint()
def main():
    train.remote()
~~~

## Fix
Unsafe: names it after the file.

## Known limits
Apps without a web endpoint or schedule are left alone: `modal run` needs no name. So are apps that another one
includes.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
