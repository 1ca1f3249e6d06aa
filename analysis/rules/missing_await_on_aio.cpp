#include "analysis/rules/blocking_calls.hpp"
#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (!call.aio || call.use != python::CallUse::statement || !is_blocking(call)) continue;
        Diagnostic& diagnostic = report.add(call.range, {"this never runs: it gives a coroutine; await it",
                                                         "这不会运行：它返回协程；请 await 它"});
        if (is_in_async_function(inspection, call.context.scope))
            diagnostic.fixes.push_back(fix(report.say({"Await it", "添加 await"}), Safety::safe,
                                           insert(inspection, call.range.begin, "await ")));
    }
}

} // namespace

extern constinit const Rule missing_await_on_aio;
const Rule missing_await_on_aio{
    .code = "MDL257",
    .name = "missing-await-on-aio",
    .group = "remote-calls",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/async",
    .page = R"md(
An asynchronous call is made and never awaited.

## Why
`f.remote.aio(x)` gives a coroutine. As a statement of its own nothing of it ever runs.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


@app.local_entrypoint()
async def main():
    charge.remote.aio(1)  # error: [missing-await-on-aio] never runs
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


@app.local_entrypoint()
async def main():
    await charge.remote.aio(1)
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


@app.local_entrypoint()
async def main():
    call = charge.remote.aio(1)
    await call
~~~

## Fix
Safe: awaits it, where it stands in an asynchronous function.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
