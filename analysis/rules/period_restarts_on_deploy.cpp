#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Period")) {
        const auto is_long = [&](std::string_view unit, std::int64_t least) {
            const auto value =
                certain_value(inspection, inspection.module.given(call->expression, -1, unit), call->context);
            return value && value->kind == modal::ValueKind::integer && value->integer >= least;
        };
        if (!is_long("days", 1) && !is_long("weeks", 1) && !is_long("months", 1) && !is_long("hours", 24))
            continue;
        report.add(call->range,
                   {"each deploy starts the period anew: deployed more often, this never runs; a modal.Cron "
                    "keeps its "
                    "times",
                    "每次部署都会重新开始计时：部署更频繁时它永远不会运行；modal.Cron 会保持固定时间"});
    }
}

} // namespace

extern constinit const Rule period_restarts_on_deploy;
const Rule period_restarts_on_deploy{
    .code = "MDL856",
    .name = "period-restarts-on-deploy",
    .group = "schedule",
    .severity = Severity::hint,
    .editor_only = true,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/cron",
    .page = R"md(
A `modal.Period` of a day or more.

## Why
The period starts anew at each deploy: deployed more often than that, the function never runs. A `modal.Cron` keeps
its times.

~~~python bad
import modal

app = modal.App("shop")


@app.function(schedule=modal.Period(days=7))  # error: [period-restarts-on-deploy] each deploy starts the period anew
def report(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(schedule=modal.Cron("0 0 * * 0"))
def report(): ...


@app.function(schedule=modal.Period(minutes=10))
def poll(): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
