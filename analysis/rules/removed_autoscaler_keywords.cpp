#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "removed-autoscaler-keywords", report);
}

} // namespace

extern constinit const Rule removed_autoscaler_keywords;
const Rule removed_autoscaler_keywords{
    .code = "MDL653",
    .name = "removed-autoscaler-keywords",
    .group = "deprecations",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/modal-1-0-migration",
    .page = R"md(
`keep_warm`, `concurrency_limit` and `container_idle_timeout` have new names.

## Why
They were renamed in 0.73.76 to say what they do: `min_containers`, `max_containers`, `scaledown_window`. Since 1.4
the old ones raise an error.

~~~python bad
import modal

app = modal.App("shop")


@app.function(concurrency_limit=5)  # error: [removed-autoscaler-keywords] concurrency_limit= raises since 1.4.0
def charge(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function(max_containers=5)
def charge(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(max_containers=5, scaledown_window=60)
def charge(): ...
~~~

## Fix
Safe: writes the new name.

## Known limits
With `modal-version` set to a version that still has it, this is a warning, or nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
