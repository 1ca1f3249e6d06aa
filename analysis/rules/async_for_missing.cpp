#include "analysis/rules/blocking_calls.hpp"
#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (!call.aio || !is_generator_call(call)) continue;
        const bool iterated = call.use == python::CallUse::iterated;
        const bool awaited =
            call.use == python::CallUse::awaited || call.use == python::CallUse::awaited_statement;
        if (!iterated && !awaited) continue;
        Diagnostic& diagnostic = report.add(
            call.name_range,
            {".{} gives an asynchronous generator, and this raises TypeError; go over it with async for",
             ".{} 返回异步生成器，这里会引发 TypeError；请用 async for 遍历"},
            call.symbol.substr(call.symbol.rfind('.') + 1) + ".aio");
        if (const auto edit = iterated ? make_for_async(inspection, call) : std::nullopt)
            diagnostic.fixes.push_back(
                fix(report.say({"Use async for", "使用 async for"}), Safety::safe, *edit));
    }
}

} // namespace

extern constinit const Rule async_for_missing;
const Rule async_for_missing{
    .code = "MDL260",
    .name = "async-for-missing",
    .group = "remote-calls",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/async",
    .page = R"md(
`for` instead of `async for` over `.map.aio()` and its like, or `await` of one.

## Why
These give asynchronous generators: `for` and `await` raise `TypeError`.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def square(x): ...


@app.function()
async def total():
    for y in square.map.aio(range(3)):  # error: [async-for-missing] .map.aio gives an asynchronous generator
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

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def square(x): ...


@app.function()
async def total():
    return await square.map.aio(range(3))  # error: [async-for-missing] .map.aio gives an asynchronous generator
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
Safe, in a `for` statement: adds `async`.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
