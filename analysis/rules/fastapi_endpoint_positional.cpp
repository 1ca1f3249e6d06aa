#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.fastapi_endpoint")) {
        const auto arguments = inspection.module.arguments(call->expression);
        if (arguments.empty() || !arguments.front().keyword.empty()) continue;
        const python::Expr& expr = inspection.facts.expr(arguments.front().value);
        if (expr.kind != python::ExprKind::string) continue;
        Diagnostic& diagnostic =
            report.add(arguments.front().range,
                       {"arguments are given by name here: this raises TypeError; write method={}",
                        "此处参数要按名称给出：这里会引发 TypeError；请写 method={}"},
                       inspection.source(arguments.front().range));
        diagnostic.fixes.push_back(fix(report.say({"Name it", "写出名称"}), Safety::safe,
                                       insert(inspection, arguments.front().range.begin, "method=")));
    }
}

} // namespace

extern constinit const Rule fastapi_endpoint_positional;
const Rule fastapi_endpoint_positional{
    .code = "MDL811",
    .name = "fastapi-endpoint-positional",
    .group = "web",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhooks",
    .page = R"md(
An argument of `@modal.fastapi_endpoint` is given by position.

## Why
All of its arguments are keywords: `method="POST"`. A positional one raises an error when the module is imported.

~~~python bad raises:TypeError
import modal


@modal.fastapi_endpoint("POST")  # error: [fastapi-endpoint-positional] write method="POST"
def charge(): ...
~~~

~~~python fixed
import modal


@modal.fastapi_endpoint(method="POST")
def charge(): ...
~~~

~~~python good
import modal


@modal.fastapi_endpoint(method="POST", docs=True)
def charge(): ...
~~~

## Fix
Safe: names the argument.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
