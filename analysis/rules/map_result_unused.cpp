#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        const bool lazy = call.symbol == "modal.Function.map" || call.symbol == "modal.Function.starmap" ||
                          call.symbol == "modal.Function.remote_gen";
        if (!lazy || call.aio || call.use != python::CallUse::statement) continue;
        Diagnostic& diagnostic =
            report.add(call.range,
                       {"nothing runs: .{} gives a generator, and nobody asks it for results; iterate over "
                        "it, or use .for_each",
                        "什么都不会运行：.{} 返回生成器，却没有人取结果；请遍历它，或使用 .for_each"},
                       inspection.source(call.name_range));
        diagnostic.fixes.push_back({.title = report.say({"Collect the results", "收集结果"}),
                                    .safety = Safety::unsafe,
                                    .edits = {insert(inspection, call.range.begin, "list("),
                                              insert(inspection, call.range.end, ")")}});
    }
}

} // namespace

extern constinit const Rule map_result_unused;
const Rule map_result_unused{
    .code = "MDL253",
    .name = "map-result-unused",
    .group = "remote-calls",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/batch-processing",
    .page = R"md(
The result of `.map()` is not used.

## Why
It is a generator: nothing runs before somebody asks for the results. As a statement of its own it does nothing at
all.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


@app.local_entrypoint()
def main():
    charge.map([1, 2])  # warning: [map-result-unused] nothing runs
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


@app.local_entrypoint()
def main():
    list(charge.map([1, 2]))
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


@app.local_entrypoint()
def main():
    for result in charge.map([1, 2]):
        print(result)
    charge.for_each([1, 2])
~~~

## Fix
Unsafe: what did not run before now does.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
