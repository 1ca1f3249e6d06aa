#include "analysis/modal/dependencies.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

using Runs = modal::Evaluator::Runs;

/// True when the name is bound some other way in the container.
bool is_bound_there(Inspection& inspection, const python::Definition& definition) {
    const modal::Context end{.file = inspection.file.id,
                             .at = {static_cast<std::uint32_t>(inspection.file.document.text().size())}};
    return inspection.module.in(modal::World::container)
               .is_bound(inspection.facts.text(definition.name), end) != Runs::no;
}

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const python::Definition& definition = *registration.definition;
        if (definition.scope != python::kModuleScope || definition.region == python::kAlways) continue;
        if (modal::may_be_serialized(inspection.module.evaluator(), *registration.what)) continue;
        const modal::Context& context = registration.what->context;
        const auto runs = [&](modal::World world) {
            return inspection.module.in(world).runs_within(context.region, python::kAlways, context);
        };
        if (runs(modal::World::container) != Runs::no || runs(modal::World::local) != Runs::yes) continue;
        if (is_bound_there(inspection, definition)) continue;
        report.add(definition.name_range,
                   {"in the container \"{}\" is not defined: it stops with AttributeError; move it out of "
                    "the branch",
                    "容器中没有定义 \"{}\"：容器会以 AttributeError 停止；请把它移出该分支"},
                   inspection.facts.text(definition.name));
    }
}

} // namespace

extern constinit const Rule function_defined_only_locally;
const Rule function_defined_only_locally{
    .code = "MDL105",
    .name = "function-defined-only-locally",
    .group = "dependency-graph",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/project-structure",
    .page = R"md(
A function or class is registered only where the module runs on your machine.

## Why
The deploy finds it and sends its name. The container imports the module again, does not find it, and stops with
`AttributeError`.

~~~python bad
import modal

app = modal.App("shop")

if modal.is_local():

    @app.function()
    def charge(): ...  # error: [function-defined-only-locally] in the container "charge" is not defined
~~~

~~~python good
import modal

app = modal.App("shop")

if modal.is_local():

    @app.local_entrypoint()
    def main(): ...

    @app.function()
    def charge(): ...

else:

    @app.function()
    def charge(): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
