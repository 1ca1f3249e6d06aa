#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const auto argument = setting(inspection, registration, "retries");
        const auto value = certain_value(inspection, argument, registration.what->context);
        if (!value) continue;
        const bool negative = value->kind == modal::ValueKind::integer && value->integer < 0;
        if (!negative && value->kind != modal::ValueKind::text) continue;
        report.add(argument->value_range,
                   {"{} is no number of retries, and this raises InvalidError; give a number from 0 on, or a "
                    "modal.Retries",
                    "{} 不是重试次数，这里会引发 InvalidError；请给出不小于 0 的数字，或 modal.Retries"},
                   inspection.source(argument->value_range));
    }
}

} // namespace

extern constinit const Rule retries_argument;
const Rule retries_argument{
    .code = "MDL710",
    .name = "retries-argument",
    .group = "autoscaling",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/retries",
    .page = R"md(
`retries=` is a text, or below zero.

## Why
It is a whole number that is not negative, or a `modal.Retries`. Anything else raises `InvalidError` when the function
is registered.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")


@app.function(retries="3")  # error: [retries-argument] "3" is no number of retries
def charge(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(retries=modal.Retries(max_retries=3))
def charge(): ...


@app.function(retries=3)
def refund(): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
