#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (call.symbol != "modal.Function.map" && call.symbol != "modal.Function.for_each") continue;
        const auto& receiver = call.callee.receiver;
        const auto* decorated = receiver ? inspection.module.decoration_of(*receiver) : nullptr;
        if (decorated == nullptr || decorated->foreign_decorators > 0 ||
            decorated->find("modal.batched") != nullptr)
            continue;
        const auto arguments = inspection.module.arguments(call.expression);
        if (modal::positional_count(arguments) != 1 || inspection.module.may_be_spread(call.expression) ||
            inspection.module.given(call.expression, -1, "kwargs"))
            continue;
        const python::Definition& definition = inspection.facts.definition(decorated->definition);
        auto needed = std::ranges::count_if(definition.parameters, [](const python::Parameter& parameter) {
            const bool plain = parameter.kind == python::ParameterKind::positional_only ||
                               parameter.kind == python::ParameterKind::regular;
            return plain && !parameter.has_default;
        });
        if (inspection.facts.is_method(definition)) --needed;
        if (needed < 2) continue;
        Diagnostic& diagnostic = report.add(
            call.name_range,
            {"\"{}\" needs {} arguments, and .map gives it one: this raises TypeError in the container; use "
             ".starmap, or one sequence for each",
             "\"{}\" 需要 {} 个参数，而 .map 只给一个：容器中会引发 TypeError；请使用 "
             ".starmap，或为每个参数给出一个序列"},
            inspection.facts.text(definition.name), needed);
        if (call.symbol == "modal.Function.map" && !call.aio)
            diagnostic.fixes.push_back(fix(report.say({"Use starmap", "使用 starmap"}), Safety::unsafe,
                                           replace(inspection, call.name_range, "starmap")));
    }
}

} // namespace

extern constinit const Rule map_needs_starmap;
const Rule map_needs_starmap{
    .code = "MDL263",
    .name = "map-needs-starmap",
    .group = "remote-calls",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/scale",
    .page = R"md(
`.map()` over one sequence, of a function that needs two arguments.

## Why
`.map()` hands each item over as one argument, tuples too. `.starmap()` unpacks them.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def add(a, b): ...


@app.local_entrypoint()
def main():
    print(list(add.map([(1, 2), (3, 4)])))  # error: [map-needs-starmap] "add" needs 2 arguments
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function()
def add(a, b): ...


@app.local_entrypoint()
def main():
    print(list(add.starmap([(1, 2), (3, 4)])))
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def add(a, b): ...


@app.local_entrypoint()
def main():
    print(list(add.map([1, 3], [2, 4])))
~~~

## Fix
Unsafe: writes `starmap`, which is right when the items are tuples.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
