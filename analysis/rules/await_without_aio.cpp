#include "analysis/rules/blocking_calls.hpp"
#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        const bool awaited =
            call.use == python::CallUse::awaited || call.use == python::CallUse::awaited_statement;
        if (!awaited || call.aio || !is_blocking(call)) continue;
        Diagnostic& diagnostic =
            report.add(call.name_range,
                       {".{0} gives no awaitable, and await raises TypeError; write .{0}.aio",
                        ".{0} 返回的不是可等待对象，await 会引发 TypeError；请写 .{0}.aio"},
                       inspection.source(call.name_range));
        diagnostic.fixes.push_back(fix(report.say({"Use .aio", "使用 .aio"}), Safety::safe,
                                       insert(inspection, call.name_range.end, ".aio")));
    }
}

} // namespace

extern constinit const Rule await_without_aio;
const Rule await_without_aio{
    .code = "MDL256",
    .name = "await-without-aio",
    .group = "remote-calls",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/async",
    .page = R"md(
The blocking form of a call is awaited.

## Why
`f.remote(x)` waits by itself and gives the result, which is nothing that can be awaited: this raises `TypeError`,
after the call has been made. The asynchronous form is `f.remote.aio(x)`.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


@app.local_entrypoint()
async def main():
    await charge.remote(1)  # error: [await-without-aio] .remote gives no awaitable
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
    await charge.remote.aio(1)
~~~

## Fix
Safe: uses the asynchronous form.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
