#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.forward")) {
        if (inspection.module.runner_of(call->context.scope) != modal::Runner::local_entrypoint) continue;
        report.add(call->range, {"a tunnel leads into a container, and this raises InvalidError; call it in "
                                 "a function of the app",
                                 "隧道通向容器，这里会引发 InvalidError；请在应用的函数中调用"});
    }
}

} // namespace

extern constinit const Rule forward_outside_container;
const Rule forward_outside_container{
    .code = "MDL168",
    .name = "forward-outside-container",
    .group = "environment",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/tunnels",
    .page = R"md(
`modal.forward` is called on your machine.

## Why
Tunnels lead into containers. In a local entrypoint, and while the module is imported, `modal.forward` raises
`InvalidError`.

~~~python bad
import modal

app = modal.App("shop")


@app.local_entrypoint()
def main():
    with modal.forward(8000) as tunnel:  # error: [forward-outside-container] a tunnel leads into a container
        print(tunnel.url)
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def serve():
    with modal.forward(8000) as tunnel:
        print(tunnel.url)
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
