#include "analysis/rules/inspection.hpp"

#include <algorithm>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        if (decorated.find("modal.App.local_entrypoint") == nullptr || decorated.foreign_decorators > 0)
            continue;
        const auto& parameters = inspection.facts.definition(decorated.definition).parameters;
        const auto variadic =
            std::ranges::find(parameters, python::ParameterKind::variadic, &python::Parameter::kind);
        if (variadic == parameters.end() || parameters.size() == 1) continue;
        report.add(
            variadic->range,
            {"\"*{}\" and other parameters cannot both be filled from the command line: modal run raises "
             "InvalidError",
             "\"*{}\" 不能与其他参数一起由命令行填充：modal run 会引发 InvalidError"},
            inspection.facts.text(variadic->name));
    }
}

} // namespace

extern constinit const Rule entrypoint_varargs;
const Rule entrypoint_varargs{
    .code = "MDL164",
    .name = "entrypoint-varargs",
    .group = "environment",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/apps",
    .page = R"md(
A local entrypoint takes `*args` beside other parameters.

## Why
`modal run` hands everything on the command line to `*args`, and raises `InvalidError` when there is anything else to
fill.

~~~python bad
import modal

app = modal.App("shop")


@app.local_entrypoint()
def main(name: str, *args):  # error: [entrypoint-varargs] "*args" and other parameters
    print(name, args)
~~~

~~~python good
import modal

app = modal.App("shop")


@app.local_entrypoint()
def main(*args):
    print(args)
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
