#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

constexpr std::int64_t kHeldOpenSeconds = 150;

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        if (registration.what->find("modal.fastapi_endpoint") == nullptr) continue;
        const auto given = setting(inspection, registration, "timeout");
        const auto value = certain_value(inspection, given, registration.what->context);
        if (!value || value->kind != modal::ValueKind::integer || value->integer <= kHeldOpenSeconds)
            continue;
        report.add(given->range,
                   {"a request is held open for 150 seconds, then redirected; spawn the work and let the "
                    "client ask for "
                    "it",
                    "请求最多保持 150 秒，之后会被重定向；请用 spawn 启动任务，再由客户端查询结果"});
    }
}

} // namespace

extern constinit const Rule web_long_request;
const Rule web_long_request{
    .code = "MDL816",
    .name = "web-long-request",
    .group = "web",
    .severity = Severity::hint,
    .editor_only = true,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhook-timeouts",
    .page = R"md(
An endpoint may take longer than a request is held open.

## Why
After 150 seconds Modal answers with a redirect, and clients that do not follow it lose the result. Long work is
better spawned, and asked for later.

~~~python bad
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().pip_install("fastapi[standard]"), timeout=3600)  # error: [web-long-request] 150 seconds
@modal.fastapi_endpoint()
def train(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().pip_install("fastapi[standard]"), timeout=100)
@modal.fastapi_endpoint()
def answer(): ...
~~~

## Known limits
Streaming answers are not known; hence a hint in the editor.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
