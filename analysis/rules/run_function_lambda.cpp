#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Image.run_function")) {
        const auto argument = inspection.module.given(call->expression, 0, "raw_f");
        if (!argument || inspection.facts.expr(argument->value).kind != python::ExprKind::lambda) continue;
        report.add(argument->value_range,
                   {"a lambda has no name to be found by: this raises InvalidError; define a function",
                    "lambda 没有可供查找的名称：这里会引发 InvalidError；请定义函数"});
    }
}

} // namespace

extern constinit const Rule run_function_lambda;
const Rule run_function_lambda{
    .code = "MDL321",
    .name = "run-function-lambda",
    .group = "images",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
A lambda is given to `Image.run_function`.

## Why
The function is found by its name when the image is built, and a lambda has none: this raises `InvalidError`.

~~~python bad raises:InvalidError
import modal

image = modal.Image.debian_slim().run_function(lambda: print("built"))  # error: [run-function-lambda] a lambda has no name
~~~

~~~python good
import modal


def download(): ...


image = modal.Image.debian_slim().run_function(download)
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
