#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const auto argument = setting(inspection, registration, "min_containers");
        const auto least = certain_value(inspection, argument, registration.what->context);
        const auto most = certain_setting(inspection, registration, "max_containers");
        if (!least || !most || least->kind != modal::ValueKind::integer ||
            most->kind != modal::ValueKind::integer)
            continue;
        if (least->integer <= most->integer || most->integer == 0) continue;
        report.add(argument->range,
                   {"min_containers is {}, max_containers {}: this raises InvalidError; the first must not "
                    "be larger",
                    "min_containers 为 {}，max_containers 为 {}：这里会引发 InvalidError；前者不能更大"},
                   least->integer, most->integer);
    }
}

} // namespace

extern constinit const Rule min_gt_max_containers;
const Rule min_gt_max_containers{
    .code = "MDL704",
    .name = "min-gt-max-containers",
    .group = "autoscaling",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/scale",
    .page = R"md(
`min_containers` is larger than `max_containers`.

## Why
The two contradict each other, and registering the function raises `InvalidError`.

~~~python bad raises:InvalidError ignore=min-containers-billing
import modal

app = modal.App("shop")


@app.function(min_containers=3, max_containers=2)  # error: [min-gt-max-containers] min_containers is 3, max_containers 2
def serve(): ...
~~~

~~~python good ignore=min-containers-billing
import modal

app = modal.App("shop")


@app.function(min_containers=2, max_containers=3)
def serve(): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
