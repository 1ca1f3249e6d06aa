#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        if (registration.is_class()) continue;
        const auto argument = setting(inspection, registration, "retries");
        const auto value = certain_value(inspection, argument, registration.what->context);
        const bool some =
            value && (value->kind == modal::ValueKind::integer || value->type == "modal.Retries");
        if (!some) continue;
        const bool web = registration.what->web() != nullptr,
                   generator = registration.definition->is_generator;
        if (!web && !generator) continue;
        const auto name = inspection.facts.text(registration.definition->name);
        Diagnostic& diagnostic =
            web ? report.add(argument->range,
                             {"\"{}\" serves the web, where nothing can be retried: this raises "
                              "InvalidError; leave out "
                              "retries",
                              "\"{}\" 提供 Web 服务，无法重试：这里会引发 InvalidError；请去掉 retries"},
                             name)
                : report.add(
                      argument->range,
                      {"\"{}\" is a generator, which cannot be retried: this raises InvalidError; leave out "
                       "retries",
                       "\"{}\" 是生成器，无法重试：这里会引发 InvalidError；请去掉 retries"},
                      name);
        diagnostic.fixes.push_back(
            fix(report.say({"Remove retries", "删除 retries"}), Safety::safe,
                remove_argument(inspection, registration.decorator->expression, *argument)));
    }
}

} // namespace

extern constinit const Rule retries_on_web_or_generator;
const Rule retries_on_web_or_generator{
    .code = "MDL711",
    .name = "retries-on-web-or-generator",
    .group = "autoscaling",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/retries",
    .page = R"md(
`retries=` on a function that serves the web or is a generator.

## Why
Calls of these cannot be repeated, and registering the function raises `InvalidError`.

~~~python bad raises:InvalidError ignore=fastapi-not-in-image
import modal

app = modal.App("shop")


@app.function(retries=3)  # error: [retries-on-web-or-generator] "web" serves the web
@modal.fastapi_endpoint()
def web(): ...
~~~

~~~python fixed ignore=fastapi-not-in-image
import modal

app = modal.App("shop")


@app.function()
@modal.fastapi_endpoint()
def web(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(retries=3)
def job(): ...


@app.function()
def stream():
    yield 1
~~~

## Fix
Safe: removes the argument.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
