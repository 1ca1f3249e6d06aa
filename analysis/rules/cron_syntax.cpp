#include "analysis/modal/cron.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <array>

namespace modal_lsp::rules {
namespace {

constexpr std::array<Phrase, modal::kCronLimits.size()> kFieldNames = {{
    {"minute", "分钟"},
    {"hour", "小时"},
    {"day of the month", "日"},
    {"month", "月"},
    {"day of the week", "星期"},
}};

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Cron")) {
        const auto argument = inspection.module.given(call->expression, 0, "cron_string");
        const auto text = certain_text(inspection, argument, call->context);
        if (!text) continue;
        const modal::CronCheck found = modal::check_cron(*text);
        if (found.fields != modal::kCronLimits.size())
            report.add(argument->value_range,
                       {"a cron expression has 5 fields, and it has {} fields: the deploy is refused; "
                        "seconds and words such "
                        "as @daily are not known",
                        "cron 表达式有 5 个字段，而它有 {} 个字段：部署会被拒绝；不支持秒，也不支持 @daily "
                        "之类的写法"},
                       found.fields);
        for (const modal::CronFault& fault : found.faults)
            report.add(argument->value_range,
                       {"the {} \"{}\" is none: the deploy is refused; it is a number from {} to {}, *, "
                        "a range or a "
                        "list",
                        "{} \"{}\" 无效：部署会被拒绝；应为 {} 到 {} 的数字、*、范围或列表"},
                       report.say(kFieldNames[fault.field]), fault.item,
                       modal::kCronLimits[fault.field].least, modal::kCronLimits[fault.field].most);
    }
}

} // namespace

extern constinit const Rule cron_syntax;
const Rule cron_syntax{
    .code = "MDL853",
    .name = "cron-syntax",
    .group = "schedule",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/cron",
    .page = R"md(
The text of a `modal.Cron` is no cron expression.

## Why
Five fields are needed: minute, hour, day of the month, month, day of the week. The text is only looked at when the
app is deployed, which then fails.

~~~python bad
import modal

schedule = modal.Cron("0 0 3 * * *")  # error: [cron-syntax] it has 6 fields
other = modal.Cron("0 24 * * *")  # error: [cron-syntax] the hour "24"
~~~

~~~python good
import modal

schedule = modal.Cron("0 3 * * *")
other = modal.Cron("*/15 9-17 1,15 JAN-jun MON-FRI", timezone="Europe/Berlin")
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
