#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <string_view>

namespace modal_lsp::rules {
namespace {

using python::BindingKind;
using python::ExprKind;

/// True for `name = d[k]` of a modal.Dict.
bool is_fetched(Inspection& inspection, const python::Binding& binding) {
    const python::Expr& value = inspection.facts.expr(binding.value);
    if (binding.kind != BindingKind::assignment || value.kind != ExprKind::subscript) return false;
    const python::ExprId object = inspection.facts.operands_of(value).front();
    return inspection.module.object_type_at(object, binding.scope, binding.region) == "modal.Dict";
}

/// The name is used for anything but fetching from it and changing it: it is returned, handed on, stored.
bool goes_elsewhere(const python::ModuleFacts& facts, const python::Definition& function,
                    std::string_view name) {
    for (const python::Return& made : function.returns)
        for (const python::Expr& expr : facts.expressions)
            if (expr.kind == ExprKind::name && facts.text(expr.text) == name &&
                made.range.contains(expr.range.begin))
                return true;
    const auto is_it = [&](const python::Escape& escape) {
        return facts.text(escape.name) == name && function.body_range.contains(escape.range.begin);
    };
    if (std::ranges::any_of(facts.escapes, is_it)) return true;
    return std::ranges::any_of(facts.stores, [&](const python::Store& store) {
        return function.body_range.contains(store.range.begin) &&
               facts.expr(store.value).kind == ExprKind::name &&
               facts.text(facts.expr(store.value).text) == name;
    });
}

void check(Inspection& inspection, Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    for (const python::Binding& binding : facts.bindings) {
        const auto& definition = facts.scope(binding.scope).definition;
        if (facts.scope(binding.scope).kind != python::ScopeKind::function || !definition) continue;
        if (!is_fetched(inspection, binding)) continue;
        const auto name = facts.text(binding.name);
        const auto numbers = facts.bindings_of(binding.scope, name);
        const auto plain = std::ranges::count_if(
            numbers, [&](std::uint32_t n) { return facts.bindings[n].kind != BindingKind::mutated; });
        const auto change = std::ranges::find_if(
            numbers, [&](std::uint32_t n) { return facts.bindings[n].kind == BindingKind::mutated; });
        if (plain != 1 || change == numbers.end()) continue;
        if (goes_elsewhere(facts, facts.definition(*definition), name)) continue;
        report.add(facts.bindings[*change].range,
                   {"\"{}\" is a copy, and this change is lost; store it under its key again",
                    "\"{}\" 是副本，这个修改会丢失；请再存回对应的键"},
                   name);
    }
}

} // namespace

extern constinit const Rule dict_value_not_written_back;
const Rule dict_value_not_written_back{
    .code = "MDL902",
    .name = "dict-value-not-written-back",
    .group = "dict-queue-volume",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/dicts",
    .page = R"md(
A value that was fetched from a `modal.Dict` is changed, and never stored again.

## Why
What is fetched is a copy. A change to it is lost unless it is stored under its key again.

~~~python bad
import modal

carts = modal.Dict.from_name("carts", create_if_missing=True)


def add(user, item):
    cart = carts[user]
    cart.append(item)  # warning: [dict-value-not-written-back] "cart" is a copy
~~~

~~~python good
import modal

carts = modal.Dict.from_name("carts", create_if_missing=True)


def add(user, item):
    cart = carts[user]
    cart.append(item)
    carts[user] = cart


def read(user):
    cart = carts[user]
    cart.sort()
    return cart
~~~

## Known limits
Looks at one function. A value that is returned, handed to anything or stored anywhere is left alone.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
