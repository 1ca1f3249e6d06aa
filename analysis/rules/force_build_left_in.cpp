#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (!call.symbol.starts_with("modal.Image.")) continue;
        const auto argument = inspection.module.given(call.expression, -1, "force_build");
        if (!argument || inspection.source(argument->value_range) != "True") continue;
        Diagnostic& diagnostic = report.add(
            argument->range,
            {"each deploy builds this layer, and all above it, from scratch; leave out force_build=True",
             "每次部署都会从头构建这一层及其上所有层；请去掉 force_build=True"});
        diagnostic.fixes.push_back(fix(report.say({"Remove force_build=True", "删除 force_build=True"}),
                                       Safety::safe,
                                       remove_argument(inspection, call.expression, *argument)));
    }
}

} // namespace

extern constinit const Rule force_build_left_in;
const Rule force_build_left_in{
    .code = "MDL324",
    .name = "force-build-left-in",
    .group = "images",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
`force_build=True` in code.

## Why
Every run and deploy builds this layer, and all layers above it, from scratch. It is meant for a moment, not for code
that is kept.

~~~python bad
import modal

image = modal.Image.debian_slim().uv_pip_install("torch", force_build=True)  # warning: [force-build-left-in] each deploy builds this layer
~~~

~~~python fixed
import modal

image = modal.Image.debian_slim().uv_pip_install("torch")
~~~

~~~python good
import modal

FORCE = False
image = modal.Image.debian_slim().uv_pip_install("torch", force_build=FORCE)
~~~

## Fix
Safe: removes the argument.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
