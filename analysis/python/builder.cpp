#include "analysis/python/builder.hpp"

namespace modal_lsp::python {

Builder::Builder(const syntax::SyntaxTree& tree, ModuleFacts& target)
    : facts(target), cursor(tree), interest(tree.text()), text_(tree.text()) {
    facts.texts.emplace_back();
    ids_.emplace(std::string(), TextId{0});
    facts.expressions.emplace_back();
    facts.regions.emplace_back();
    const auto size = static_cast<std::uint32_t>(text_.size());
    // The module's scope also holds the very end of the text, where a cursor may stand.
    facts.scopes.push_back({.kind = ScopeKind::module, .parent = {}, .range = text::make_range(0, size + 1)});
}

TextId Builder::intern(std::string_view text) {
    if (const auto known = ids_.find(text); known != ids_.end()) return known->second;
    const TextId id{static_cast<std::uint32_t>(facts.texts.size())};
    facts.texts.emplace_back(text);
    ids_.emplace(std::string(text), id);
    return id;
}

ExprId Builder::add(Expr expr, const std::vector<ExprId>& operands) {
    expr.first_operand = static_cast<std::uint32_t>(facts.operands.size());
    expr.operand_count = static_cast<std::uint32_t>(operands.size());
    facts.operands.insert(facts.operands.end(), operands.begin(), operands.end());
    facts.expressions.push_back(expr);
    return ExprId{static_cast<std::uint32_t>(facts.expressions.size() - 1)};
}

ScopeId Builder::add_scope(ScopeKind kind, ScopeId parent, text::ByteRange range) {
    facts.scopes.push_back({.kind = kind, .parent = parent, .range = range});
    return ScopeId{static_cast<std::uint32_t>(facts.scopes.size() - 1)};
}

RegionId Builder::add_region(Region region) {
    facts.regions.push_back(region);
    return RegionId{static_cast<std::uint32_t>(facts.regions.size() - 1)};
}

Binding& Builder::bind(const Place& place, BindingKind kind, text::ByteRange name,
                       text::ByteOffset in_force) {
    Binding& binding = facts.bindings.emplace_back();
    binding.name = intern(source(name));
    binding.scope = place.scope;
    binding.region = place.region;
    binding.kind = kind;
    binding.range = name;
    binding.in_force = in_force;
    return binding;
}

std::string_view Builder::source(text::ByteRange range) const {
    return text_.substr(range.begin.value, range.size());
}

} // namespace modal_lsp::python
