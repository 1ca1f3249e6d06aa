#include "analysis/modal/sdk_changes.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"
#include "analysis/rules/sdk_changes.hpp"

#include <algorithm>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    if (!has_sdk(inspection, modal::kOldestModal)) return; // they were called then
    const python::ModuleFacts& facts = inspection.facts;
    for (const Registration& registration : registrations(inspection)) {
        if (!registration.is_class() || !registration.definition->body) continue;
        const auto methods = methods_of(inspection, registration.what->definition);
        const auto enters = [](const modal::Decorated* method) {
            return method->find("modal.enter") != nullptr;
        };
        if (std::ranges::any_of(methods, enters)) continue;
        for (const python::Definition& definition : facts.definitions) {
            const auto name = facts.text(definition.name);
            if (definition.scope != *registration.definition->body || !definition.decorators.empty())
                continue;
            if (name != "__enter__" && name != "__aenter__") continue;
            report.add(definition.name_range,
                       {"Modal does not call \"{}\"; put @modal.enter() on a method of another name",
                        "Modal 不会调用 \"{}\"；请在其他名称的方法上使用 @modal.enter()"},
                       name);
        }
    }
}

} // namespace

extern constinit const Rule removed_context_methods;
const Rule removed_context_methods{
    .code = "MDL663",
    .name = "removed-context-methods",
    .group = "deprecations",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/lifecycle-functions",
    .page = R"md(
A class of an app prepares itself in `__enter__`.

## Why
Modal has not called `__enter__` and `__exit__` since before 1.0: nothing is prepared. `@modal.enter()` and
`@modal.exit()` mark the methods that are called.

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Model:
    def __enter__(self):  # error: [removed-context-methods] Modal does not call "__enter__"
        self.weights = []

    @modal.method()
    def run(self): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.enter()
    def load(self):
        self.weights = []

    @modal.method()
    def run(self): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
