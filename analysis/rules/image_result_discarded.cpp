#include "analysis/modal/sdk_objects.hpp"
#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr auto kEffects = std::to_array<std::string_view>({"build", "publish", "hydrate", "imports", "pipe"});

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (call.use != python::CallUse::statement || !call.symbol.starts_with("modal.Image.")) continue;
        const std::string_view method = std::string_view(call.symbol).substr(12);
        if (!call.callee.receiver || std::ranges::find(kEffects, method) != kEffects.end()) continue;
        if (modal::object_type(call.symbol) != "modal.Image") continue;
        Diagnostic& diagnostic = report.add(call.range,
                                            {"{} gives a new image, which is thrown away here; assign it",
                                             "{} 会返回新的镜像，这里却丢弃了它；请赋值"},
                                            method);
        const python::ExprId callee =
            inspection.facts.operands_of(inspection.facts.expr(call.expression)).front();
        const python::ExprId object = inspection.facts.operands_of(inspection.facts.expr(callee)).front();
        const python::Expr& name = inspection.facts.expr(object);
        if (name.kind != python::ExprKind::name) continue;
        diagnostic.fixes.push_back(
            fix(report.say({"Assign it to \"{}\"", "赋值给 \"{}\""}, inspection.source(name.range)),
                Safety::unsafe,
                insert(inspection, call.range.begin, std::string(inspection.source(name.range)) + " = ")));
    }
}

} // namespace

extern constinit const Rule image_result_discarded;
const Rule image_result_discarded{
    .code = "MDL320",
    .name = "image-result-discarded",
    .group = "images",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
The result of a method of an image is thrown away.

## Why
Images do not change: each method gives a new one. As a statement of its own it has no effect.

~~~python bad
import modal

image = modal.Image.debian_slim()
image.uv_pip_install("torch")  # warning: [image-result-discarded] uv_pip_install gives a new image
~~~

~~~python fixed
import modal

image = modal.Image.debian_slim()
image = image.uv_pip_install("torch")
~~~

~~~python good
import modal

image = modal.Image.debian_slim()
image = image.uv_pip_install("torch")
~~~

## Fix
Unsafe: the image then has the step, which it did not have before.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
