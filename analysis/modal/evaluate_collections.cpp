// Lists, tuples, sets and dictionaries: what is in them, what is done to them in place, loops over them.
#include "analysis/modal/evaluate.hpp"
#include "analysis/modal/join.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace modal_lsp::modal {

using python::Binding;
using python::BindingKind;
using python::ExprId;
using python::ExprKind;
using python::ModuleFacts;
using python::RegionKind;

namespace {

/// Longer collections are not followed.
constexpr std::size_t kMaxCollection = 512;
/// Rounds of a loop that are told apart.
constexpr std::size_t kMaxRounds = 64;
constexpr std::int64_t kMaxRange = 64;

Values collection_value(Collection collection) {
    return one(
        {.kind = ValueKind::collection, .items = std::make_shared<const Collection>(std::move(collection))});
}

void put(Collection& dict, Collection::Item item) {
    const Value* key = item.key.certain();
    for (Collection::Item& known : dict.items) {
        const Value* other = known.key.certain();
        if (key == nullptr || other == nullptr) {
            dict.complete = false; // perhaps the same key, perhaps one more
            continue;
        }
        if (!same_key(*key, *other)) continue;
        known.value = std::move(item.value);
        known.site = item.site;
        return;
    }
    dict.items.push_back(std::move(item));
}

std::shared_ptr<const Frame> round_of(const Context& context, ExprId iterable, const Values& element) {
    Frame frame{.file = context.file, .iterable = iterable};
    frame.element = std::make_shared<const Values>(element);
    frame.outer = context.frame;
    return std::make_shared<const Frame>(std::move(frame));
}

} // namespace

std::optional<Collection> Evaluator::items_of(const Value& value) {
    const Depth depth(*this);
    if (value.kind == ValueKind::collection) return *value.items;
    const ModuleFacts* module = value.kind == ValueKind::display ? facts(value.context.file) : nullptr;
    if (module == nullptr || depth.exhausted()) return std::nullopt;
    const python::Expr& display = module->expr(value.expression);
    const auto operands = module->operands_of(display);
    Collection out{.shape = display.kind, .items = {}, .complete = !module->truncated};
    const bool dict = display.kind == ExprKind::dict;
    for (std::size_t i = 0; i < operands.size(); i += dict ? 2 : 1) {
        const python::Expr& written = module->expr(operands[i]);
        const bool spread = written.kind == ExprKind::starred || written.kind == ExprKind::double_starred;
        if (spread) {
            const Values more = evaluate(module->operands_of(written).front(), value.context);
            if (extend(out, more)) continue;
            out.complete = false;
            if (!dict) break; // where the rest stands is not known
            continue;
        }
        Collection::Item item{.site = {value.context.file, written.range}};
        item.value = evaluate(operands[dict ? i + 1 : i], value.context);
        if (!dict) {
            out.items.push_back(std::move(item));
            continue;
        }
        item.key = evaluate(operands[i], value.context);
        put(out, std::move(item));
    }
    return out;
}

/// Adds all items of a collection; false when they are not known, and `target` is then as it was.
bool Evaluator::extend(Collection& target, const Values& more) {
    const Value* source = more.certain();
    const auto items = source != nullptr ? items_of(*source) : std::nullopt;
    if (!items || !items->complete || target.items.size() + items->items.size() > kMaxCollection)
        return false;
    const bool from_dict = items->shape == ExprKind::dict, to_dict = target.shape == ExprKind::dict;
    if (to_dict && !from_dict) return false;
    for (const Collection::Item& item : items->items) {
        if (to_dict)
            put(target, item);
        else if (from_dict)
            target.items.push_back({.key = {}, .value = item.key, .site = item.site});
        else
            target.items.push_back(item);
    }
    return true;
}

/// `a + b` and `a | b`.
Values Evaluator::sum(const Values& a, const Values& b) {
    const auto is_collection = [](const Value& value) {
        return value.kind == ValueKind::display || value.kind == ValueKind::collection;
    };
    const bool collections = !a.options.empty() && std::ranges::all_of(a.options, is_collection);
    if (!collections) {
        const Value *left = a.certain(), *right = b.certain();
        const bool numbers = left != nullptr && right != nullptr && left->kind == ValueKind::integer &&
                             right->kind == ValueKind::integer;
        if (!numbers) return added(a, b);
        constexpr std::int64_t kLimit = 1'000'000'000'000'000;
        if (std::max(std::abs(left->integer), std::abs(right->integer)) > kLimit) return unknown_values();
        return one({.kind = ValueKind::integer, .integer = left->integer + right->integer});
    }
    Values out{.options = {}, .complete = a.complete && b.complete && !b.options.empty()};
    for (const Value& left : a.options)
        for (const Value& right : b.options) {
            auto items = items_of(left);
            if (!items || !items->complete || !extend(*items, one(right))) {
                out.complete = false;
                continue;
            }
            Values next = collection_value(std::move(*items));
            next.options.front().assumed = left.assumed || right.assumed;
            out = joined(std::move(out), next);
        }
    return out;
}

/// What a name stands for after `xs.append(x)`, `d[k] = v` and the like.
Values Evaluator::appended(const Values& before, const Binding& mutation, const Context& context) {
    Values out{.options = {}, .complete = before.complete};
    for (const Value& value : before.options) {
        auto items = items_of(value);
        if (!items) {
            // Not a collection of Python's: a Dict or Queue of Modal's stays what it is.
            const bool object = value.kind != ValueKind::display && value.kind != ValueKind::collection;
            if (object)
                out = joined(std::move(out), one(value));
            else
                out.complete = false;
            continue;
        }
        if (items->complete && mutate(*items, mutation, context))
            out = joined(std::move(out), collection_value(std::move(*items)));
        else
            out.complete = false;
    }
    return out;
}

bool Evaluator::mutate(Collection& target, const Binding& mutation, const Context& context) {
    if (target.items.size() >= kMaxCollection) return false;
    if (mutation.kind == BindingKind::augmented) return extend(target, evaluate(mutation.value, context));
    if (mutation.detail > 0)
        return mutate_by_store(target, facts(context.file)->stores[mutation.detail - 1], context);
    return mutate_by_call(target, mutation.value, context);
}

bool Evaluator::mutate_by_call(Collection& target, ExprId call, const Context& context) {
    const ModuleFacts& module = *facts(context.file);
    const auto operands = module.operands_of(module.expr(call));
    const auto method = module.text(module.expr(operands[0]).text);
    const bool list = target.shape == ExprKind::list, set = target.shape == ExprKind::set;
    if (method == "clear" && operands.size() == 1) {
        target.items.clear();
        return true;
    }
    if (operands.size() == 3 && method == "insert" && list) {
        const Values at = evaluate(operands[1], context);
        const Value* place = at.certain();
        if (place == nullptr || place->kind != ValueKind::integer || place->integer != 0) return false;
        target.items.insert(target.items.begin(), {.key = {},
                                                   .value = evaluate(operands[2], context),
                                                   .site = {context.file, module.expr(operands[2]).range}});
        return true;
    }
    if (operands.size() != 2) return false;
    const python::Expr& argument = module.expr(operands[1]);
    const bool plain = argument.kind != ExprKind::keyword && argument.kind != ExprKind::starred &&
                       argument.kind != ExprKind::double_starred;
    if (!plain) return false;
    const Values value = evaluate(operands[1], context);
    if ((method == "append" && list) || (method == "add" && set)) {
        target.items.push_back({.key = {}, .value = value, .site = {context.file, argument.range}});
        return true;
    }
    const bool extends = (method == "extend" && list) || (method == "update" && !list);
    return extends && extend(target, value);
}

bool Evaluator::mutate_by_store(Collection& target, const python::Store& store, const Context& context) {
    const ModuleFacts& module = *facts(context.file);
    const auto operands = module.operands_of(module.expr(store.target));
    const bool assigned = store.kind == python::StoreKind::assigned && operands.size() == 2;
    if (!assigned || target.shape != ExprKind::dict) return false;
    Collection::Item item{.site = {context.file, module.expr(store.target).range}};
    item.key = evaluate(operands[1], context);
    item.value = evaluate(store.value, context);
    if (item.key.certain() == nullptr) return false;
    put(target, std::move(item));
    return target.complete;
}

// --- iteration ---------------------------------------------------------------------------------------------

/// What a loop over the expression runs through.
std::optional<Collection> Evaluator::iterated(ExprId iterable, const Context& context) {
    const Values values = evaluate(iterable, context);
    const Value* value = values.certain();
    auto items = value != nullptr ? items_of(*value) : std::nullopt;
    if (!items || items->shape != ExprKind::dict) return items;
    for (Collection::Item& item : items->items)
        item.value = item.key;
    items->shape = ExprKind::list;
    return items;
}

/// The part of a round's value that one name of a tuple target gets.
Values Evaluator::part_of(const Values& element, std::uint32_t detail) {
    if (detail == 0) return element;
    const Values at = one({.kind = ValueKind::integer, .integer = static_cast<std::int64_t>(detail) - 1});
    return for_each_option(element, [&](const Value& value) { return item(value, at); });
}

Values Evaluator::iteration(const Binding& binding, const Context& context) {
    for (const Frame* frame = context.frame.get(); frame != nullptr; frame = frame->outer.get())
        if (frame->iterable == binding.value && frame->file == context.file)
            return part_of(*frame->element, binding.detail);
    const auto items = iterated(binding.value, context);
    if (!items) return unknown_values();
    Values out{.options = {}, .complete = items->complete};
    for (const Collection::Item& item : items->items)
        out = joined(std::move(out), part_of(item.value, binding.detail));
    return out;
}

Evaluator::Runs Evaluator::all_hold(std::span<const ExprId> conditions, const Context& context) {
    Runs answer = Runs::yes;
    for (const ExprId condition : conditions) {
        const auto holds = truth(condition, context);
        if (!holds)
            answer = Runs::maybe;
        else if (!*holds)
            return Runs::no;
    }
    return answer;
}

Values Evaluator::comprehension(const python::Expr& expr, const Context& context) {
    const ModuleFacts& module = *facts(context.file);
    const auto operands = module.operands_of(expr);
    const auto shape = module.text(expr.text);
    const bool dict = shape == "dict";
    const std::size_t elements = dict ? 2 : 1;
    const ExprId iterable = operands[elements];
    Context inside = context;
    inside.scope = python::ScopeId{expr.detail};
    inside.at = expr.range.end;
    const auto rounds = iterated(iterable, context);
    if (!rounds || !rounds->complete || rounds->items.size() > kMaxRounds) return unknown_values();
    Collection out{.shape = dict ? ExprKind::dict : shape == "set" ? ExprKind::set : ExprKind::list};
    for (const Collection::Item& round : rounds->items) {
        inside.frame = round_of(context, iterable, round.value);
        const Runs wanted = all_hold(operands.subspan(elements + 1), inside);
        if (wanted == Runs::maybe) return unknown_values();
        if (wanted == Runs::no) continue;
        Collection::Item item{.site = {context.file, module.expr(operands[0]).range}};
        item.value = evaluate(operands[elements - 1], inside);
        if (!dict) {
            out.items.push_back(std::move(item));
            continue;
        }
        item.key = evaluate(operands[0], inside);
        put(out, std::move(item));
    }
    return collection_value(std::move(out));
}

/// A list that is added to in a loop, after all of its rounds: the only change of the name in that loop, seen
/// from outside of it. nullopt for anything else.
std::optional<Values> Evaluator::unrolled(std::uint32_t number, const Context& context) {
    if (world_ == World::any) return std::nullopt;
    const ModuleFacts& module = *facts(context.file);
    const Binding& binding = module.bindings[number];
    const bool changes = binding.kind == BindingKind::mutated || binding.kind == BindingKind::augmented;
    python::RegionId loop = binding.region;
    while (changes && loop != python::kAlways && module.region(loop).kind == RegionKind::branch)
        loop = module.region(loop).parent;
    const python::Region& around = module.region(loop);
    if (!changes || around.kind != RegionKind::for_body || around.range.contains(context.at))
        return std::nullopt;
    for (const std::uint32_t other : module.bindings_of(binding.scope, module.text(binding.name)))
        if (other != number && around.range.contains(module.bindings[other].range.begin)) return std::nullopt;
    Context outside = context;
    outside.scope = binding.scope;
    outside.region = around.parent;
    outside.at = module.expr(around.condition).range.begin;
    const auto rounds = iterated(around.condition, outside);
    if (!rounds || !rounds->complete || rounds->items.size() > kMaxRounds) return std::nullopt;
    if (runs_within(around.parent, python::kAlways, outside) != Runs::yes) return std::nullopt;
    const Values before = look_up(module.text(binding.name), outside);
    const Value* start = before.certain();
    auto items = start != nullptr ? items_of(*start) : std::nullopt;
    if (!items || !items->complete) return unknown_values();
    Context inside = outside;
    inside.region = binding.region;
    inside.at = binding.range.begin;
    for (const Collection::Item& round : rounds->items) {
        inside.frame = round_of(outside, around.condition, round.value);
        const Runs here = runs_within(binding.region, loop, inside);
        if (here == Runs::no) continue;
        if (here == Runs::maybe || !mutate(*items, binding, inside)) return unknown_values();
    }
    return collection_value(std::move(*items));
}

// --- what makes collections --------------------------------------------------------------------------------

/// `list(xs)`, `dict(a=1)`, `range(3)` …; `known` false when the call is none of these.
Values Evaluator::made_collection(std::string_view path, ExprId call, const Context& context, bool& known) {
    const ModuleFacts& module = *facts(context.file);
    const auto operands = module.operands_of(module.expr(call));
    known = path == "list" || path == "tuple" || path == "set" || path == "dict" || path == "range";
    if (!known) return unknown_values();
    Collection out;
    if (path == "tuple") out.shape = ExprKind::tuple;
    if (path == "set") out.shape = ExprKind::set;
    if (path == "dict") out.shape = ExprKind::dict;
    for (const ExprId operand : operands.subspan(1)) {
        const python::Expr& argument = module.expr(operand);
        if (argument.kind == ExprKind::starred) return unknown_values();
        if (argument.kind == ExprKind::double_starred) {
            if (!extend(out, evaluate(module.operands_of(argument).front(), context)))
                return unknown_values();
        } else if (argument.kind == ExprKind::keyword) {
            if (out.shape != ExprKind::dict) return unknown_values();
            Value key{.kind = ValueKind::text};
            key.pattern.pieces.front() = module.text(argument.text);
            put(out, {.key = one(std::move(key)),
                      .value = evaluate(module.operands_of(argument).front(), context),
                      .site = {context.file, argument.inner}});
        } else if (path == "range") {
            const Values stop = evaluate(operand, context);
            const Value* end = stop.certain();
            const bool small = operands.size() == 2 && end != nullptr && end->kind == ValueKind::integer &&
                               end->integer <= kMaxRange;
            if (!small) return unknown_values();
            for (std::int64_t i = 0; i < end->integer; ++i)
                out.items.push_back({.key = {},
                                     .value = one({.kind = ValueKind::integer, .integer = i}),
                                     .site = {context.file, argument.range}});
        } else if (!extend(out, evaluate(operand, context))) {
            return unknown_values();
        }
    }
    return collection_value(std::move(out));
}

/// `d.items()`, `d.keys()`, `d.values()`, `xs.copy()`.
Values Evaluator::dict_view(const Value& object, std::string_view method) {
    auto items = items_of(object);
    if (!items) return unknown_values();
    if (method == "copy") return collection_value(std::move(*items));
    const bool view = method == "items" || method == "keys" || method == "values";
    if (!view || items->shape != ExprKind::dict) return unknown_values();
    Collection out{.shape = ExprKind::list, .items = {}, .complete = items->complete};
    for (Collection::Item& item : items->items) {
        Collection::Item made{.key = {}, .value = {}, .site = item.site};
        if (method == "keys") made.value = std::move(item.key);
        if (method == "values") made.value = std::move(item.value);
        if (method == "items") {
            Collection pair{.shape = ExprKind::tuple};
            pair.items.push_back({.key = {}, .value = std::move(item.key), .site = item.site});
            pair.items.push_back({.key = {}, .value = std::move(item.value), .site = item.site});
            made.value = collection_value(std::move(pair));
        }
        out.items.push_back(std::move(made));
    }
    return collection_value(std::move(out));
}

} // namespace modal_lsp::modal
