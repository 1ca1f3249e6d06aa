#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Sandbox.create")) {
        if (inspection.module.may_be_spread(call->expression)) continue;
        if (inspection.module.given(call->expression, -1, "app")) continue;
        if (inspection.module.runner_of(call->context.scope) != modal::Runner::local_entrypoint) continue;
        report.add(call->range,
                   {"outside of a container a sandbox needs an app: this raises InvalidError; give app=",
                    "在容器之外创建 Sandbox 需要应用：这里会引发 InvalidError；请给出 app="});
    }
}

} // namespace

extern constinit const Rule sandbox_app_required;
const Rule sandbox_app_required{
    .code = "MDL951",
    .name = "sandbox-app-required",
    .group = "sandbox",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/sandbox",
    .page = R"md(
A sandbox is made outside of a container without an app.

## Why
A sandbox belongs to an app. Inside of a container it is the container's; anywhere else `app=` has to say which, and
leaving it out raises `InvalidError`.

~~~python bad
import modal

app = modal.App("shop")


@app.local_entrypoint()
def main():
    modal.Sandbox.create("ls")  # error: [sandbox-app-required] give app=
~~~

~~~python good
import modal

app = modal.App("shop")


@app.local_entrypoint()
def main():
    modal.Sandbox.create("ls", app=app)


@app.function()
def inside():
    modal.Sandbox.create("ls")
~~~

## Known limits
Only in local entrypoints is it certain that the code runs outside of a container.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
