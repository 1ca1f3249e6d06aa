#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const auto argument = setting(inspection, registration, "memory");
        const auto value = certain_value(inspection, argument, registration.what->context);
        if (!value || value->kind != modal::ValueKind::integer || value->integer < 1 || value->integer >= 128)
            continue;
        Diagnostic& diagnostic = report.add(argument->range,
                                            {"memory={0} is {0} MiB; for {0} GiB write memory={1}",
                                             "memory={0} 是 {0} MiB；要 {0} GiB 请写 memory={1}"},
                                            value->integer, value->integer * 1024);
        if (inspection.facts.expr(argument->value).kind == python::ExprKind::integer)
            diagnostic.fixes.push_back(
                fix(report.say({"Change to {} GiB", "改为 {} GiB"}, value->integer), Safety::unsafe,
                    replace(inspection, argument->value_range, std::to_string(value->integer * 1024))));
    }
}

} // namespace

extern constinit const Rule memory_unit_suspect;
const Rule memory_unit_suspect{
    .code = "MDL707",
    .name = "memory-unit-suspect",
    .group = "autoscaling",
    .severity = Severity::information,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/resources",
    .page = R"md(
`memory=` looks as if it were in another unit.

## Why
`memory` is in MiB. A value below 128, which is the default, was probably meant to be GiB.

~~~python bad
import modal

app = modal.App("shop")


@app.function(memory=16)  # info: [memory-unit-suspect] memory=16 is 16 MiB
def embed(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function(memory=16384)
def embed(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(memory=128)
def embed(): ...
~~~

## Fix
Unsafe: multiplies by 1024.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
