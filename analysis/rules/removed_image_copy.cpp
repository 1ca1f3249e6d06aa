#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "removed-image-copy", report);
}

} // namespace

extern constinit const Rule removed_image_copy;
const Rule removed_image_copy{
    .code = "MDL657",
    .name = "removed-image-copy",
    .group = "deprecations",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/modal-1-0-migration",
    .page = R"md(
`Image.copy_local_file` and `copy_local_dir` have new names.

## Why
Since 0.72 files are added by `add_local_file` and `add_local_dir`, which copy into the image with `copy=True`. The
old ones are gone since 1.1.

~~~python bad raises:AttributeError
import modal

image = modal.Image.debian_slim().copy_local_dir("assets", "/assets")  # error: [removed-image-copy] modal.Image.copy_local_dir is gone since 1.1.0
~~~

~~~python good
import modal

image = modal.Image.debian_slim().add_local_dir("assets", "/assets", copy=True)
~~~

## Known limits
With `modal-version` set to a version that still has it, this is a warning, or nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
