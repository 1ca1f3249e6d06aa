#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

constexpr auto kMutators =
    std::to_array<std::string_view>({"add", "append", "clear", "discard", "extend", "insert", "pop", "remove",
                                     "setdefault", "sort", "update"});

/// True for `d[k]` of a modal.Dict.
bool is_fetched(Inspection& inspection, python::ExprId id, python::ScopeId scope, python::RegionId region) {
    const python::Expr& expr = inspection.facts.expr(id);
    if (expr.kind != ExprKind::subscript) return false;
    const python::ExprId object = inspection.facts.operands_of(expr).front();
    return inspection.module.object_type_at(object, scope, region) == "modal.Dict";
}

void say_it(Report& report, text::ByteRange range) {
    report.add(
        range,
        {"this changes a copy, and what is stored stays as it was; change the value, then store it again",
         "这只修改了副本，存储的内容不变；请修改取出的值，再存回去"});
}

void check(Inspection& inspection, Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    for (const python::Store& store : facts.stores) {
        const python::Expr& target = facts.expr(store.target);
        if (is_fetched(inspection, facts.operands_of(target).front(), store.scope, store.region))
            say_it(report, target.range);
    }
    for (const python::Call& call : facts.calls) {
        if (call.use != python::CallUse::statement) continue;
        const python::Expr& expr = facts.expr(call.expression);
        const python::Expr& callee = facts.expr(facts.operands_of(expr).front());
        if (callee.kind != ExprKind::attribute) continue;
        if (std::ranges::find(kMutators, facts.text(callee.text)) == kMutators.end()) continue;
        if (is_fetched(inspection, facts.operands_of(callee).front(), call.scope, call.region))
            say_it(report, expr.range);
    }
}

} // namespace

extern constinit const Rule dict_nested_assignment;
const Rule dict_nested_assignment{
    .code = "MDL901",
    .name = "dict-nested-assignment",
    .group = "dict-queue-volume",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/dicts",
    .page = R"md(
Something inside of a value of a `modal.Dict` is changed.

## Why
`d["a"]` fetches a copy of the value. Changing that copy does not change what is stored: the change is lost without a
word.

~~~python bad
import modal

d = modal.Dict.from_name("carts", create_if_missing=True)


def add(user, item):
    d[user]["items"] = [item]  # warning: [dict-nested-assignment] changes a copy
    d[user].append(item)  # warning: [dict-nested-assignment] changes a copy
~~~

~~~python good
import modal

d = modal.Dict.from_name("carts", create_if_missing=True)


def add(user, item):
    cart = d[user]
    cart["items"] = [item]
    d[user] = cart
    d["count"] = 1
~~~

## Known limits
Looks at the statement itself. A value that is kept in a variable is not followed.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
