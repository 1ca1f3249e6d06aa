#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        if (!registration.is_class() || registration.decorator->symbol != "modal.App.cls") continue;
        const auto& body = registration.definition->body;
        if (!body) continue;
        for (const python::Definition& method : inspection.facts.definitions) {
            if (method.scope != *body || inspection.facts.text(method.name) != "__init__") continue;
            if (method.parameters.size() < 2) continue;
            report.add(method.name_range,
                       {"constructors of \"{}\" are deprecated: declare its parameters with "
                        "modal.parameter(), and set "
                        "up in a method under @modal.enter()",
                        "\"{}\" 的构造函数已弃用：请用 modal.parameter() 声明参数，并在 @modal.enter() "
                        "方法中初始化"},
                       inspection.facts.text(registration.definition->name));
        }
    }
}

} // namespace

extern constinit const Rule custom_init;
const Rule custom_init{
    .code = "MDL508",
    .name = "custom-init",
    .group = "cls-lifecycle",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/parametrized-functions",
    .page = R"md(
A class of an app has a constructor with parameters of its own.

## Why
Constructors run where the object is made, too, and their arguments are hard to send. They are deprecated: parameters
are declared with `modal.parameter()`, and what has to be set up goes into a method under `@modal.enter()`.

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Model:
    def __init__(self, size):  # warning: [custom-init] declare its parameters with modal.parameter()
        self.size = size

    @modal.method()
    def run(self): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    size: int = modal.parameter(default=1)

    @modal.method()
    def run(self): ...
~~~

## Known limits
Inherited constructors are not looked for.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
