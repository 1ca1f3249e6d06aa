#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "removed-build-decorator", report);
}

} // namespace

extern constinit const Rule removed_build_decorator;
const Rule removed_build_decorator{
    .code = "MDL658",
    .name = "removed-build-decorator",
    .group = "deprecations",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/modal-1-0-migration",
    .page = R"md(
`@modal.build` is gone.

## Why
Methods that ran while the image was built were deprecated in 0.72.17 and are gone since 1.1. Download models with
`Image.run_function`, or into a volume in a method under `@modal.enter()`.

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.build()  # error: [removed-build-decorator] modal.build is gone since 1.1.0
    def download(self): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.enter()
    def load(self): ...
~~~

## Known limits
With `modal-version` set to a version that still has it, this is a warning, or nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
