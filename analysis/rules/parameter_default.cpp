#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

using modal::ValueKind;

/// The annotation that a constant of this kind would fit; empty when that is not told here.
std::string_view type_of(ValueKind kind) {
    switch (kind) {
    case ValueKind::boolean: return "bool";
    case ValueKind::integer: return "int";
    case ValueKind::text: return "str";
    default: return {};
    }
}

void check_type(Inspection& inspection, const modal::SdkCall& call, const modal::GivenArgument& given,
                Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    const auto binding = std::ranges::find_if(facts.bindings, [&](const python::Binding& each) {
        return each.kind == python::BindingKind::assignment && each.value == call.expression;
    });
    if (binding == facts.bindings.end()) return;
    const auto annotation = facts.text(binding->annotation);
    if (annotation != "str" && annotation != "int" && annotation != "bool") return;
    const modal::Values values = inspection.module.value_of(given, call.context);
    const modal::Value* value = values.certain();
    const std::string_view type = value == nullptr ? std::string_view() : type_of(value->kind);
    // A bytes literal is a text here, but not for Modal.
    if (type.empty() || type == annotation || (type == "bool" && annotation == "int")) return;
    report.add(given.value_range,
               {"\"{}\" is annotated {}, and a default that is {} raises an error at deploy",
                "\"{}\" 的注解是 {}，默认值却是 {}，部署时会引发错误"},
               facts.text(binding->name), annotation, type);
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.parameter")) {
        const auto arguments = inspection.module.arguments(call->expression);
        if (arguments.empty() || inspection.module.may_be_spread(call->expression)) continue;
        if (arguments.front().keyword.empty()) {
            Diagnostic& diagnostic =
                report.add(arguments.front().range,
                           {"the default is given by name: this raises TypeError; write default=…",
                            "默认值要按名称给出：这里会引发 TypeError；请写 default=…"});
            diagnostic.fixes.push_back(fix(report.say({"Give it by name", "按名称给出"}), Safety::safe,
                                           insert(inspection, arguments.front().range.begin, "default=")));
        } else if (const auto given = inspection.module.given(call->expression, -1, "default")) {
            check_type(inspection, *call, *given, report);
        }
    }
}

} // namespace

extern constinit const Rule parameter_default;
const Rule parameter_default{
    .code = "MDL512",
    .name = "parameter-default",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/parametrized-functions",
    .page = R"md(
The default of a `modal.parameter()` is given by position, or is of another type than the annotation.

## Why
`modal.parameter` takes keywords only: a positional argument raises `TypeError` at import. A default of another type
raises when the class is deployed.

~~~python bad raises:TypeError
import modal

app = modal.App("shop")


@app.cls()
class Model:
    name: str = modal.parameter("large")  # error: [parameter-default] the default is given by name

    @modal.method()
    def run(self): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.cls()
class Model:
    name: str = modal.parameter(default="large")

    @modal.method()
    def run(self): ...
~~~

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Model:
    size: str = modal.parameter(default=3)  # error: [parameter-default] "size" is annotated str

    @modal.method()
    def run(self): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    name: str = modal.parameter(default="large")

    @modal.method()
    def run(self): ...
~~~

## Fix
Safe: puts `default=` in front of it.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
