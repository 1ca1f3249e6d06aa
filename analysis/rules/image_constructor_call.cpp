#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Image")) {
        Diagnostic& diagnostic = report.add(
            call->range,
            {"an image starts from a base: this raises InvalidError; write modal.Image.debian_slim()",
             "镜像要从基础镜像开始：这里会引发 InvalidError；请写 modal.Image.debian_slim()"});
        if (!inspection.module.arguments(call->expression).empty()) continue;
        const python::ExprId callee =
            inspection.facts.operands_of(inspection.facts.expr(call->expression)).front();
        diagnostic.fixes.push_back(
            fix(report.say({"Start from Debian", "从 Debian 开始"}), Safety::unsafe,
                insert(inspection, inspection.facts.expr(callee).range.end, ".debian_slim")));
    }
}

} // namespace

extern constinit const Rule image_constructor_call;
const Rule image_constructor_call{
    .code = "MDL318",
    .name = "image-constructor-call",
    .group = "images",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
`modal.Image()` is called, or one of its methods on the class itself.

## Why
An image starts from a base: `debian_slim()`, `from_registry()` and the like. The class cannot be called, and its
methods need an image to build on; both raise an error when the module is imported.

~~~python bad raises:InvalidError
import modal

image = modal.Image().uv_pip_install("torch")  # error: [image-constructor-call] an image starts from a base
~~~

~~~python fixed
import modal

image = modal.Image.debian_slim().uv_pip_install("torch")
~~~

~~~python good
import modal

image = modal.Image.debian_slim().uv_pip_install("torch")
~~~

## Fix
Unsafe: which base is yours to choose.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
