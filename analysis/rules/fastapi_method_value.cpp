#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr auto kMethods =
    std::to_array<std::string_view>({"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"});

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.fastapi_endpoint")) {
        const auto argument = inspection.module.given(call->expression, -1, "method");
        const auto method = certain_text(inspection, argument, call->context);
        if (!method || std::ranges::find(kMethods, *method) != kMethods.end()) continue;
        Diagnostic& diagnostic =
            report.add(argument->value_range,
                       {"\"{}\" is no HTTP method, and the endpoint answers nothing; write it in "
                        "capitals, as \"POST\"",
                        "\"{}\" 不是 HTTP 方法，该端点不会响应任何请求；请用大写，如 \"POST\""},
                       *method);
        std::string upper = *method;
        for (char& c : upper)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
        const bool literal = inspection.facts.expr(argument->value).kind == python::ExprKind::string;
        if (literal && std::ranges::find(kMethods, upper) != kMethods.end())
            diagnostic.fixes.push_back(
                fix(report.say({"Change to \"{}\"", "改为 \"{}\""}, upper), Safety::safe,
                    replace(inspection, inspection.facts.expr(argument->value).inner, upper)));
    }
}

} // namespace

extern constinit const Rule fastapi_method_value;
const Rule fastapi_method_value{
    .code = "MDL812",
    .name = "fastapi-method-value",
    .group = "web",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhooks",
    .page = R"md(
`method=` of an endpoint is no HTTP method.

## Why
Nobody checks it: the endpoint is deployed and answers no request.

~~~python bad
import modal


@modal.fastapi_endpoint(method="post")  # warning: [fastapi-method-value] "post" is no HTTP method
def charge(): ...
~~~

~~~python fixed
import modal


@modal.fastapi_endpoint(method="POST")
def charge(): ...
~~~

~~~python good
import modal


@modal.fastapi_endpoint(method="POST")
def charge(): ...
~~~

## Fix
Safe: writes it in capitals.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
