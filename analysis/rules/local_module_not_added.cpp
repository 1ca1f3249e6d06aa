#include "analysis/modal/dependencies.hpp"
#include "analysis/rules/container_imports.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

#include <set>
#include <string>

namespace modal_lsp::rules {
namespace {

/// A file of a package is run with its whole package beside it.
bool is_in_package(const Inspection& inspection) {
    const std::string& path = inspection.file.path;
    return inspection.snapshot.table().find(path.substr(0, path.rfind('/')) + "/__init__.py").has_value();
}

void check(Inspection& inspection, Report& report) {
    if (is_in_package(inspection) || !has_sdk(inspection, {1, 0, 0})) return;
    std::set<std::uint32_t> reported;
    for (const Registration& registration : registrations(inspection)) {
        if (modal::may_be_serialized(inspection.module.evaluator(), *registration.what)) continue;
        const auto contents = image_contents(inspection, registration);
        if (!contents || contents->packages_open || contents->local_open) continue;
        for (const ContainerImport& import : container_imports(inspection, registration)) {
            if (import.top == "modal" || contents->local_modules.contains(import.top)) continue;
            const auto module =
                inspection.module.evaluator().modules().find(inspection.file.id, import.top, 0);
            if (!module || !module->file || *module->file == inspection.file.id) continue;
            // Found beside the file itself: what lies elsewhere may be installed.
            const std::string& other = inspection.snapshot.table().path(*module->file);
            const std::string folder = inspection.file.path.substr(0, inspection.file.path.rfind('/') + 1);
            if (!other.starts_with(folder)) continue;
            if (!reported.insert(import.range.begin.value).second) continue;
            report.add(import.range,
                       {"the container of \"{0}\" does not have \"{1}\", and importing it raises "
                        "ModuleNotFoundError; "
                        "add it with .add_local_python_source(\"{1}\")",
                        "\"{0}\" 的容器里没有 \"{1}\"，导入会引发 ModuleNotFoundError；请用 "
                        ".add_local_python_source(\"{1}\") 添加"},
                       inspection.facts.text(registration.definition->name), import.top);
        }
    }
}

} // namespace

extern constinit const Rule local_module_not_added;
const Rule local_module_not_added{
    .code = "MDL204",
    .name = "local-module-not-added",
    .group = "imports",
    .severity = Severity::warning,
    .since = "0.1.0",
    .needs = Needs::workspace,
    .docs_url = "https://modal.com/docs/guide/modal-1-0-migration",
    .page = R"md(
A module of the project is imported in a container that does not have it.

## Why
Since 1.0 only the file that is run, or the package it is in, is put into the container. Another module beside it has
to be added to the image with `add_local_python_source`, or its import raises `ModuleNotFoundError` there.

~~~python bad
# file: prices.py
RATE = 7
# file: main.py
import modal
import prices  # warning: [local-module-not-added] the container of "charge" does not have "prices"

app = modal.App("shop")


@app.function()
def charge():
    return prices.RATE
~~~

~~~python good
# file: prices.py
RATE = 7
# file: main.py
import modal
import prices

app = modal.App("shop", image=modal.Image.debian_slim().add_local_python_source("prices"))


@app.function()
def charge():
    return prices.RATE
~~~

## Known limits
Only modules that lie beside the file, and files that are in no package: `modal run -m` of a package takes all of it
along. Images of which not every step is known make it silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
