#include "analysis/rules/blocking_calls.hpp"
#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (call.aio || call.use != python::CallUse::iterated || !is_generator_call(call)) continue;
        if (!is_in_async_function(inspection, call.context.scope)) continue;
        const auto name = inspection.source(call.name_range);
        Diagnostic& diagnostic = report.add(
            call.name_range,
            {"in an asynchronous function .{0} raises InvalidError; write async for … in ….{0}.aio(…)",
             "在异步函数中 .{0} 会引发 InvalidError；请写 async for … in ….{0}.aio(…)"},
            name);
        if (const auto edit = make_for_async(inspection, call))
            diagnostic.fixes.push_back(
                {.title = report.say({"Use async for and .aio", "使用 async for 和 .aio"}),
                 .safety = Safety::unsafe,
                 .edits = {*edit, insert(inspection, call.name_range.end, ".aio")}});
    }
}

} // namespace

extern constinit const Rule map_in_async;
const Rule map_in_async{
    .code = "MDL259",
    .name = "map-in-async",
    .group = "remote-calls",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/async",
    .page = R"md(
`for` over `.map()` in an asynchronous function.

## Why
The blocking form raises `InvalidError` where an event loop runs.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def square(x): ...


@app.function()
async def total():
    for y in square.map(range(3)):  # error: [map-in-async] in an asynchronous function .map raises InvalidError
        print(y)
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function()
def square(x): ...


@app.function()
async def total():
    async for y in square.map.aio(range(3)):
        print(y)
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def square(x): ...


@app.function()
async def total():
    async for y in square.map.aio(range(3)):
        print(y)
~~~

## Fix
Unsafe, in a `for` statement: adds `async` and `.aio`.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
