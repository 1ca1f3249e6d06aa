#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"
#include "analysis/rules/sdk_changes.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    const bool refused = has_sdk(inspection, {1, 6, 0});
    for (const Registration& registration : registrations(inspection)) {
        if (!registration.is_class() || registration.decorator->symbol != "modal.App.cls") continue;
        const auto& body = registration.definition->body;
        if (!body) continue;
        for (const python::Definition& method : inspection.facts.definitions) {
            if (method.scope != *body || inspection.facts.text(method.name) != "__init__") continue;
            const auto name = inspection.facts.text(registration.definition->name);
            if (refused) {
                report.add(method.name_range,
                           {"a class of an app cannot have a constructor: \"{}\" raises InvalidError since "
                            "1.6; declare "
                            "parameters with modal.parameter(), and set up in a method under @modal.enter()",
                            "应用的类不能有构造函数：自 1.6 起 \"{}\" 会引发 InvalidError；请用 "
                            "modal.parameter() 声明参数，"
                            "并在 @modal.enter() 方法中初始化"},
                           name);
            } else if (method.parameters.size() > 1) {
                report
                    .add(method.name_range,
                         {"constructors with parameters are deprecated: declare those of \"{}\" with "
                          "modal.parameter()",
                          "带参数的构造函数已弃用：请用 modal.parameter() 声明 \"{}\" 的参数"},
                         name)
                    .severity = Severity::warning;
            }
        }
    }
}

} // namespace

extern constinit const Rule custom_init;
const Rule custom_init{
    .code = "MDL508",
    .name = "custom-init",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/parametrized-functions",
    .page = R"md(
A class of an app has a constructor of its own.

## Why
Constructors run where the object is made, too, and their arguments are hard to send. They were deprecated in 0.74,
and since 1.6 registering the class raises `InvalidError`. Parameters are declared with `modal.parameter()`, and what
has to be set up goes into a method under `@modal.enter()`.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")


@app.cls()
class Model:
    def __init__(self, size):  # error: [custom-init] a class of an app cannot have a constructor
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
Inherited constructors are not looked for. With `modal-version` below 1.6 only constructors with parameters are warned
of.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
