#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

/// The expression reads the Dict of that name, anywhere in it.
bool reads(const python::ModuleFacts& facts, python::ExprId id, std::string_view name) {
    const python::Expr& expr = facts.expr(id);
    if (expr.kind == ExprKind::name && facts.text(expr.text) == name) return true;
    const auto operands = facts.operands_of(expr);
    return std::ranges::any_of(operands, [&](python::ExprId part) { return reads(facts, part, name); });
}

/// `d[k] += v`, or `d[k] = … d …`.
bool is_update(const python::ModuleFacts& facts, const python::Store& store, const python::Expr& object) {
    if (store.kind == python::StoreKind::augmented) return true;
    const ExprKind kind = facts.expr(store.value).kind;
    const bool computed = kind == ExprKind::add || kind == ExprKind::arithmetic;
    return store.kind == python::StoreKind::assigned && computed && object.kind == ExprKind::name &&
           reads(facts, store.value, facts.text(object.text));
}

/// True when two containers, or two calls in one, may run the code at the same time.
bool may_run_twice(Inspection& inspection, python::ScopeId scope) {
    if (inspection.module.runner_of(scope) != modal::Runner::remote) return false;
    const modal::Decorated* around = inspection.module.around(scope);
    for (const Registration& registration : registrations(inspection)) {
        const bool own =
            registration.what == around || (around->owner && registration.what->definition == *around->owner);
        if (!own || !registration.decorator->called) continue;
        return !setting(inspection, registration, "max_containers") &&
               !setting(inspection, registration, "schedule") &&
               !inspection.module.may_be_spread(registration.decorator->expression);
    }
    return false;
}

void check(Inspection& inspection, Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    for (const python::Store& store : facts.stores) {
        const python::Expr& target = facts.expr(store.target);
        if (target.kind != ExprKind::subscript) continue;
        const python::ExprId object = facts.operands_of(target).front();
        if (!is_update(facts, store, facts.expr(object))) continue;
        if (inspection.module.object_type_at(object, store.scope, store.region) != "modal.Dict") continue;
        if (!may_run_twice(inspection, store.scope)) continue;
        report.add(store.range,
                   {"another container may change it in between, and one of the updates is lost; use "
                    "max_containers=1, or a key of its own for each writer",
                    "期间其他容器可能修改它，其中一次更新会丢失；请使用 "
                    "max_containers=1，或为每个写入者使用独立的键"});
    }
}

} // namespace

extern constinit const Rule dict_non_atomic_update;
const Rule dict_non_atomic_update{
    .code = "MDL903",
    .name = "dict-non-atomic-update",
    .group = "dict-queue-volume",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/dicts",
    .page = R"md(
A value of a `modal.Dict` is read, changed and stored again in a function that many containers run.

## Why
Between reading and storing, another container may store its own: one of the updates is lost. A Dict has no
transactions.

~~~python bad
import modal

app = modal.App("shop")


counts = modal.Dict.from_name("counts", create_if_missing=True)


@app.function()
def count(word):
    counts[word] += 1  # error: [dict-non-atomic-update] another container may change it in between
~~~

~~~python good
import modal

app = modal.App("shop")


counts = modal.Dict.from_name("counts", create_if_missing=True)


@app.function(max_containers=1)
def count(word):
    counts[word] += 1
~~~

## Known limits
Functions with `max_containers=` or a schedule are taken to run alone.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
