#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

void check(Inspection& inspection, Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    for (const python::Call& call : facts.calls) {
        const python::Expr& expr = facts.expr(call.expression);
        const auto operands = facts.operands_of(expr);
        const python::Expr& callee = facts.expr(operands.front());
        if (callee.kind != ExprKind::name || facts.text(callee.text) != "len" || operands.size() != 2)
            continue;
        if (!facts.bindings_of(python::kModuleScope, "len").empty()) continue;
        const modal::Context context{
            .file = inspection.file.id, .scope = call.scope, .region = call.region, .at = expr.range.begin};
        const modal::Values values = inspection.module.evaluator().evaluate(operands[1], context);
        const modal::Value* value = values.certain();
        if (value == nullptr || (value->type != "modal.Dict" && value->type != "modal.Queue")) continue;
        const std::string object(inspection.source(facts.expr(operands[1]).range));
        Diagnostic& diagnostic = report.add(expr.range,
                                            {"a {} has no len(), and this raises TypeError; write {}.len()",
                                             "{} 不支持 len()，这里会引发 TypeError；请写 {}.len()"},
                                            std::string_view(value->type).substr(6), object);
        diagnostic.fixes.push_back(fix(report.say({"Use .len()", "使用 .len()"}), Safety::safe,
                                       replace(inspection, expr.range, object + ".len()")));
    }
}

} // namespace

extern constinit const Rule dict_unsupported_operation;
const Rule dict_unsupported_operation{
    .code = "MDL904",
    .name = "dict-unsupported-operation",
    .group = "dict-queue-volume",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/dicts",
    .page = R"md(
A `modal.Dict` or `modal.Queue` is used like a Python one where it is not.

## Why
They live elsewhere, and have methods of their own: `len()` and iteration raise `TypeError`, methods that they do not
have `AttributeError`.

~~~python bad
import modal

d = modal.Dict.from_name("carts", create_if_missing=True)


def count():
    return len(d)  # error: [dict-unsupported-operation] d.len()
~~~

~~~python fixed
import modal

d = modal.Dict.from_name("carts", create_if_missing=True)


def count():
    return d.len()
~~~

~~~python good
import modal

d = modal.Dict.from_name("carts", create_if_missing=True)


def count():
    return d.len() + len(list(d.keys()))
~~~

## Fix
Safe: calls the method.

## Known limits
Knows `len()`.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
