#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "removed-lookup", report);
}

} // namespace

extern constinit const Rule removed_lookup;
const Rule removed_lookup{
    .code = "MDL652",
    .name = "removed-lookup",
    .group = "deprecations",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/modal-1-0-migration",
    .page = R"md(
`.lookup` of an object has become `.from_name`.

## Why
`lookup` of functions, classes, dicts, queues, volumes and secrets is gone since 1.2. `from_name` takes the same
arguments and waits until the object is first used. `App.lookup` is still there.

~~~python bad raises:AttributeError
import modal

f = modal.Function.lookup("shop", "charge")  # error: [removed-lookup] modal.Function.lookup is gone since 1.2.0
~~~

~~~python fixed
import modal

f = modal.Function.from_name("shop", "charge")
~~~

~~~python good
import modal

f = modal.Function.from_name("shop", "charge")
~~~

## Fix
Safe: writes the new name. The object is then looked up when it is first used.

## Known limits
With `modal-version` set to a version that still has it, this is a warning, or nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
