#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "removed-stub", report);
}

} // namespace

extern constinit const Rule removed_stub;
const Rule removed_stub{
    .code = "MDL651",
    .name = "removed-stub",
    .group = "deprecations",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/modal-1-0-migration",
    .page = R"md(
`modal.Stub` has become `modal.App`.

## Why
`Stub` was renamed in 0.62 and is gone since 1.0: using it raises an error.

~~~python bad
import modal

stub = modal.Stub("shop")  # error: [removed-stub] modal.Stub is gone since 1.0.0


@stub.function()
def charge(): ...
~~~

~~~python fixed
import modal

stub = modal.App("shop")


@stub.function()
def charge(): ...
~~~

~~~python good
import modal

app = modal.App("shop")
~~~

## Fix
Safe: writes the new name.

## Known limits
With `modal-version` set to a version that still has it, this is a warning, or nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
