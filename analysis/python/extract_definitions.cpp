#include "analysis/python/definition.hpp"
#include "analysis/python/extraction.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::python {

using syntax::Field;
using syntax::Kind;
using text::ByteRange;

namespace {

/// A function this short is read even without a mention: it may return a name that others use.
constexpr std::uint32_t kShortBodyBytes = 300;
/// A function the module itself calls is read up to this length: what it returns is a value of the module.
constexpr std::uint32_t kMaxCalledBodyBytes = 6000;

bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

} // namespace

void Extraction::decorated(const Place& place) {
    const ByteRange whole = cursor_.range();
    std::vector<Decorator> decorators;
    cursor_.each_child([&] {
        if (cursor_.kind() == Kind::decorator) {
            Decorator decorator{.expression = kUnknownExpr, .range = cursor_.range()};
            cursor_.each_child([&] {
                if (cursor_.kind() == Kind::comment) return;
                // The node goes on to the end of the line, and of a comment on it.
                decorator.range.end = cursor_.range().end;
                decorator.expression = lower_called(builder_, place.used(CallUse::decorator));
            });
            decorators.push_back(decorator);
        } else if (cursor_.field() == Field::definition) {
            definition(place, std::exchange(decorators, {}), whole);
        }
    });
}

void Extraction::definition(const Place& place, std::vector<Decorator> decorators, ByteRange whole) {
    const bool is_class = cursor_.kind() == Kind::class_definition;
    const DefId id{static_cast<std::uint32_t>(facts_.definitions.size())};
    facts_.definitions.push_back(read_header(builder_, place));
    Definition& made = facts_.definitions.back();
    made.is_class = is_class;
    made.scope = place.scope;
    made.region = place.region;
    made.range = whole;
    made.decorators = std::move(decorators);
    if (!made.name_range.empty()) {
        const ByteRange name = made.name_range;
        const auto kind = is_class ? BindingKind::class_ : BindingKind::function;
        builder_.bind(place, kind, name, name.end).detail = index(id);
    }
    cursor_.each_child([&] {
        if (cursor_.field() != Field::body) return;
        facts_.definitions[index(id)].body_range = cursor_.range();
        if (is_class)
            class_body(id, place);
        else if (collected_)
            function_body(id, place);
        else
            waiting_.push_back({id, place, cursor_.mark()});
    });
}

/// The scope reaches to the end of the statement's header line on its left, so that a cursor in an empty body
/// still finds it.
void Extraction::class_body(DefId id, const Place& outside) {
    Place place{.depth = outside.depth + 1};
    place.scope = builder_.add_scope(ScopeKind::class_, outside.scope, cursor_.range());
    facts_.scopes.back().definition = id;
    facts_.definitions[index(id)].body = place.scope;
    const auto enclosing = std::exchange(function_, std::nullopt);
    block(place);
    function_ = enclosing;
}

/// The cursor stands on the body.
void Extraction::function_body(DefId id, const Place& outside) {
    const ByteRange range = cursor_.range();
    if (!is_worth_reading(id, range)) return;
    Place place{.depth = outside.depth + 1};
    place.scope = builder_.add_scope(ScopeKind::function, outside.scope, range);
    facts_.scopes.back().definition = id;
    facts_.definitions[index(id)].body = place.scope;
    for (const Parameter& parameter : facts_.definition(id).parameters) {
        Binding& binding = builder_.bind(place, BindingKind::parameter, parameter.range, range.begin);
        binding.value = parameter.default_value;
        binding.annotation = parameter.annotation;
    }
    const auto enclosing = std::exchange(function_, id);
    const Ending ending = block(place);
    facts_.definitions[index(id)].falls_through = ending == Ending::falls_through;
    function_ = enclosing;
}

bool Extraction::is_worth_reading(DefId id, ByteRange body) const {
    if (body.size() <= kShortBodyBytes || is_interesting(body) || mentions_name_of_interest(body))
        return true;
    const Definition& definition = facts_.definition(id);
    return body.size() <= kMaxCalledBodyBytes &&
           (!definition.decorators.empty() ||
            names_of_interest_.contains(builder_.source(definition.name_range)));
}

/// Names of the module that a function's body can do something of interest with: what is decorated, made by a
/// call of interest, a display that can be changed in place, or bound on some ways only; and functions that
/// the module calls.
void Extraction::collect_names_of_interest() {
    collected_ = true;
    for (const Binding& binding : facts_.bindings) {
        if (binding.scope != kModuleScope) continue;
        const ExprKind kind = facts_.expr(binding.value).kind;
        const bool display = kind == ExprKind::list || kind == ExprKind::dict || kind == ExprKind::set ||
                             kind == ExprKind::comprehension;
        const bool definition = binding.kind == BindingKind::function || binding.kind == BindingKind::class_;
        const bool decorated = definition && !facts_.definition(DefId{binding.detail}).decorators.empty();
        const bool made = binding.kind == BindingKind::assignment &&
                          (display || is_interesting(facts_.expr(binding.value).range));
        if (decorated || made || binding.region != kAlways)
            names_of_interest_.insert(builder_.source(binding.range));
    }
    for (const Call& call : facts_.calls) {
        const Expr& callee = facts_.expr(facts_.operands_of(facts_.expr(call.expression)).front());
        if (callee.kind == ExprKind::name) names_of_interest_.insert(builder_.source(callee.range));
    }
}

bool Extraction::mentions_name_of_interest(ByteRange range) const {
    if (names_of_interest_.empty()) return false;
    const std::string_view text = builder_.source(range);
    for (std::size_t at = 0; at < text.size();) {
        if (!is_name_byte(text[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        while (at < text.size() && is_name_byte(text[at]))
            ++at;
        if (names_of_interest_.contains(text.substr(begin, at - begin))) return true;
    }
    return false;
}

/// A function that changes an object of the module in place can do so at any time: what the module's name
/// stands for is then not known, as after `global`.
void Extraction::note_mutations_from_functions() {
    std::set<std::string_view> names;
    for (const Binding& binding : facts_.bindings) {
        if (binding.kind != BindingKind::mutated || binding.scope == kModuleScope) continue;
        if (facts_.scope(binding.scope).kind == ScopeKind::class_) continue;
        names.insert(builder_.source(binding.range));
    }
    const std::size_t count = facts_.bindings.size();
    for (std::size_t i = 0; i < count && !names.empty(); ++i) {
        const Binding& binding = facts_.bindings[i];
        if (binding.scope != kModuleScope || names.erase(builder_.source(binding.range)) == 0) continue;
        builder_.bind({}, BindingKind::global, ByteRange(binding.range), {0}).detail = 1;
    }
}

} // namespace modal_lsp::python
