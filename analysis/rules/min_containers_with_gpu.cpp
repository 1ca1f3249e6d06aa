#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const auto argument = setting(inspection, registration, "min_containers");
        const auto count = certain_value(inspection, argument, registration.what->context);
        if (!count || count->kind != modal::ValueKind::integer || count->integer < 1) continue;
        const auto gpu_argument = setting(inspection, registration, "gpu");
        const auto gpu = certain_value(inspection, gpu_argument, registration.what->context);
        if (!gpu || gpu->kind == modal::ValueKind::none) continue;
        Diagnostic& diagnostic = report.add(
            argument->range,
            {"{} {} with GPU {} {} paid for around the clock; leave out min_containers to scale to zero",
             "{} {} GPU {} {}会全天候计费；去掉 min_containers 即可缩容到零"},
            count->integer,
            count->integer == 1 ? report.say({"container", "个容器"}) : report.say({"containers", "个容器"}),
            inspection.source(gpu_argument->value_range),
            count->integer == 1 ? report.say({"is", "都"}) : report.say({"are", "都"}));
        diagnostic.fixes.push_back(
            fix(report.say({"Remove min_containers", "删除 min_containers"}), Safety::unsafe,
                remove_argument(inspection, registration.decorator->expression, *argument)));
    }
}

} // namespace

extern constinit const Rule min_containers_with_gpu;
const Rule min_containers_with_gpu{
    .code = "MDL703",
    .name = "min-containers-with-gpu",
    .group = "autoscaling",
    .severity = Severity::information,
    .strict = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/cold-start",
    .page = R"md(
Containers with a GPU are kept running all the time.

## Why
With `min_containers` of one or more, a container with its GPU is paid for around the clock, whether anybody calls it
or not.

~~~python bad
import modal

app = modal.App("shop")


@app.function(gpu="H100", min_containers=1)  # info: [min-containers-with-gpu] 1 container with GPU "H100" is paid for around the clock
def embed(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function(gpu="H100")
def embed(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(gpu="H100", scaledown_window=300)
def embed(): ...


@app.function(gpu="H100", min_containers=0)
def serve(): ...
~~~

## Fix
Unsafe: the first call after a pause then waits for a container to start.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
