#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Period")) {
        const auto arguments = inspection.module.arguments(call->expression);
        if (arguments.empty() || !arguments.front().keyword.empty()) continue;
        if (inspection.module.may_be_spread(call->expression)) continue;
        report.add(arguments.front().range,
                   {"a Period is told by keywords, and this raises TypeError; say of what, as in hours={}",
                    "Period 用关键字指定，这里会引发 TypeError；请写明单位，如 hours={}"},
                   inspection.source(arguments.front().range));
    }
}

} // namespace

extern constinit const Rule period_arguments;
const Rule period_arguments{
    .code = "MDL855",
    .name = "period-arguments",
    .group = "schedule",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/cron",
    .page = R"md(
`modal.Period` is given a positional argument.

## Why
A period is told by keywords: `days=1`, `hours=4`. A positional argument raises `TypeError`.

~~~python bad raises:TypeError
import modal

schedule = modal.Period(5)  # error: [period-arguments] say of what
~~~

~~~python good
import modal

schedule = modal.Period(hours=5)
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
