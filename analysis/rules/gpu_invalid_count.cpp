#include "analysis/rules/gpu_texts.hpp"
#include "analysis/rules/inspection.hpp"

#include <string>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const GpuText& gpu : gpu_texts(inspection)) {
        if (!gpu.count) continue;
        const bool digits =
            !gpu.count->empty() && gpu.count->find_first_not_of("0123456789") == std::string::npos;
        if (!digits) {
            report.add(gpu.range,
                       {"\"{}\" is no number of GPUs: this raises InvalidError; write it as in \"H100:4\"",
                        "\"{}\" 不是 GPU 数量：这里会引发 InvalidError；请写成 \"H100:4\" 的形式"},
                       *gpu.count);
            continue;
        }
        if (!is_gpu(gpu.type)) continue;
        const int most = most_of(gpu.type);
        const bool fits =
            gpu.count->size() < 3 && std::stoi(*gpu.count) >= 1 && std::stoi(*gpu.count) <= most;
        if (!fits)
            report.add(
                gpu.range,
                {"one container has at most {} GPUs of type {}, and at least one: the deploy is refused",
                 "一个容器至多有 {} 个 {} 型 GPU，至少一个：部署会被拒绝"},
                most, gpu.type);
    }
}

} // namespace

extern constinit const Rule gpu_invalid_count;
const Rule gpu_invalid_count{
    .code = "MDL752",
    .name = "gpu-invalid-count",
    .group = "gpu",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/gpu",
    .page = R"md(
The number behind the colon of `gpu=` is none, or is too large.

## Why
`"H100:4"` asks for four. A number that is not a whole one raises `InvalidError`; more than eight of a kind (four of
an A10) are refused when the function is deployed.

~~~python bad
import modal

app = modal.App("shop")


@app.function(gpu="H100:16")  # error: [gpu-invalid-count] one container has at most 8
def train(): ...


@app.function(gpu="H100:two")  # error: [gpu-invalid-count] "two" is no number
def more(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(gpu="H100:8")
def train(): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
