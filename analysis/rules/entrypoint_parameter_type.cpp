#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr auto kStarts = std::to_array<std::string_view>(
    {"list", "dict", "tuple", "set", "List[", "Dict[", "Tuple[", "Set[", "bytes", "Path", "pathlib.Path"});

bool is_impossible(std::string_view annotation) {
    return std::ranges::any_of(kStarts, [&](std::string_view start) {
        if (!annotation.starts_with(start)) return false;
        const std::string_view rest = annotation.substr(start.size());
        return start.ends_with('[') || rest.empty() || rest.front() == '[';
    });
}

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        if (decorated.find("modal.App.local_entrypoint") == nullptr || decorated.foreign_decorators > 0)
            continue;
        for (const python::Parameter& parameter :
             inspection.facts.definition(decorated.definition).parameters) {
            const auto annotation = inspection.facts.text(parameter.annotation);
            if (parameter.kind == python::ParameterKind::variadic || !is_impossible(annotation)) continue;
            report.add(parameter.range,
                       {"\"{}\" is a {}, which the command line cannot give: modal run fails; take a str and "
                        "split it",
                        "\"{}\" 的类型是 {}，命令行无法提供：modal run 会失败；请接收 str 再拆分"},
                       inspection.facts.text(parameter.name), annotation);
        }
    }
}

} // namespace

extern constinit const Rule entrypoint_parameter_type;
const Rule entrypoint_parameter_type{
    .code = "MDL163",
    .name = "entrypoint-parameter-type",
    .group = "environment",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/reference/modal.App",
    .page = R"md(
A local entrypoint has a parameter that the command line cannot fill.

## Why
`modal run` makes options of the parameters. Types other than `str`, `int`, `float`, `bool`, `datetime` and `Optional`
or `Literal` of these make it fail.

~~~python bad ignore=multiple-local-entrypoints
import modal

app = modal.App("shop")


@app.local_entrypoint()
def main(items: list[str]): ...  # error: [entrypoint-parameter-type] "items" is a list[str]
~~~

~~~python good ignore=multiple-local-entrypoints
import datetime

import modal

app = modal.App("shop")


@app.local_entrypoint()
def main(count: int = 1, name: str = "", when: datetime.datetime = None, flag: bool = False, other=None): ...


@app.local_entrypoint()
def raw(*arglist): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
