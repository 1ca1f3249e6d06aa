#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "removed-conda", report);
}

} // namespace

extern constinit const Rule removed_conda;
const Rule removed_conda{
    .code = "MDL659",
    .name = "removed-conda",
    .group = "deprecations",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/modal-1-0-migration",
    .page = R"md(
The conda methods of images are gone.

## Why
They were replaced by `micromamba` and `micromamba_install`, which do the same faster.

~~~python bad raises:AttributeError
import modal

image = modal.Image.conda()  # error: [removed-conda] modal.Image.conda is gone
~~~

~~~python good
import modal

image = modal.Image.micromamba().micromamba_install("cudatoolkit", channels=["conda-forge"])
~~~

## Known limits
With `modal-version` set to a version that still has it, this is a warning, or nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
