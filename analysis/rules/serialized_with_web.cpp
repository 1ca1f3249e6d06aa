#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const modal::ModalDecorator* web = registration.what->web();
        const auto serialized = setting(inspection, registration, "serialized");
        if (web == nullptr || !serialized) continue;
        if (web->symbol != "modal.asgi_app" && web->symbol != "modal.wsgi_app") continue;
        const auto value = certain_value(inspection, serialized, registration.what->context);
        if (!value || value->kind != modal::ValueKind::boolean || !value->truth) continue;
        Diagnostic& diagnostic = report.add(
            serialized->range,
            {"\"{}\" is pickled with its web application, which fails on deploy or in the container; leave "
             "out "
             "serialized=True",
             "\"{}\" 会连同其 Web 应用一起被 pickle，部署时或在容器中会失败；请去掉 serialized=True"},
            inspection.facts.text(registration.definition->name));
        // In a function nothing but a serialized definition can be registered.
        if (registration.definition->scope == python::kModuleScope)
            diagnostic.fixes.push_back(
                fix(report.say({"Remove serialized=True", "删除 serialized=True"}), Safety::safe,
                    remove_argument(inspection, registration.decorator->expression, *serialized)));
    }
}

} // namespace

extern constinit const Rule serialized_with_web;
const Rule serialized_with_web{
    .code = "MDL114",
    .name = "serialized-with-web",
    .group = "dependency-graph",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhooks",
    .page = R"md(
`serialized=True` on a function that serves the web.

## Why
A serialized function is pickled with everything it refers to. Web applications hold locks, sockets and modules that
pickle badly, so it fails when it is deployed, or in the container.

~~~python bad
import modal

app = modal.App("shop")


@app.function(serialized=True)  # warning: [serialized-with-web] "web" is pickled
@modal.asgi_app()
def web(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function()
@modal.asgi_app()
def web(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(serialized=True)
def job(): ...
~~~

## Fix
Safe: removes the keyword.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
