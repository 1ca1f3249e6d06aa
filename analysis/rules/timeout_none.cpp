#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const auto argument = setting(inspection, registration, "timeout");
        const auto value = certain_value(inspection, argument, registration.what->context);
        if (!value || value->kind != modal::ValueKind::none) continue;
        Diagnostic& diagnostic = report.add(
            argument->range,
            {"there is no function without a time limit: this raises InvalidError; give seconds, up to 86400",
             "不存在没有时限的函数：这里会引发 InvalidError；请给出秒数，最多 86400"});
        diagnostic.fixes.push_back(
            fix(report.say({"Remove timeout=None", "删除 timeout=None"}), Safety::unsafe,
                remove_argument(inspection, registration.decorator->expression, *argument)));
    }
}

} // namespace

extern constinit const Rule timeout_none;
const Rule timeout_none{
    .code = "MDL705",
    .name = "timeout-none",
    .group = "autoscaling",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/timeouts",
    .page = R"md(
`timeout=None`.

## Why
Every function has a time limit, 300 seconds unless you set another. `None` raises `InvalidError` when the function is
registered.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")


@app.function(timeout=None)  # error: [timeout-none] there is no function without a time limit
def train(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function()
def train(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(timeout=24 * 60 * 60)
def train(): ...
~~~

## Fix
Unsafe: the limit is then the default of 300 seconds.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
