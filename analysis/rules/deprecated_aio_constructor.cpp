#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr auto kConstructors = std::to_array<std::string_view>(
    {"modal.FunctionCall.from_id", "modal.Image.from_id", "modal.SandboxSnapshot.from_id"});

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (!call.aio || std::ranges::find(kConstructors, call.symbol) == kConstructors.end()) continue;
        Diagnostic& diagnostic =
            report.add(call.name_range,
                       {"from_id asks nobody, and its asynchronous form is deprecated; write from_id(…)",
                        "from_id 不发起请求，其异步形式已弃用；请写 from_id(…)"});
        const std::string_view text = inspection.file.document.text();
        constexpr std::string_view kAwait = "await ";
        const std::uint32_t begin = call.range.begin.value;
        const auto length = static_cast<std::uint32_t>(kAwait.size());
        const python::Expr& callee = inspection.facts.expr(
            inspection.facts.operands_of(inspection.facts.expr(call.expression)).front());
        const std::string_view written = inspection.source(callee.range);
        if (begin < length || text.substr(begin - length, length) != kAwait || !written.ends_with(".aio"))
            continue;
        diagnostic.fixes.push_back(
            {.title = report.say({"Call it directly", "直接调用"}),
             .safety = Safety::safe,
             .edits = {replace(inspection, text::make_range(begin - length, begin), ""),
                       replace(inspection,
                               text::make_range(callee.range.end.value - 4, callee.range.end.value), "")}});
    }
}

} // namespace

extern constinit const Rule deprecated_aio_constructor;
const Rule deprecated_aio_constructor{
    .code = "MDL261",
    .name = "deprecated-aio-constructor",
    .group = "remote-calls",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/async",
    .page = R"md(
`.aio` of a constructor that does no work.

## Why
`FunctionCall.from_id`, `Image.from_id` and `SandboxSnapshot.from_id` ask nobody, and their asynchronous forms warn
since 1.3.0.

~~~python bad
import modal


async def wait(identifier):
    call = await modal.FunctionCall.from_id.aio(identifier)  # error: [deprecated-aio-constructor] from_id asks nobody
    return await call.get.aio()
~~~

~~~python fixed
import modal


async def wait(identifier):
    call = modal.FunctionCall.from_id(identifier)
    return await call.get.aio()
~~~

~~~python good
import modal


async def wait(identifier):
    call = modal.FunctionCall.from_id(identifier)
    return await call.get.aio()
~~~

## Fix
Safe: takes `await` and `.aio` away.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
