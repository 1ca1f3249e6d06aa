#include "analysis/python/extract.hpp"

#include "analysis/python/extraction.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>

namespace modal_lsp::python {

using syntax::Kind;

namespace {

/// Calls that do not come back.
constexpr std::array<std::string_view, 4> kExits = {"sys.exit(", "exit(", "quit(", "os._exit("};

void order_by_name(ModuleFacts& facts) {
    facts.by_name.resize(facts.bindings.size());
    std::iota(facts.by_name.begin(), facts.by_name.end(), 0U);
    std::ranges::sort(facts.by_name, {}, [&](std::uint32_t number) {
        const Binding& binding = facts.bindings[number];
        return std::tuple(binding.scope, facts.text(binding.name), binding.in_force, number);
    });
}

/// Bodies of functions were read after everything else; others rely on the order of the source.
void order_calls(ModuleFacts& facts) {
    std::ranges::stable_sort(facts.calls, {}, [&](const Call& call) {
        const Expr& expr = facts.expr(call.expression);
        return std::tuple(expr.range.end, expr.range.begin);
    });
}

} // namespace

void Extraction::module() {
    block({});
    collect_names_of_interest();
    // Bodies found inside of these are read on the spot.
    const auto waiting = std::move(waiting_);
    for (const Waiting& next : waiting) {
        cursor_.go_to(next.body);
        function_body(next.definition, next.outside);
    }
    note_mutations_from_functions();
}

Extraction::Ending Extraction::block(const Place& place) {
    if (place.depth > kMaxStatementDepth) {
        facts_.truncated = true;
        return Ending::falls_through;
    }
    bool ends = false;
    cursor_.each_child([&] {
        const auto first_region = facts_.regions.size();
        statement(place);
        if (cursor_.kind() != Kind::comment) ends = ends_here() || no_arm_goes_on(first_region, place.region);
    });
    return ends ? Ending::terminates : Ending::falls_through;
}

/// True when the statement under the cursor never lets the next one run.
bool Extraction::ends_here() const {
    switch (cursor_.kind()) {
    case Kind::return_statement:
    case Kind::raise_statement:
    case Kind::break_statement:
    case Kind::continue_statement: return true;
    case Kind::expression_statement:
        return std::ranges::any_of(kExits, [&](auto exit) { return cursor_.text().starts_with(exit); });
    default: return false;
    }
}

/// True when the statement whose regions start there is an `if` with `else` of which every arm terminates.
bool Extraction::no_arm_goes_on(std::size_t first_region, RegionId around) const {
    if (first_region >= facts_.regions.size() || !facts_.regions[first_region].exhaustive) return false;
    return std::ranges::all_of(facts_.regions.begin() + static_cast<std::ptrdiff_t>(first_region),
                               facts_.regions.end(),
                               [&](const Region& r) { return r.parent != around || r.terminates; });
}

void Extraction::statement(const Place& place) {
    switch (cursor_.kind()) {
    case Kind::comment: return;
    case Kind::import_statement: return import_statement(place);
    case Kind::import_from_statement: return import_from(place);
    case Kind::expression_statement: return expression_statement(place);
    case Kind::decorated_definition: return decorated(place);
    case Kind::function_definition:
    case Kind::class_definition: return definition(place, {}, cursor_.range());
    case Kind::if_statement: return if_statement(place);
    case Kind::for_statement: return for_statement(place);
    case Kind::while_statement: return while_statement(place);
    case Kind::try_statement: return try_statement(place);
    case Kind::match_statement: return match_statement(place);
    case Kind::with_statement: return with_statement(place);
    case Kind::return_statement: return return_statement(place);
    case Kind::delete_statement: return deleted(place);
    case Kind::global_statement:
    case Kind::nonlocal_statement: return global(place);
    case Kind::block:
    case Kind::error: (void)block(place.deeper()); return;
    default: (void)lower(builder_, place);
    }
}

namespace {

/// Facts of a whole workspace are kept, and vectors grow by doubling.
void fit(ModuleFacts& facts) {
    const auto fit_all = [](auto&... vectors) { (vectors.shrink_to_fit(), ...); };
    fit_all(facts.texts, facts.expressions, facts.operands, facts.scopes, facts.regions, facts.bindings,
            facts.imports, facts.definitions, facts.calls, facts.escapes, facts.stores, facts.withs,
            facts.by_name);
}

} // namespace

ModuleFacts extract(const syntax::SyntaxTree& tree) {
    ModuleFacts facts;
    Builder builder(tree, facts);
    Extraction(builder).module();
    facts.has_error = tree.has_error();
    order_by_name(facts);
    order_calls(facts);
    fit(facts);
    return facts;
}

} // namespace modal_lsp::python
