#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "deprecated-max-inputs", report);
}

} // namespace

extern constinit const Rule deprecated_max_inputs;
const Rule deprecated_max_inputs{
    .code = "MDL662",
    .name = "deprecated-max-inputs",
    .group = "deprecations",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/reference/modal.App",
    .page = R"md(
`max_inputs=` of a function has become `single_use_containers=`.

## Why
`max_inputs=1` said that a container ends after one input. Since 1.3 that is `single_use_containers=True`.

~~~python bad
import modal

app = modal.App("shop")


@app.function(max_inputs=1)  # warning: [deprecated-max-inputs] max_inputs= is deprecated since 1.3.0
def charge(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function(single_use_containers=True)
def charge(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(single_use_containers=True)
def charge(): ...
~~~

## Fix
Safe: says the same with the new keyword, where the number is 1.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
