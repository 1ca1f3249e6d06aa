#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "removed-allow-concurrent-inputs", report);
}

} // namespace

extern constinit const Rule removed_allow_concurrent_inputs;
const Rule removed_allow_concurrent_inputs{
    .code = "MDL654",
    .name = "removed-allow-concurrent-inputs",
    .group = "deprecations",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/modal-1-0-migration",
    .page = R"md(
`allow_concurrent_inputs=` has become a decorator.

## Why
How many inputs a container takes at once is said by `@modal.concurrent(max_inputs=…)` since 0.73.160. The keyword
raises an error since 1.4.

~~~python bad
import modal

app = modal.App("shop")


@app.function(allow_concurrent_inputs=10)  # error: [removed-allow-concurrent-inputs] allow_concurrent_inputs= raises since 1.4.0
def charge(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
@modal.concurrent(max_inputs=10)
def charge(): ...
~~~

## Known limits
With `modal-version` set to a version that still has it, this is a warning, or nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
