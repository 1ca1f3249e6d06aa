#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "removed-shared-volume", report);
}

} // namespace

extern constinit const Rule removed_shared_volume;
const Rule removed_shared_volume{
    .code = "MDL661",
    .name = "removed-shared-volume",
    .group = "deprecations",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/modal-1-0-migration",
    .page = R"md(
`modal.SharedVolume` and `persisted` are gone.

## Why
Volumes are looked up with `modal.Volume.from_name(name, create_if_missing=True)`.

~~~python bad raises:AttributeError
import modal

volume = modal.SharedVolume().persist("models")  # error: [removed-shared-volume] modal.SharedVolume is gone
~~~

~~~python good
import modal

volume = modal.Volume.from_name("models", create_if_missing=True)
~~~

## Known limits
With `modal-version` set to a version that still has it, this is a warning, or nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
