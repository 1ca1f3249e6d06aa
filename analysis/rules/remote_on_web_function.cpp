#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr auto kCalls = std::to_array<std::string_view>(
    {"modal.Function.remote", "modal.Function.map", "modal.Function.spawn", "modal.Function.starmap",
     "modal.Function.for_each", "modal.Function.spawn_map", "modal.Function.remote_gen"});

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (std::ranges::find(kCalls, call.symbol) == kCalls.end()) continue;
        const auto& receiver = call.callee.receiver;
        const auto* decorated = receiver ? inspection.module.decoration_of(*receiver) : nullptr;
        if (decorated == nullptr || decorated->web() == nullptr || decorated->owner) continue;
        report.add(
            call.name_range,
            {"\"{}\" serves the web and cannot be called: this raises InvalidError; ask its URL, or call a "
             "function of its own",
             "\"{}\" 是 Web 端点，不能这样调用：这里会引发 InvalidError；请访问其 URL，或调用单独的函数"},
            inspection.facts.text(inspection.facts.definition(decorated->definition).name));
    }
}

} // namespace

extern constinit const Rule remote_on_web_function;
const Rule remote_on_web_function{
    .code = "MDL255",
    .name = "remote-on-web-function",
    .group = "remote-calls",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhook-urls",
    .page = R"md(
A function that serves the web is called with `.remote()`, `.map()` or `.spawn()`.

## Why
Such a function can only be reached by HTTP: the call raises `InvalidError`. Put what both need into a function of its
own, or ask its URL.

~~~python bad
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().pip_install("fastapi[standard]"))
@modal.fastapi_endpoint()
def web():
    return "ok"


@app.local_entrypoint()
def main():
    print(web.remote())  # error: [remote-on-web-function] "web" serves the web
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().pip_install("fastapi[standard]"))
@modal.fastapi_endpoint()
def web():
    return "ok"


@app.local_entrypoint()
def main():
    print(web.get_web_url())
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
