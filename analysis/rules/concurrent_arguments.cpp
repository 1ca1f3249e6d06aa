#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.concurrent")) {
        const auto argument = inspection.module.given(call->expression, -1, "target_inputs");
        const auto target = certain_value(inspection, argument, call->context);
        const auto most = certain_value(
            inspection, inspection.module.given(call->expression, -1, "max_inputs"), call->context);
        if (!target || !most || target->kind != modal::ValueKind::integer ||
            most->kind != modal::ValueKind::integer)
            continue;
        if (target->integer <= most->integer) continue;
        report.add(
            argument->range,
            {"target_inputs is {}, max_inputs {}: this raises InvalidError; the first must not be larger",
             "target_inputs 为 {}，max_inputs 为 {}：这里会引发 InvalidError；前者不能更大"},
            target->integer, most->integer);
    }
}

} // namespace

extern constinit const Rule concurrent_arguments;
const Rule concurrent_arguments{
    .code = "MDL518",
    .name = "concurrent-arguments",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/concurrent-inputs",
    .page = R"md(
`target_inputs` of `@modal.concurrent` is larger than `max_inputs`.

## Why
A container cannot aim at more inputs than it takes. It raises `InvalidError` when the module is imported.

~~~python bad raises:InvalidError
import modal


@modal.concurrent(max_inputs=10, target_inputs=20)  # error: [concurrent-arguments] target_inputs is 20, max_inputs 10
def charge(): ...
~~~

~~~python good
import modal


@modal.concurrent(max_inputs=20, target_inputs=10)
def charge(): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
