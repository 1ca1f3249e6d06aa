#include "analysis/rules/cls_parameters.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/unknown_parameter.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::rules {
namespace {

/// The first argument that no parameter is called by; nullptr when all are known.
const modal::GivenArgument* unknown(const std::vector<modal::GivenArgument>& arguments,
                                    const std::vector<ClsParameter>& parameters) {
    const auto found = std::ranges::find_if(arguments, [&](const modal::GivenArgument& argument) {
        return std::ranges::find(parameters, argument.name, &ClsParameter::name) == parameters.end();
    });
    return found == arguments.end() ? nullptr : &*found;
}

std::vector<std::string_view> names_of(const std::vector<ClsParameter>& parameters) {
    std::vector<std::string_view> names;
    for (const ClsParameter& parameter : parameters)
        names.push_back(parameter.name);
    return names;
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Cls.__call__")) {
        const auto parameters = cls_parameters(inspection, call->callee);
        const auto arguments = inspection.module.arguments(call->expression);
        if (parameters.empty() || inspection.module.may_be_spread(call->expression)) continue;
        if (modal::positional_count(arguments) > 0) continue;
        const auto name = inspection.facts.text(inspection.facts.definition(call->callee.definition).name);
        const auto is_given = [&](const ClsParameter& parameter) {
            return std::ranges::find(arguments, parameter.name, &modal::GivenArgument::name) !=
                   arguments.end();
        };
        if (const modal::GivenArgument* argument = unknown(arguments, parameters)) {
            report_unknown_parameter(inspection, report, name, *argument, names_of(parameters));
            continue;
        }
        for (const ClsParameter& parameter : parameters) {
            if (!parameter.required || is_given(parameter)) continue;
            report.add(
                call->range,
                {"\"{}\" of \"{}\" has no default, and the first call of a method raises an error; give it",
                 "\"{}\"（属于 \"{}\"）没有默认值，首次调用方法时会引发错误；请给出它"},
                parameter.name, name);
            break;
        }
    }
}

} // namespace

extern constinit const Rule cls_parameter_arguments;
const Rule cls_parameter_arguments{
    .code = "MDL515",
    .name = "cls-parameter-arguments",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/parametrized-functions",
    .page = R"md(
An instance of a parametrised class is made with a keyword that is no parameter, or without one that has no default.

## Why
Modal raises when the first method of the instance is called.

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Model:
    name: str = modal.parameter()

    @modal.method()
    def run(self): ...


@app.local_entrypoint()
def main():
    Model(nme="large").run.remote()  # error: [cls-parameter-arguments] "Model" has no parameter "nme"; did you mean "name"?
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.cls()
class Model:
    name: str = modal.parameter()

    @modal.method()
    def run(self): ...


@app.local_entrypoint()
def main():
    Model(name="large").run.remote()
~~~

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Model:
    name: str = modal.parameter()
    size: int = modal.parameter(default=1)

    @modal.method()
    def run(self): ...


@app.local_entrypoint()
def main():
    Model(size=2).run.remote()  # error: [cls-parameter-arguments] "name" of "Model" has no default
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    name: str = modal.parameter()

    @modal.method()
    def run(self): ...


@app.local_entrypoint()
def main():
    Model(name="large").run.remote()
~~~

## Fix
Unsafe: writes the nearest name.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
