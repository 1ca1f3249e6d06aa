#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.App.run")) {
        const modal::Decorated* around = inspection.module.around(call->context.scope);
        const modal::ModalDecorator* entrypoint =
            around == nullptr ? nullptr : around->find("modal.App.local_entrypoint");
        if (entrypoint == nullptr || !entrypoint->callee.receiver || !call->callee.receiver) continue;
        const modal::Value& own = *entrypoint->callee.receiver;
        const modal::Value& run = *call->callee.receiver;
        if (own.kind != modal::ValueKind::app || run.kind != modal::ValueKind::app || own.file != run.file ||
            own.expression != run.expression)
            continue;
        report.add(call->range,
                   {"the app runs already, and this raises InvalidError; call its functions directly",
                    "应用已在运行，这里会引发 InvalidError；请直接调用它的函数"});
    }
}

} // namespace

extern constinit const Rule app_run_inside_entrypoint;
const Rule app_run_inside_entrypoint{
    .code = "MDL112",
    .name = "app-run-inside-entrypoint",
    .group = "dependency-graph",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/apps",
    .page = R"md(
`app.run()` in a local entrypoint of the same app.

## Why
The app runs already while its entrypoint does: this raises `InvalidError`.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def charge(): ...


@app.local_entrypoint()
def main():
    with app.run():  # error: [app-run-inside-entrypoint] the app runs already
        charge.remote()
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def charge(): ...


@app.local_entrypoint()
def main():
    charge.remote()
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
