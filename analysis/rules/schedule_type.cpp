#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <string>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const auto argument = setting(inspection, registration, "schedule");
        const auto text = certain_text(inspection, argument, registration.what->context);
        if (!text) continue;
        Diagnostic& diagnostic = report.add(
            argument->value_range,
            {"\"{0}\" is a text, not a schedule: this raises AttributeError; write modal.Cron(\"{0}\")",
             "\"{0}\" 是字符串而不是计划：这里会引发 AttributeError；请写 modal.Cron(\"{0}\")"},
            *text);
        if (const auto cron = spelled(inspection, "modal.Cron"))
            diagnostic.fixes.push_back(
                fix(report.say({"Make it a Cron", "改为 Cron"}), Safety::safe,
                    replace(inspection, argument->value_range,
                            *cron + "(" + std::string(inspection.source(argument->value_range)) + ")")));
    }
}

} // namespace

extern constinit const Rule schedule_type;
const Rule schedule_type{
    .code = "MDL852",
    .name = "schedule-type",
    .group = "schedule",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/cron",
    .page = R"md(
`schedule=` is a text.

## Why
A schedule is a `modal.Cron` or a `modal.Period`. A text fails with an `AttributeError` that does not say why.

~~~python bad raises:AttributeError
import modal

app = modal.App("shop")


@app.function(schedule="0 3 * * *")  # error: [schedule-type] "0 3 * * *" is a text
def nightly(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function(schedule=modal.Cron("0 3 * * *"))
def nightly(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(schedule=modal.Cron("0 3 * * *"))
def nightly(): ...
~~~

## Fix
Safe: makes a Cron of it.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
