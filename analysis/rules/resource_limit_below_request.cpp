#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection))
        for (const std::string_view keyword : {"cpu", "memory"}) {
            const auto argument = setting(inspection, registration, keyword);
            const auto value = certain_value(inspection, argument, registration.what->context);
            if (!value) continue;
            const auto pair = inspection.module.evaluator().items_of(*value);
            if (!pair || !pair->complete || pair->shape != python::ExprKind::tuple || pair->items.size() != 2)
                continue;
            const modal::Value *request = pair->items[0].value.certain(),
                               *limit = pair->items[1].value.certain();
            if (request == nullptr || limit == nullptr || request->kind != modal::ValueKind::integer ||
                limit->kind != modal::ValueKind::integer || limit->integer >= request->integer)
                continue;
            report.add(
                argument->range,
                {"the limit {} is below the request {}: this raises InvalidError; give the request first",
                 "上限 {} 低于请求值 {}：这里会引发 InvalidError；请先写请求值"},
                limit->integer, request->integer);
        }
}

} // namespace

extern constinit const Rule resource_limit_below_request;
const Rule resource_limit_below_request{
    .code = "MDL708",
    .name = "resource-limit-below-request",
    .group = "autoscaling",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/resources",
    .page = R"md(
The limit of `cpu=` or `memory=` is below what is requested.

## Why
A tuple is request and limit. A limit below the request raises `InvalidError` when the function is deployed.

~~~python bad
import modal

app = modal.App("shop")


@app.function(memory=(2048, 1024))  # error: [resource-limit-below-request] the limit 1024 is below the request 2048
def embed(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(memory=(1024, 2048), cpu=(1, 2))
def embed(): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
