#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "gpu-object-removed", report);
}

} // namespace

extern constinit const Rule gpu_object_removed;
const Rule gpu_object_removed{
    .code = "MDL753",
    .name = "gpu-object-removed",
    .group = "deprecations",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/modal-1-0-migration",
    .page = R"md(
GPUs are texts, and `modal.gpu` is gone.

## Why
A GPU is named by a text: `gpu="A100-80GB:2"`. The classes of `modal.gpu` were deprecated in 0.73.31 and are gone.

~~~python bad raises:AttributeError
import modal

app = modal.App("shop")


@app.function(gpu=modal.gpu.H100(count=2))  # error: [gpu-object-removed] modal.gpu.H100 is gone
def train(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(gpu="H100:2")
def train(): ...
~~~

## Known limits
With `modal-version` set to a version that still has it, this is a warning, or nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
