#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr auto kSingle = std::to_array<std::string_view>({"bool", "bytes", "dict", "float", "int", "str"});

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        if (decorated.find("modal.batched") == nullptr) continue;
        for (const python::Parameter& parameter :
             inspection.facts.definition(decorated.definition).parameters) {
            const auto annotation = inspection.facts.text(parameter.annotation);
            if (std::ranges::find(kSingle, annotation) == kSingle.end()) continue;
            report.add(parameter.range,
                       {"\"{0}\" is a list, with one item for each call of the batch; annotate it list[{1}]",
                        "\"{0}\" 是列表，批次中每次调用对应一项；请注解为 list[{1}]"},
                       inspection.facts.text(parameter.name), annotation);
        }
    }
}

} // namespace

extern constinit const Rule batched_list_contract;
const Rule batched_list_contract{
    .code = "MDL521",
    .name = "batched-list-contract",
    .group = "cls-lifecycle",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/dynamic-batching",
    .page = R"md(
A parameter of a batched function is annotated as a single value.

## Why
A batched function gets lists, one item for each call, and returns a list of the same length.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
@modal.batched(max_batch_size=4, wait_ms=100)
async def double(x: int) -> list[int]:  # error: [batched-list-contract] "x" is a list
    return [each * 2 for each in x]
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
@modal.batched(max_batch_size=4, wait_ms=100)
async def double(x: list[int]) -> list[int]:
    return [each * 2 for each in x]
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
