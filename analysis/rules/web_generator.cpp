#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        const python::Definition& definition = inspection.facts.definition(decorated.definition);
        if (decorated.owner || decorated.web() == nullptr || decorated.foreign_decorators > 0) continue;
        if (!definition.body || !definition.is_generator || decorated.find("modal.App.function") == nullptr)
            continue;
        report.add(definition.name_range,
                   {"\"{}\" is a generator, and serving it raises InvalidError; return a streaming response",
                    "\"{}\" 是生成器，用作 Web 端点会引发 InvalidError；请返回流式响应"},
                   inspection.facts.text(definition.name));
    }
}

} // namespace

extern constinit const Rule web_generator;
const Rule web_generator{
    .code = "MDL810",
    .name = "web-generator",
    .group = "web",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/streaming-endpoints",
    .page = R"md(
A function that serves the web is a generator.

## Why
Registering it raises `InvalidError`. To stream, return a response made for it, such as `StreamingResponse` of
FastAPI.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().pip_install("fastapi[standard]"))
@modal.fastapi_endpoint()
def stream():  # error: [web-generator] "stream" is a generator
    yield "a"
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().pip_install("fastapi[standard]"))
@modal.fastapi_endpoint()
def stream():
    from fastapi.responses import StreamingResponse

    return StreamingResponse(iter(["a"]))
~~~

## Known limits
Methods of classes are not checked by Modal either.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
