#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <string>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

/// `map` itself, which the module does not bind.
bool is_builtin_map(Inspection& inspection, const python::Call& call, python::ExprId callee) {
    const python::Expr& name = inspection.facts.expr(callee);
    return name.kind == ExprKind::name && inspection.facts.text(name.text) == "map" &&
           inspection.module.value_at(callee, call.scope, call.region).options.empty();
}

void check(Inspection& inspection, Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    for (const python::Call& call : facts.calls) {
        const auto operands = facts.operands_of(facts.expr(call.expression));
        if (operands.size() < 3 || !is_builtin_map(inspection, call, operands[0])) continue;
        const python::Expr& function = facts.expr(operands[1]);
        if (function.kind != ExprKind::name) continue;
        const modal::Values values = inspection.module.value_at(operands[1], call.scope, call.region);
        const modal::Value* value = values.certain();
        if (value == nullptr || value->kind != modal::ValueKind::function) continue;
        if (inspection.module.evaluator().decorated_as(value->file, value->definition) != "modal.Function")
            continue;
        const auto name = inspection.source(function.range);
        Diagnostic& diagnostic =
            report.add(function.range,
                       {"map() calls \"{0}\" like a plain function, which raises TypeError; write {0}.map(…)",
                        "map() 会像普通函数那样调用 \"{0}\"，从而引发 TypeError；请写 {0}.map(…)"},
                       name);
        const text::ByteRange head{facts.expr(operands[0]).range.begin, facts.expr(operands[2]).range.begin};
        diagnostic.fixes.push_back(fix(report.say({"Use .map", "使用 .map"}), Safety::unsafe,
                                       replace(inspection, head, std::string(name) + ".map(")));
    }
}

} // namespace

extern constinit const Rule builtin_map_over_function;
const Rule builtin_map_over_function{
    .code = "MDL252",
    .name = "builtin-map-over-function",
    .group = "remote-calls",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/scale",
    .page = R"md(
The built-in `map`, or an executor, is handed a function of an app.

## Why
It calls the function like a plain one, which raises `TypeError`.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def square(x): ...


@app.local_entrypoint()
def main():
    print(list(map(square, range(3))))  # error: [builtin-map-over-function] map() calls "square" like a plain function
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function()
def square(x): ...


@app.local_entrypoint()
def main():
    print(list(square.map(range(3))))
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def square(x): ...


@app.local_entrypoint()
def main():
    print(list(map(square.local, range(3))))
~~~

## Fix
Unsafe: the calls then run in containers, side by side.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
