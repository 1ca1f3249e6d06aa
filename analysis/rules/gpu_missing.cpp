#include "analysis/rules/cuda_calls.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

bool asks_for_gpu(Inspection& inspection, const Registration& registration) {
    return setting(inspection, registration, "gpu") || !registration.decorator->called ||
           inspection.module.may_be_spread(registration.decorator->expression);
}

void check_body(Inspection& inspection, const python::Definition& body, const Registration& registration,
                Report& report) {
    for (const python::Call& call : inspection.facts.calls) {
        const python::Expr& expr = inspection.facts.expr(call.expression);
        if (!body.body || call.scope != *body.body || call.region != python::kAlways) continue;
        if (!moves_to_gpu(inspection.facts, expr)) continue;
        report.add(expr.range,
                   {"\"{}\" asks for no GPU, and this raises RuntimeError; add gpu=\"…\"",
                    "\"{}\" 没有申请 GPU，这里会引发 RuntimeError；请添加 gpu=\"…\""},
                   inspection.facts.text(registration.definition->name));
    }
}

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        if (asks_for_gpu(inspection, registration)) continue;
        if (!registration.is_class()) check_body(inspection, *registration.definition, registration, report);
        for (const modal::Decorated* method : methods_of(inspection, registration.what->definition))
            check_body(inspection, inspection.facts.definition(method->definition), registration, report);
    }
}

} // namespace

extern constinit const Rule gpu_missing;
const Rule gpu_missing{
    .code = "MDL755",
    .name = "gpu-missing",
    .group = "gpu",
    .severity = Severity::warning,
    .enabled = false,
    .strict = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/gpu",
    .page = R"md(
A function moves something to the GPU and does not ask for one.

## Why
The container has no GPU: CUDA raises `RuntimeError`.

~~~python bad select=gpu-missing
import modal

app = modal.App("shop")


@app.function()
def embed(model, text):
    return model.to("cuda").encode(text)  # error: [gpu-missing] "embed" asks for no GPU
~~~

~~~python good select=gpu-missing
import modal

app = modal.App("shop")


@app.function(gpu="L4")
def embed(model, text):
    return model.to("cuda").encode(text)
~~~

## Known limits
Off unless asked for: `with_options(gpu=…)` elsewhere may give the GPU.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
