#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "from-name-removed-keyword", report);
}

} // namespace

extern constinit const Rule from_name_removed_keyword;
const Rule from_name_removed_keyword{
    .code = "MDL608",
    .name = "from-name-removed-keyword",
    .group = "deprecations",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/modal-1-0-migration",
    .page = R"md(
A keyword of `from_name` is gone.

## Why
`label=` and `tag=` have become `name=` in 1.0, and `namespace=` is gone since 1.4.

~~~python bad raises:TypeError
import modal

volume = modal.Volume.from_name("models", namespace=1)  # error: [from-name-removed-keyword] namespace= is gone since 1.4.0
~~~

~~~python good
import modal

volume = modal.Volume.from_name("models")
~~~

## Known limits
With `modal-version` set to a version that still has it, this is a warning, or nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
