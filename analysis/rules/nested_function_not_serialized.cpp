#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

bool is_in_function(const python::ModuleFacts& facts, python::ScopeId scope) {
    for (; scope != python::kModuleScope; scope = facts.scope(scope).parent)
        if (facts.scope(scope).kind == python::ScopeKind::function) return true;
    return false;
}

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const modal::ModalDecorator& decorator = *registration.decorator;
        if (!is_in_function(inspection.facts, registration.definition->scope) || !decorator.called) continue;
        if (inspection.module.may_be_spread(decorator.expression)) continue;
        const auto serialized = setting(inspection, registration, "serialized");
        if (serialized) {
            const auto value = certain_value(inspection, serialized, registration.what->context);
            if (!value || value->kind != modal::ValueKind::boolean || value->truth) continue;
        }
        Diagnostic& diagnostic = report.add(
            decorator.range,
            {"\"{}\" is defined inside a function, where the container cannot find it by name: this raises "
             "InvalidError; use serialized=True",
             "\"{}\" 定义在函数内部，容器无法按名称找到它：这里会引发 InvalidError；请使用 serialized=True"},
            inspection.facts.text(registration.definition->name));
        if (serialized) continue;
        if (auto edit = add_argument(inspection, decorator.expression, "serialized=True"))
            diagnostic.fixes.push_back(fix(report.say({"Add serialized=True", "添加 serialized=True"}),
                                           Safety::unsafe, std::move(*edit)));
    }
}

} // namespace

extern constinit const Rule nested_function_not_serialized;
const Rule nested_function_not_serialized{
    .code = "MDL116",
    .name = "nested-function-not-serialized",
    .group = "dependency-graph",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/project-structure",
    .page = R"md(
A function or class inside a function is registered without `serialized=True`.

## Why
The container finds a function by its name in the module. One that is defined inside another function has no such
name, so registering it raises `InvalidError`.

~~~python bad
import modal

app = modal.App("shop")


def make():
    @app.function()  # error: [nested-function-not-serialized] "charge" is defined inside a function
    def charge(): ...

    return charge
~~~

~~~python fixed
import modal

app = modal.App("shop")


def make():
    @app.function(serialized=True)
    def charge(): ...

    return charge
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def charge(): ...
~~~

## Fix
Unsafe: what the function refers to must be possible to pickle.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
