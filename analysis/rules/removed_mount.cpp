#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "removed-mount", report);
}

} // namespace

extern constinit const Rule removed_mount;
const Rule removed_mount{
    .code = "MDL656",
    .name = "removed-mount",
    .group = "deprecations",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/modal-1-0-migration",
    .page = R"md(
`modal.Mount` is gone.

## Why
Local files are added to images since 0.72: `Image.add_local_dir`, `add_local_file` and `add_local_python_source`.
`Mount`, `mounts=` and `Image.copy_mount` are gone since 1.0.

~~~python bad
import modal

assets = modal.Mount.from_local_dir("assets", remote_path="/assets")  # error: [removed-mount] modal.Mount is gone since 1.0.0
~~~

~~~python good
import modal

image = modal.Image.debian_slim().add_local_dir("assets", "/assets")
~~~

## Known limits
With `modal-version` set to a version that still has it, this is a warning, or nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
