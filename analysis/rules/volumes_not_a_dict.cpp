#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const auto argument = setting(inspection, registration, "volumes");
        const auto value = certain_value(inspection, argument, registration.what->context);
        if (!value) continue;
        const auto items = inspection.module.evaluator().items_of(*value);
        const bool list = items && items->shape != python::ExprKind::dict && !items->items.empty();
        if (!list && value->type != "modal.Volume") continue;
        report.add(argument->value_range,
                   {"say where it is mounted: this raises InvalidError; write volumes={{\"/path\": volume}}",
                    "请写明挂载位置：这里会引发 InvalidError；请写 volumes={{\"/path\": volume}}"});
    }
}

} // namespace

extern constinit const Rule volumes_not_a_dict;
const Rule volumes_not_a_dict{
    .code = "MDL912",
    .name = "volumes-not-a-dict",
    .group = "dict-queue-volume",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/volumes",
    .page = R"md(
`volumes=` is not a dictionary of volumes.

## Why
`volumes=` says where each volume is mounted: `{"/models": volume}`. A list or a volume alone raises `InvalidError`
when the function is registered.

~~~python bad raises:TypeError
import modal

app = modal.App("shop")
volume = modal.Volume.from_name("models")


@app.function(volumes=[volume])  # error: [volumes-not-a-dict] say where it is mounted
def train(): ...
~~~

~~~python good
import modal

app = modal.App("shop")
volume = modal.Volume.from_name("models")


@app.function(volumes={"/models": volume})
def train(): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
