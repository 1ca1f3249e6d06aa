#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <algorithm>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const auto schedule = certain_setting(inspection, registration, "schedule");
        if (!schedule || registration.is_class() || registration.what->foreign_decorators > 0) continue;
        if (schedule->type != "modal.Cron" && schedule->type != "modal.Period") continue;
        const bool parameters =
            std::ranges::any_of(registration.definition->parameters, [](const auto& parameter) {
                const bool starred = parameter.kind == python::ParameterKind::variadic ||
                                     parameter.kind == python::ParameterKind::keyword_variadic;
                return !starred && !parameter.has_default;
            });
        if (!parameters) continue;
        report.add(registration.definition->name_range,
                   {"\"{}\" is called without arguments by its schedule: this raises InvalidError; give its "
                    "parameters "
                    "defaults",
                    "按计划调用 \"{}\" 时不带参数：这里会引发 InvalidError；请为其参数设置默认值"},
                   inspection.facts.text(registration.definition->name));
    }
}

} // namespace

extern constinit const Rule schedule_needs_nullary;
const Rule schedule_needs_nullary{
    .code = "MDL851",
    .name = "schedule-needs-nullary",
    .group = "schedule",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/cron",
    .page = R"md(
A scheduled function has parameters.

## Why
When its time comes it is called without arguments. Parameters without a default raise `InvalidError` when it is
registered.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")


@app.function(schedule=modal.Period(hours=1))
def nightly(day): ...  # error: [schedule-needs-nullary] "nightly" is called without arguments
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(schedule=modal.Cron("0 3 * * *"))
def nightly(day=None): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
