#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        if (!decorated.owner || decorated.foreign_decorators > 0) continue;
        const python::Definition& definition = inspection.facts.definition(decorated.definition);
        if (decorated.lifecycle() == nullptr || !definition.parameters.empty() || definition.is_class)
            continue;
        if (!is_registered(inspection, decorated)) continue;
        Diagnostic& diagnostic =
            report.add(definition.name_range,
                       {"\"{}\" is called on an instance and raises TypeError in the container; give it a "
                        "parameter self",
                        "\"{}\" 会在实例上被调用，容器中会引发 TypeError；请加上参数 self"},
                       inspection.facts.text(definition.name));
        if (inspection.source(definition.parameters_range) == "()")
            diagnostic.fixes.push_back(
                fix(report.say({"Add self", "添加 self"}), Safety::safe,
                    insert(inspection, {definition.parameters_range.begin.value + 1}, "self")));
    }
}

} // namespace

extern constinit const Rule method_without_self;
const Rule method_without_self{
    .code = "MDL503",
    .name = "method-without-self",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/lifecycle-functions",
    .page = R"md(
A method of a class of an app has no parameter for the instance.

## Why
The class deploys. Each call of the method then fails in the container with `TypeError`: Modal calls it on an
instance.

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run():  # error: [method-without-self] "run" is called on an instance
        ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run(self):
        ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run(*args): ...
~~~

## Fix
Safe: adds `self`.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
