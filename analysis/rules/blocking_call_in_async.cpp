#include "analysis/rules/blocking_calls.hpp"
#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        const bool awaited = call.use == python::CallUse::awaited ||
                             call.use == python::CallUse::awaited_statement ||
                             call.use == python::CallUse::async_iterated;
        if (awaited || call.aio || !is_blocking(call)) continue;
        if (!is_in_async_function(inspection, call.context.scope)) continue;
        if (is_generator_call(call)) {
            // Going over it with `for` raises: another rule's matter.
            if (call.use == python::CallUse::iterated) continue;
            report.add(call.name_range,
                       {".{0} blocks everything else that is asynchronous; write async for … in ….{0}.aio(…)",
                        ".{0} 会阻塞其他所有异步代码；请写 async for … in ….{0}.aio(…)"},
                       inspection.source(call.name_range));
            continue;
        }
        Diagnostic& diagnostic =
            report.add(call.name_range,
                       {".{0} blocks everything else that is asynchronous; write await ….{0}.aio(…)",
                        ".{0} 会阻塞其他所有异步代码；请写 await ….{0}.aio(…)"},
                       inspection.source(call.name_range));
        const bool whole = call.use == python::CallUse::statement;
        const std::string_view text = inspection.file.document.text();
        const std::uint32_t end = call.range.end.value;
        // `f.remote(x).field` needs parentheses around the await.
        const bool continued =
            end < text.size() && (text[end] == '.' || text[end] == '[' || text[end] == '(');
        if (continued && !whole) continue;
        diagnostic.fixes.push_back(
            {.title = report.say({"Await the asynchronous form", "改为 await 异步形式"}),
             .safety = Safety::safe,
             .edits = {insert(inspection, call.range.begin, "await "),
                       insert(inspection, call.name_range.end, ".aio")}});
    }
}

} // namespace

extern constinit const Rule blocking_call_in_async;
const Rule blocking_call_in_async{
    .code = "MDL258",
    .name = "blocking-call-in-async",
    .group = "remote-calls",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/async",
    .page = R"md(
A call that blocks is made in an asynchronous function.

## Why
While it waits nothing else runs: no other request, no other input of the container. The SDK warns of it at run time,
too.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


@app.function()
async def pay():
    return charge.remote(1)  # warning: [blocking-call-in-async] blocks everything else
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


@app.function()
async def pay():
    return await charge.remote.aio(1)
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


@app.function()
async def pay():
    await charge.remote.aio(1)


@app.function()
def plain():
    charge.remote(1)
~~~

## Fix
Safe: awaits the asynchronous form of the same call.

## Known limits
Only calls of functions, volumes, dicts, queues and sandboxes of which it is certain what they are.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
