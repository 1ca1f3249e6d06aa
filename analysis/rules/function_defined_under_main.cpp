#include "analysis/modal/dependencies.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const python::Definition& definition = *registration.definition;
        if (definition.scope != python::kModuleScope) continue;
        if (modal::may_be_serialized(inspection.module.evaluator(), *registration.what)) continue;
        const modal::Context& context = registration.what->context;
        // A guard that no container gets past: the condition itself says so.
        if (!inspection.module.guards_of(definition.region, definition.range.begin).main) continue;
        if (inspection.module.in(modal::World::container)
                .runs_within(context.region, python::kAlways, context) != modal::Evaluator::Runs::no)
            continue;
        report.add(
            definition.name_range,
            {"\"{}\" is never deployed: Modal imports this module under another name; move it out of the "
             "branch",
             "\"{}\" 永远不会被部署：Modal 以别的名称导入该模块；请把它移出该分支"},
            inspection.facts.text(definition.name));
    }
}

} // namespace

extern constinit const Rule function_defined_under_main;
const Rule function_defined_under_main{
    .code = "MDL106",
    .name = "function-defined-under-main",
    .group = "dependency-graph",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/project-structure",
    .page = R"md(
A function or class is registered under `if __name__ == "__main__":`.

## Why
`modal run`, `modal serve` and `modal deploy` import the module under another name, so they never see it: the app is
deployed with nothing in it.

~~~python bad
import modal

app = modal.App("shop")

if __name__ == "__main__":

    @app.function()
    def charge(): ...  # warning: [function-defined-under-main] "charge" is never deployed
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def charge(): ...


if __name__ == "__main__":
    with app.run():
        charge.remote()
~~~

## Known limits
Scripts that call `app.run()` themselves and send their functions with `serialized=True` are left alone.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
