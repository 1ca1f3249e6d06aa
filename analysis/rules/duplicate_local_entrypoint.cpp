#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    std::map<std::pair<modal::AppKey, std::string>, const modal::LocalEntrypoint*> seen;
    for (const modal::LocalEntrypoint& entrypoint : inspection.file.model->entrypoints) {
        const auto scope =
            std::ranges::find_if(inspection.facts.definitions, [&](const python::Definition& each) {
                return each.name_range == entrypoint.name_range;
            });
        // In a branch, only one of them may run.
        if (scope == inspection.facts.definitions.end() || scope->region != python::kAlways ||
            scope->scope != python::kModuleScope)
            continue;
        const auto [place, is_new] = seen.try_emplace({entrypoint.app, entrypoint.name}, &entrypoint);
        if (is_new) continue;
        Diagnostic& diagnostic =
            report.add(entrypoint.name_range,
                       {"\"{}\" is an entrypoint already: this raises InvalidError; give it another name",
                        "\"{}\" 已经是入口：这里会引发 InvalidError；请换一个名称"},
                       entrypoint.name);
        diagnostic.related.push_back({.path = inspection.file.path,
                                      .range = place->second->name_range,
                                      .message = report.say({"the first of that name", "第一个同名入口"})});
    }
}

} // namespace

extern constinit const Rule duplicate_local_entrypoint;
const Rule duplicate_local_entrypoint{
    .code = "MDL165",
    .name = "duplicate-local-entrypoint",
    .group = "environment",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/apps",
    .page = R"md(
Two local entrypoints of one app have the same name.

## Why
The second raises `InvalidError` when the module is imported.

~~~python bad raises:InvalidError ignore=multiple-local-entrypoints
import modal

app = modal.App("shop")


@app.local_entrypoint()
def main(): ...


@app.local_entrypoint()
def main(): ...  # error: [duplicate-local-entrypoint] "main" is an entrypoint already
~~~

~~~python good ignore=multiple-local-entrypoints
import modal

app = modal.App("shop")


@app.local_entrypoint()
def main(): ...


@app.local_entrypoint()
def other(): ...
~~~

## Known limits
Entrypoints with `name=` are told apart by their function. What stands in branches is left out.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
