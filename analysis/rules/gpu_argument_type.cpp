#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const auto argument = setting(inspection, registration, "gpu");
        const auto value = certain_value(inspection, argument, registration.what->context);
        if (!value) continue;
        if (value->kind != modal::ValueKind::integer && value->kind != modal::ValueKind::boolean) continue;
        report.add(argument->range,
                   {"a GPU is asked for by name: this raises InvalidError; name one, as in gpu=\"L4\"",
                    "GPU 要按名称指定：这里会引发 InvalidError；请给出名称，如 gpu=\"L4\""});
    }
}

} // namespace

extern constinit const Rule gpu_argument_type;
const Rule gpu_argument_type{
    .code = "MDL754",
    .name = "gpu-argument-type",
    .group = "gpu",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/gpu",
    .page = R"md(
`gpu=` is a number or a truth value.

## Why
A GPU is asked for by its name. A number or `True` raises `InvalidError` when the function is registered.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")


@app.function(gpu=True)  # error: [gpu-argument-type] name one
def train(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(gpu="L4")
def train(): ...


@app.function(gpu=None)
def more(): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
