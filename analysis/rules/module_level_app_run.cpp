#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    if (registrations(inspection).empty()) return;
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (call.symbol != "modal.App.run" && call.symbol != "modal.App.deploy") continue;
        if (inspection.module.runner_of(call.context.scope) != modal::Runner::module) continue;
        if (inspection.module.guards_of(call.context.region, call.range.begin).conditional) continue;
        report.add(
            call.range,
            {"importing this module in the container raises InvalidError here; move it into a function, or "
             "under if __name__ == \"__main__\"",
             "在容器中导入该模块会在此引发 InvalidError；请移入函数，或放在 if __name__ == \"__main__\" "
             "之下"});
    }
}

} // namespace

extern constinit const Rule module_level_app_run;
const Rule module_level_app_run{
    .code = "MDL111",
    .name = "module-level-app-run",
    .group = "dependency-graph",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/apps",
    .page = R"md(
`app.run()` or `app.deploy()` while the module is imported.

## Why
On your machine it works once. The container imports the module again and stops with `InvalidError`, since an app
cannot be run from global scope there; and each `modal deploy` of the file starts one more run.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def charge(): ...


with app.run():  # error: [module-level-app-run] importing this module in the container raises InvalidError
    charge.remote()
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def charge(): ...


def main():
    with app.run():
        charge.remote()


if __name__ == "__main__":
    with app.run():
        charge.remote()
~~~

## Known limits
Code under any condition is left alone, and so is a file that registers nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
