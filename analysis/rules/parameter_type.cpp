#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr auto kTypes = std::to_array<std::string_view>({"str", "int", "bool", "bytes"});
/// Annotations that certainly are none of these, whatever the module binds.
constexpr auto kOthers =
    std::to_array<std::string_view>({"float", "list", "dict", "tuple", "set", "object", "Path", "complex"});

bool is_other(std::string_view annotation) {
    const bool plain = std::ranges::find(kOthers, annotation) != kOthers.end();
    const bool made = annotation.find('|') != std::string_view::npos || annotation.starts_with("Optional[") ||
                      annotation.starts_with("list[") || annotation.starts_with("dict[") ||
                      annotation.starts_with("Literal[") || annotation.starts_with("typing.");
    return plain || made;
}

void check(Inspection& inspection, Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    for (const python::Binding& binding : facts.bindings) {
        if (binding.kind != python::BindingKind::assignment) continue;
        if (facts.scope(binding.scope).kind != python::ScopeKind::class_) continue;
        if (facts.expr(binding.value).kind != python::ExprKind::call) continue;
        const auto calls = inspection.module.calls_of("modal.parameter");
        const auto call = std::ranges::find(calls, binding.value, &modal::SdkCall::expression);
        if (call == calls.end()) continue;
        // `init=False` fields are never sent.
        if (const auto init = inspection.module.given(binding.value, -1, "init");
            init && inspection.source(init->value_range) != "True")
            continue;
        const auto name = facts.text(binding.name);
        const auto annotation = facts.text(binding.annotation);
        if (annotation.empty())
            report.add(
                binding.range,
                {"\"{}\" has no annotation, which raises an error; annotate it with str, int, bool or bytes",
                 "\"{}\" 没有类型注解，会引发错误；请注解为 str、int、bool 或 bytes"},
                name);
        else if (is_other(annotation))
            report.add(
                binding.range,
                {"\"{}\" is a {}, which cannot be sent and raises an error; use str, int, bool or bytes",
                 "\"{}\" 的类型是 {}，无法传递，会引发错误；请使用 str、int、bool 或 bytes"},
                name, annotation);
    }
}

} // namespace

extern constinit const Rule parameter_type;
const Rule parameter_type{
    .code = "MDL510",
    .name = "parameter-type",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/parametrized-functions",
    .page = R"md(
A parameter of a class is annotated with a type that cannot be sent.

## Why
Parameters of a class are `str`, `int`, `bool` or `bytes`. Any other annotation, or none, raises an error when the
class is registered.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")


@app.cls()
class Model:
    size: float = modal.parameter()  # error: [parameter-type] "size" is a float
    name = modal.parameter()  # error: [parameter-type] "name" has no annotation

    @modal.method()
    def run(self): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    size: int = modal.parameter()
    name: str = modal.parameter(default="x")

    @modal.method()
    def run(self): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
