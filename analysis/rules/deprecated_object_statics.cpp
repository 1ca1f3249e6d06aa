#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "deprecated-object-statics", report);
}

} // namespace

extern constinit const Rule deprecated_object_statics;
const Rule deprecated_object_statics{
    .code = "MDL610",
    .name = "deprecated-object-statics",
    .group = "lookup",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/volumes",
    .page = R"md(
A static method that deleted or made objects is gone.

## Why
Objects are made and deleted by `.objects.create` and `.objects.delete` since 1.1.2. The static methods are gone since
1.5.

~~~python bad raises:AttributeError
import modal

modal.Volume.delete("models")  # error: [deprecated-object-statics] modal.Volume.delete is gone since 1.5.0
~~~

~~~python good
import modal


def clean():
    modal.Volume.objects.delete("models")
~~~

## Known limits
With `modal-version` set to a version that still has it, this is a warning, or nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
