#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <set>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const auto argument = setting(inspection, registration, "volumes");
        const auto value = certain_value(inspection, argument, registration.what->context);
        const auto items = value ? inspection.module.evaluator().items_of(*value) : std::nullopt;
        if (!items || items->shape != python::ExprKind::dict) continue;
        std::set<std::pair<modal::FileId, python::ExprId>> seen;
        for (const auto& item : items->items) {
            const modal::Value* volume = item.value.certain();
            // One expression outside of any function call makes one object.
            if (volume == nullptr || volume->type != "modal.Volume" || volume->context.frame) continue;
            if (volume->path != "modal.Volume.from_name") continue;
            if (seen.insert({volume->context.file, volume->expression}).second) continue;
            report.add(argument->range,
                       {"the same volume is mounted twice: this raises InvalidError; mount it at one place",
                        "同一个卷挂载了两次：这里会引发 InvalidError；请只挂载一处"});
            break;
        }
    }
}

} // namespace

extern constinit const Rule volume_mounted_twice;
const Rule volume_mounted_twice{
    .code = "MDL911",
    .name = "volume-mounted-twice",
    .group = "dict-queue-volume",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/volumes",
    .page = R"md(
One volume is mounted at two places of one function.

## Why
A volume can be in a container once. Two places raise `InvalidError` when the function is registered.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")
models = modal.Volume.from_name("models")


@app.function(volumes={"/a": models, "/b": models})  # error: [volume-mounted-twice] the same volume
def train(): ...
~~~

~~~python good
import modal

app = modal.App("shop")
models = modal.Volume.from_name("models")
other = modal.Volume.from_name("other")


@app.function(volumes={"/a": models, "/b": other})
def train(): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
