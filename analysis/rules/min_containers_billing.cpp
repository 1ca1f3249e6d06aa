#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const auto argument = setting(inspection, registration, "min_containers");
        const auto count = certain_value(inspection, argument, registration.what->context);
        if (!count || count->kind != modal::ValueKind::integer || count->integer < 1) continue;
        const auto gpu = setting(inspection, registration, "gpu");
        if (gpu && inspection.source(gpu->value_range) != "None")
            continue; // a graver matter, with its own rule
        report.add(argument->range,
                   {"{} containers are paid for around the clock; leave out min_containers to scale to zero",
                    "{} 个容器会全天候计费；去掉 min_containers 即可缩容到零"},
                   count->integer);
    }
}

} // namespace

extern constinit const Rule min_containers_billing;
const Rule min_containers_billing{
    .code = "MDL702",
    .name = "min-containers-billing",
    .group = "autoscaling",
    .severity = Severity::hint,
    .strict = Severity::information,
    .editor_only = true,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/cold-start",
    .page = R"md(
Containers are kept running all the time.

## Why
With `min_containers` of one or more, containers are paid for around the clock, whether anybody calls them or not.

~~~python bad
import modal

app = modal.App("shop")


@app.function(min_containers=2)  # hint: [min-containers-billing] 2 containers are paid for around the clock
def serve(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(min_containers=0)
def serve(): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
