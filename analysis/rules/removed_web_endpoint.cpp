#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    report_changes(inspection, "removed-web-endpoint", report);
}

} // namespace

extern constinit const Rule removed_web_endpoint;
const Rule removed_web_endpoint{
    .code = "MDL655",
    .name = "removed-web-endpoint",
    .group = "deprecations",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/modal-1-0-migration",
    .page = R"md(
`@modal.web_endpoint` has become `@modal.fastapi_endpoint`.

## Why
It was renamed in 0.73.89, to say that FastAPI serves it. The old name raises an error.

~~~python bad
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().uv_pip_install("fastapi[standard]"))
@modal.web_endpoint()  # error: [removed-web-endpoint] modal.web_endpoint raises since 1.4.0
def web(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().uv_pip_install("fastapi[standard]"))
@modal.fastapi_endpoint()
def web(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().uv_pip_install("fastapi[standard]"))
@modal.fastapi_endpoint()
def web(): ...
~~~

## Fix
Safe: writes the new name.

## Known limits
With `modal-version` set to a version that still has it, this is a warning, or nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
