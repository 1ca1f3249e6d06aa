#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/gpu_texts.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const GpuText& gpu : gpu_texts(inspection)) {
        if (is_gpu(gpu.type)) continue;
        const auto meant = nearest_gpu(gpu.type);
        Diagnostic& diagnostic =
            meant ? report.add(gpu.range,
                               {"there is no GPU \"{}\"; did you mean \"{}\"?",
                                "没有 GPU \"{}\"；是否想写 \"{}\"？"},
                               gpu.type, *meant)
                  : report.add(gpu.range,
                               {"this modal-lsp knows no GPU \"{}\": the deploy may be refused",
                                "此版本的 modal-lsp 不认识 GPU \"{}\"：部署可能被拒绝"},
                               gpu.type);
        if (meant && gpu.literal)
            diagnostic.fixes.push_back(
                fix(report.say({"Change to \"{}\"", "改为 \"{}\""}, *meant), Safety::unsafe,
                    replace(inspection,
                            text::make_range(gpu.literal->begin.value,
                                             gpu.literal->begin.value +
                                                 static_cast<std::uint32_t>(gpu.type.size())),
                            *meant)));
    }
}

} // namespace

extern constinit const Rule gpu_invalid_type;
const Rule gpu_invalid_type{
    .code = "MDL751",
    .name = "gpu-invalid-type",
    .group = "gpu",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/gpu",
    .page = R"md(
`gpu=` names a GPU that Modal does not have.

## Why
The name is only looked at when the function is deployed, which then fails.

~~~python bad
import modal

app = modal.App("shop")


@app.function(gpu="A1000")  # warning: [gpu-invalid-type] there is no GPU "A1000"; did you mean "A100"?
def train(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function(gpu="A100")
def train(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(gpu=["h100:2", "A100-80GB", "any"])
def train(): ...


@app.function(gpu="H100!:8")
def more(): ...
~~~

## Fix
Unsafe: takes the GPU with the most similar name.

## Known limits
Modal gets new GPUs more often than this program is updated.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
