#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <array>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr auto kKeywords = std::to_array<std::string_view>(
    {"min_containers", "max_containers", "buffer_containers", "scaledown_window"});

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection))
        for (const std::string_view keyword : kKeywords) {
            const auto argument = setting(inspection, registration, keyword);
            const auto value = certain_value(inspection, argument, registration.what->context);
            if (!value) continue;
            if (keyword == "scaledown_window" && value->kind == modal::ValueKind::integer &&
                value->integer < 1) {
                report.add(argument->range,
                           {"{} is too short, and this raises InvalidError; give 2 seconds or more",
                            "{} 太短，这里会引发 InvalidError；请给出至少 2 秒"},
                           inspection.source(argument->range));
                continue;
            }
            if (value->kind != modal::ValueKind::text) continue;
            Diagnostic& diagnostic =
                report.add(argument->range,
                           {"{} is no number, and this raises InvalidError; write it without quotes",
                            "{} 不是数字，这里会引发 InvalidError；请去掉引号"},
                           inspection.source(argument->range));
            if (auto edit = take_quotes_off(inspection, *argument))
                diagnostic.fixes.push_back(
                    fix(report.say({"Write it as a number", "写成数字"}), Safety::safe, *std::move(edit)));
        }
}

} // namespace

extern constinit const Rule autoscaler_argument_type;
const Rule autoscaler_argument_type{
    .code = "MDL709",
    .name = "autoscaler-argument-type",
    .group = "autoscaling",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/scale",
    .page = R"md(
`min_containers`, `max_containers`, `buffer_containers` or `scaledown_window` is no number, or out of range.

## Why
They are whole numbers, and `scaledown_window` is at least 2 seconds. Anything else raises `InvalidError` when the
function is registered.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")


@app.function(min_containers="1")  # error: [autoscaler-argument-type] min_containers="1" is no number
def charge(): ...
~~~

~~~python fixed ignore=min-containers-billing
import modal

app = modal.App("shop")


@app.function(min_containers=1)
def charge(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(max_containers=5, scaledown_window=60, buffer_containers=None)
def charge(): ...
~~~

## Fix
Safe: takes the quotes away.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
