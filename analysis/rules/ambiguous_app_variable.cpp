#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"
#include "analysis/workspace/path.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    const auto& apps = inspection.file.model->apps;
    if (apps.size() != 1 || registrations(inspection).empty() || !inspection.file.model->entrypoints.empty())
        return;
    const modal::AppDecl& app = apps.front();
    if (!app.at_module_level || app.variable.empty() || app.variable == "app" ||
        app.key.file != inspection.file.id)
        return;
    if (!inspection.facts.bindings_of(python::kModuleScope, "app").empty()) return;
    report.add(app.variable_range,
               {"modal deploy looks for \"app\"; call it that, or deploy {}::{}",
                "modal deploy 查找的变量是 \"app\"；请改用该名称，或部署 {}::{}"},
               workspace::file_name_of(inspection.file.path), app.variable);
}

} // namespace

extern constinit const Rule ambiguous_app_variable;
const Rule ambiguous_app_variable{
    .code = "MDL118",
    .name = "ambiguous-app-variable",
    .group = "dependency-graph",
    .severity = Severity::hint,
    .enabled = false,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/apps",
    .page = R"md(
The app of a file is bound to another name than `app`.

## Why
`modal deploy file.py` looks for a variable called `app`. Another has to be named: `modal deploy file.py::other`.

~~~python bad select=ambiguous-app-variable
import modal

shop = modal.App("shop")  # error: [ambiguous-app-variable] modal deploy looks for "app"


@shop.function()
def charge(): ...
~~~

~~~python good select=ambiguous-app-variable
import modal

app = modal.App("shop")


@app.function()
def charge(): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
