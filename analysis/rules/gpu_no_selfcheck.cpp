#include "analysis/rules/container_imports.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

bool mentions_check(std::string_view code) {
    return code.find("cuda.is_available") != std::string_view::npos ||
           code.find("nvidia-smi") != std::string_view::npos ||
           code.find("jax.devices") != std::string_view::npos ||
           code.find("cuda.device_count") != std::string_view::npos;
}

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        if (!setting(inspection, registration, "gpu")) continue;
        const auto imports = container_imports(inspection, registration);
        if (std::ranges::find(imports, "torch", &ContainerImport::top) == imports.end()) continue;
        if (mentions_check(inspection.source(registration.definition->body_range))) continue;
        report.add(registration.definition->name_range,
                   {"\"{}\" never asks whether CUDA is there; begin with assert torch.cuda.is_available()",
                    "\"{}\" 从未检查 CUDA 是否可用；请在开头写 assert torch.cuda.is_available()"},
                   inspection.facts.text(registration.definition->name));
    }
}

} // namespace

extern constinit const Rule gpu_no_selfcheck;
const Rule gpu_no_selfcheck{
    .code = "MDL756",
    .name = "gpu-no-selfcheck",
    .group = "gpu",
    .severity = Severity::hint,
    .enabled = false,
    .strict = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/cuda",
    .page = R"md(
A GPU function that imports torch never asks whether CUDA is there.

## Why
A driver or a wheel that does not fit leaves torch on the CPU without a word, at the price of the GPU. A check at the
start turns that into an error.

~~~python bad select=gpu-no-selfcheck
import modal

app = modal.App("shop")


image = modal.Image.debian_slim().uv_pip_install("torch==2.8.0")


@app.function(gpu="L4", image=image)
def embed(text):  # error: [gpu-no-selfcheck] "embed" never asks whether CUDA is there
    import torch

    return torch.zeros(1)
~~~

~~~python good select=gpu-no-selfcheck
import modal

app = modal.App("shop")


image = modal.Image.debian_slim().uv_pip_install("torch==2.8.0")


@app.function(gpu="L4", image=image)
def embed(text):
    import torch

    assert torch.cuda.is_available()
    return torch.zeros(1)
~~~

## Known limits
A house convention, off unless asked for.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
