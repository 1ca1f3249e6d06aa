#include "analysis/python/facts.hpp"

#include <algorithm>
#include <ranges>
#include <tuple>

namespace modal_lsp::python {
namespace {

/// Compares two lists by a key that leaves positions out.
template <class T, class Key> bool same(const std::vector<T>& a, const std::vector<T>& b, Key key) {
    return std::ranges::equal(a, b, {}, key, key);
}

auto definition_key(const Definition& d) {
    std::vector<ExprId> decorators;
    for (const Decorator& decorator : d.decorators)
        decorators.push_back(decorator.expression);
    std::vector<std::tuple<TextId, ParameterKind, bool, ExprId>> parameters;
    for (const Parameter& p : d.parameters)
        parameters.emplace_back(p.name, p.kind, p.has_default, p.default_value);
    std::vector<std::pair<ExprId, RegionId>> returns;
    for (const Return& r : d.returns)
        returns.emplace_back(r.value, r.region);
    return std::tuple(d.is_class, d.is_async, d.is_generator, d.falls_through, d.name, d.scope, d.region,
                      d.body, decorators, parameters, d.bases, returns, d.signature, d.summary);
}

auto region_key(const Region& r) {
    return std::tuple(r.parent, r.group, r.arm, r.previous, r.exclusive, r.exhaustive, r.arms, r.kind,
                      r.terminates, r.condition);
}

} // namespace

std::optional<TextId> ModuleFacts::find_text(std::string_view text) const {
    const auto found = std::ranges::find(texts, text);
    if (found == texts.end()) return std::nullopt;
    return TextId{static_cast<std::uint32_t>(found - texts.begin())};
}

std::span<const std::uint32_t> ModuleFacts::bindings_of(ScopeId scope, std::string_view name) const {
    const auto key_of = [&](std::uint32_t number) {
        return std::pair(bindings[number].scope, text(bindings[number].name));
    };
    const auto found = std::ranges::equal_range(by_name, std::pair(scope, name), {}, key_of);
    return {found.begin(), found.end()};
}

ScopeId ModuleFacts::scope_at(text::ByteOffset at) const {
    // Scopes are made in source order, parents first: the last one that holds the offset is the innermost.
    for (std::size_t i = scopes.size(); i-- > 1;)
        if (scopes[i].range.contains(at)) return ScopeId{static_cast<std::uint32_t>(i)};
    return kModuleScope;
}

RegionId ModuleFacts::region_at(text::ByteOffset at) const {
    for (std::size_t i = regions.size(); i-- > 1;)
        if (regions[i].range.contains(at)) return RegionId{static_cast<std::uint32_t>(i)};
    return kAlways;
}

std::string ModuleFacts::dotted(ExprId id) const {
    const Expr& e = expr(id);
    if (e.kind == ExprKind::name) return std::string(text(e.text));
    if (e.kind != ExprKind::attribute) return {};
    std::string object = dotted(operands_of(e).front());
    if (object.empty()) return {};
    return object.append(".").append(text(e.text));
}

bool same_but_for_positions(const ModuleFacts& a, const ModuleFacts& b) {
    return a.texts == b.texts && a.operands == b.operands && same(a.regions, b.regions, region_key) &&
           a.has_error == b.has_error && a.truncated == b.truncated &&
           same(a.expressions, b.expressions,
                [](const Expr& e) {
                    return std::tuple(e.kind, e.text, e.first_operand, e.operand_count, e.detail);
                }) &&
           same(a.scopes, b.scopes,
                [](const Scope& s) { return std::tuple(s.kind, s.parent, s.definition); }) &&
           same(a.bindings, b.bindings,
                [](const Binding& x) {
                    return std::tuple(x.name, x.scope, x.region, x.kind, x.value, x.detail, x.annotation);
                }) &&
           same(a.imports, b.imports,
                [](const Import& i) { return std::tuple(i.module, i.level, i.name, i.has_alias); }) &&
           same(a.definitions, b.definitions, definition_key) &&
           same(a.calls, b.calls,
                [](const Call& c) {
                    return std::tuple(c.expression, c.scope, c.region, c.use, c.of_interest);
                }) &&
           same(a.escapes, b.escapes,
                [](const Escape& e) { return std::tuple(e.name, e.scope, e.callee, e.keyword); }) &&
           same(a.stores, b.stores,
                [](const Store& s) { return std::tuple(s.kind, s.target, s.value, s.scope, s.region); }) &&
           same(a.withs, b.withs,
                [](const With& w) { return std::tuple(w.item, w.scope, w.region, w.is_async); });
}

} // namespace modal_lsp::python
