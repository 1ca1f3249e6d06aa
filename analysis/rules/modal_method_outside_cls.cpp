#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        const python::Definition& definition = inspection.facts.definition(decorated.definition);
        if (decorated.owner || definition.is_class || definition.scope != python::kModuleScope) continue;
        // A function that takes self is put into classes elsewhere.
        const bool mixed_in = !definition.parameters.empty() &&
                              inspection.facts.text(definition.parameters.front().name) == "self";
        if (decorated.lifecycle() == nullptr || mixed_in) continue;
        report.add(
            definition.name_range,
            {"\"{}\" is no method, and this decorator does nothing; put it into a class under @app.cls()",
             "\"{}\" 不是方法，这个装饰器不起作用；请把它放入 @app.cls() 类中"},
            inspection.facts.text(definition.name));
    }
}

} // namespace

extern constinit const Rule modal_method_outside_cls;
const Rule modal_method_outside_cls{
    .code = "MDL502",
    .name = "modal-method-outside-cls",
    .group = "cls-lifecycle",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/lifecycle-functions",
    .page = R"md(
`@modal.method()`, `@modal.enter()` or `@modal.exit()` on a function of the module.

## Why
They mean something on methods of a class under `@app.cls()`. On a function nothing happens, without a word.

~~~python bad
import modal

app = modal.App("shop")


@modal.enter()
def load():  # error: [modal-method-outside-cls] "load" is no method
    ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.enter()
    def load(self): ...
~~~

## Known limits
Methods of classes that are not registered are left out: a class elsewhere may inherit them.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
