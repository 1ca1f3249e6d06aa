#include "analysis/modal/time_zones.hpp"
#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"
#include "analysis/text/similarity.hpp"

#include <string>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Cron")) {
        const auto given = inspection.module.given(call->expression, 1, "timezone");
        const auto zone = certain_text(inspection, given, call->context);
        if (!zone || modal::is_time_zone(*zone)) continue;
        const auto nearest = text::nearest(*zone, modal::time_zones());
        std::string message = report.say(
            {"no time zone is called \"{}\", and the deploy fails", "没有名为 \"{}\" 的时区，部署会失败"},
            *zone);
        if (nearest) message += report.say({"; did you mean \"{}\"?", "；是否想写 \"{}\"？"}, *nearest);
        Diagnostic& diagnostic = report.add_said(given->value_range, std::move(message));
        const python::Expr& literal = inspection.facts.expr(given->value);
        if (nearest && literal.kind == python::ExprKind::string && !literal.inner.empty())
            diagnostic.fixes.push_back(fix(report.say({"Change to \"{}\"", "改为 \"{}\""}, *nearest),
                                           Safety::unsafe,
                                           replace(inspection, literal.inner, std::string(*nearest))));
    }
}

} // namespace

extern constinit const Rule cron_timezone;
const Rule cron_timezone{
    .code = "MDL854",
    .name = "cron-timezone",
    .group = "schedule",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/cron",
    .page = R"md(
The time zone of a `modal.Cron` is none that there is.

## Why
Modal takes the names of the IANA database, and refuses others when the app is deployed.

~~~python bad
import modal

app = modal.App("shop")


@app.function(schedule=modal.Cron("0 9 * * *", timezone="America/NewYork"))  # error: [cron-timezone] no time zone is called "America/NewYork", and the deploy fails; did you mean "America/New_York"?
def report(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function(schedule=modal.Cron("0 9 * * *", timezone="America/New_York"))
def report(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(schedule=modal.Cron("0 9 * * *", timezone="America/New_York"))
def report(): ...
~~~

## Fix
Unsafe: writes the nearest name.

## Known limits
Zones younger than this release are not known; there is one in some years.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
