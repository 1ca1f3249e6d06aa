#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/cls_parameters.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Cls.__call__")) {
        const auto parameters = cls_parameters(inspection, call->callee);
        const auto arguments = inspection.module.arguments(call->expression);
        if (parameters.empty() || arguments.empty() || inspection.module.may_be_spread(call->expression))
            continue;
        if (!arguments.front().keyword.empty()) continue;
        const auto name = inspection.facts.text(inspection.facts.definition(call->callee.definition).name);
        Diagnostic& diagnostic =
            report.add(arguments.front().range,
                       {"the parameters of \"{}\" are given by name: this raises an error; write {}=…",
                        "\"{}\" 的参数要按名称给出：这里会引发错误；请写 {}=…"},
                       name, parameters.front().name);
        Fix cure{
            .title = report.say({"Give them by name", "按名称给出"}), .safety = Safety::safe, .edits = {}};
        for (std::size_t i = 0; i < arguments.size() && arguments[i].keyword.empty(); ++i) {
            if (i >= parameters.size()) return;
            cure.edits.push_back(insert(inspection, arguments[i].range.begin, parameters[i].name + "="));
        }
        diagnostic.fixes.push_back(std::move(cure));
    }
}

} // namespace

extern constinit const Rule cls_positional_args;
const Rule cls_positional_args{
    .code = "MDL514",
    .name = "cls-positional-args",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/parametrized-functions",
    .page = R"md(
A class of an app is made with positional arguments.

## Why
The parameters of a class are given by name. A positional argument raises an error.

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Model:
    size: int = modal.parameter()

    @modal.method()
    def run(self): ...


@app.local_entrypoint()
def main():
    Model(7).run.remote()  # error: [cls-positional-args] the parameters of "Model" are given by name
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.cls()
class Model:
    size: int = modal.parameter()

    @modal.method()
    def run(self): ...


@app.local_entrypoint()
def main():
    Model(size=7).run.remote()
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    size: int = modal.parameter()

    @modal.method()
    def run(self): ...


@app.local_entrypoint()
def main():
    Model(size=7).run.remote()
~~~

## Fix
Safe: names the arguments in the order in which the parameters are declared.

## Known limits
Classes with bases or a constructor are left alone.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
