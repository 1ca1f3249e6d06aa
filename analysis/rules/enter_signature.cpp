#include "analysis/rules/inspection.hpp"

#include <algorithm>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        if (!decorated.owner || decorated.find("modal.enter") == nullptr || decorated.foreign_decorators > 0)
            continue;
        const python::Definition& definition = inspection.facts.definition(decorated.definition);
        const auto required =
            std::ranges::count_if(definition.parameters, [](const python::Parameter& parameter) {
                const bool starred = parameter.kind == python::ParameterKind::variadic ||
                                     parameter.kind == python::ParameterKind::keyword_variadic;
                return !starred && !parameter.has_default;
            });
        if (required <= 1) continue;
        report.add(
            definition.name_range,
            {"\"{}\" is called without arguments when a container starts, and raises TypeError; take its "
             "parameters out",
             "容器启动时调用 \"{}\" 不带参数，会引发 TypeError；请去掉它的参数"},
            inspection.facts.text(definition.name));
    }
}

} // namespace

extern constinit const Rule enter_signature;
const Rule enter_signature{
    .code = "MDL504",
    .name = "enter-signature",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/lifecycle-functions",
    .page = R"md(
A method under `@modal.enter()` has parameters.

## Why
It is called with the object alone when a container starts. With more parameters it is deployed, and the container
stops with `TypeError`.

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.enter()
    def load(self, path): ...  # error: [enter-signature] "load" is called without arguments
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.enter()
    def load(self, path="/models"): ...

    @modal.exit()
    def close(self, *args): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
