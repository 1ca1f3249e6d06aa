#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "removed-dockerhub", report);
}

} // namespace

extern constinit const Rule removed_dockerhub;
const Rule removed_dockerhub{
    .code = "MDL660",
    .name = "removed-dockerhub",
    .group = "deprecations",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/modal-1-0-migration",
    .page = R"md(
`Image.from_dockerhub` has become `from_registry`.

## Why
It takes images of any registry since 0.5x; the old name is gone.

~~~python bad raises:AttributeError
import modal

image = modal.Image.from_dockerhub("python:3.12")  # error: [removed-dockerhub] modal.Image.from_dockerhub is gone
~~~

~~~python fixed
import modal

image = modal.Image.from_registry("python:3.12")
~~~

~~~python good
import modal

image = modal.Image.from_registry("python:3.12")
~~~

## Fix
Safe: writes the new name.

## Known limits
With `modal-version` set to a version that still has it, this is a warning, or nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
