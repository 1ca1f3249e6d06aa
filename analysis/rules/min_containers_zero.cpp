#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const auto given = setting(inspection, registration, "min_containers");
        if (!given || inspection.source(given->value_range) != "0") continue;
        Diagnostic& diagnostic = report.add(given->range, {"0 is the default; leave min_containers out",
                                                           "0 就是默认值；可以去掉 min_containers"});
        diagnostic.fixes.push_back(
            fix(report.say({"Remove it", "删除"}), Safety::safe,
                remove_argument(inspection, registration.decorator->expression, *given)));
    }
}

} // namespace

extern constinit const Rule min_containers_zero;
const Rule min_containers_zero{
    .code = "MDL712",
    .name = "min-containers-zero",
    .group = "autoscaling",
    .severity = Severity::hint,
    .enabled = false,
    .strict = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/scale",
    .page = R"md(
`min_containers=0`.

## Why
Zero is the default: it says nothing.

~~~python bad select=min-containers-zero
import modal

app = modal.App("shop")


@app.function(min_containers=0)  # error: [min-containers-zero] 0 is the default
def charge(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function()
def charge(): ...
~~~

~~~python good select=min-containers-zero
import modal

app = modal.App("shop")


@app.function(max_containers=4)
def charge(): ...
~~~

## Fix
Safe: removes the argument.

## Known limits
Only a literal zero. Off unless asked for.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
