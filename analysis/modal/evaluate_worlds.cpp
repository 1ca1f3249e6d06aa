// What the two worlds decide: conditions, environment variables, which branches run.
#include "analysis/modal/evaluate.hpp"
#include "analysis/modal/join.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::modal {

using python::ExprId;
using python::ExprKind;
using python::ModuleFacts;
using python::RegionId;
using python::RegionKind;

namespace {

/// Variables that Modal sets in every container and that are not set on a developer's machine
/// (modal.com/docs/guide/environment_variables).
struct ContainerVariable {
    std::string_view name;
    std::string_view value; ///< empty: some text that is not empty
};

constexpr auto kContainerVariables = std::to_array<ContainerVariable>({
    {"MODAL_IS_REMOTE", "1"},
    {"MODAL_TASK_ID", ""},
});

Values text_value(Pattern pattern) {
    return one({.kind = ValueKind::text, .pattern = std::move(pattern)});
}

std::optional<bool> truth_of_text(const Pattern& pattern) {
    const bool some = std::ranges::any_of(pattern.pieces, [](const std::string& p) { return !p.empty(); });
    if (some) return true;
    return pattern.is_known() ? std::optional(false) : std::nullopt;
}

/// Python's `==`, as far as plain values go.
std::optional<bool> equal(const Value& a, const Value& b) {
    const auto plain = [](const Value& value) {
        return value.kind == ValueKind::none || value.kind == ValueKind::boolean ||
               value.kind == ValueKind::integer || value.kind == ValueKind::text;
    };
    if (!plain(a) || !plain(b)) return std::nullopt;
    const auto number = [](const Value& value) -> std::optional<std::int64_t> {
        if (value.kind == ValueKind::boolean) return value.truth ? 1 : 0;
        return value.kind == ValueKind::integer ? std::optional(value.integer) : std::nullopt;
    };
    if (number(a) && number(b)) return *number(a) == *number(b);
    if (a.kind != b.kind) return false;
    if (a.kind == ValueKind::none) return true;
    if (a.pattern.is_known() && b.pattern.is_known()) return a.pattern == b.pattern;
    const bool possible = a.pattern.is_known()   ? b.pattern.could_be(a.pattern.known())
                          : b.pattern.is_known() ? a.pattern.could_be(b.pattern.known())
                                                 : true;
    return possible ? std::nullopt : std::optional(false);
}

std::optional<bool> inverted(std::optional<bool> value) {
    return value ? std::optional(!*value) : std::nullopt;
}

} // namespace

std::optional<Values> Evaluator::environment(std::string_view variable) const {
    const auto found = std::ranges::find(kContainerVariables, variable, &ContainerVariable::name);
    if (found == kContainerVariables.end() || world_ == World::any) return std::nullopt;
    if (world_ == World::local) return one({.kind = ValueKind::none});
    Pattern pattern;
    pattern.pieces.front() = found->value;
    // Not empty: a text around a hole, of which something is known.
    if (found->value.empty()) pattern.pieces = {"ta-", ""};
    return text_value(std::move(pattern));
}

/// `os.environ.get("X", "default")`: in the end the default, when the variable is not known.
Values Evaluator::environment_or(ExprId call, const Context& context) {
    const ModuleFacts& module = *facts(context.file);
    const Names name = names(argument(module, call, 0, "key").expression, context);
    const Argument fallback = argument(module, call, 1, "default");
    const auto known = name.certain() != nullptr ? environment(*name.certain()) : std::nullopt;
    if (known && known->options.front().kind != ValueKind::none) return *known;
    if (known) return fallback.found ? evaluate(fallback.expression, context) : *known;
    if (!fallback.found) return unknown_values();
    Values values = evaluate(fallback.expression, context);
    for (Value& value : values.options)
        value.assumed = true;
    values.complete = false;
    return values;
}

std::optional<bool> Evaluator::truth_of(const Values& values) {
    if (!values.complete || values.options.empty()) return std::nullopt;
    std::optional<bool> all;
    for (const Value& value : values.options) {
        std::optional<bool> here;
        switch (value.kind) {
        case ValueKind::none: here = false; break;
        case ValueKind::boolean: here = value.truth; break;
        case ValueKind::integer: here = value.integer != 0; break;
        case ValueKind::text: here = truth_of_text(value.pattern); break;
        case ValueKind::module:
        case ValueKind::function:
        case ValueKind::class_:
        case ValueKind::app: here = true; break;
        case ValueKind::external:
            if (value.path == "typing.TYPE_CHECKING") here = false;
            break;
        case ValueKind::result:
            if (!value.type.empty()) here = true;
            break;
        case ValueKind::display:
        case ValueKind::collection:
            if (const auto items = items_of(value)) {
                if (!items->items.empty())
                    here = true;
                else if (items->complete)
                    here = false;
            }
            break;
        default: break;
        }
        if (!here || value.assumed || (all && *all != *here)) return std::nullopt;
        all = here;
    }
    return all;
}

std::optional<bool> Evaluator::truth(ExprId condition, const Context& context) {
    const Depth depth(*this);
    const ModuleFacts* module = facts(context.file);
    if (depth.exhausted() || module == nullptr || condition == python::kUnknownExpr) return std::nullopt;
    const python::Expr& expr = module->expr(condition);
    const auto operands = module->operands_of(expr);
    switch (expr.kind) {
    case ExprKind::negated: return inverted(truth(operands[0], context));
    case ExprKind::both: {
        const auto left = truth(operands[0], context), right = truth(operands[1], context);
        if ((left && !*left) || (right && !*right)) return false;
        return left && right ? std::optional(true) : std::nullopt;
    }
    case ExprKind::either: {
        const auto left = truth(operands[0], context), right = truth(operands[1], context);
        if ((left && *left) || (right && *right)) return true;
        return left && right ? std::optional(false) : std::nullopt;
    }
    case ExprKind::comparison: return compare(expr, context);
    default: return truth_of(evaluate(condition, context));
    }
}

std::optional<bool> Evaluator::contains(const Values& container, const Values& key) {
    const Value *where = container.certain(), *what = key.certain();
    if (where == nullptr || what == nullptr) return std::nullopt;
    if (where->kind == ValueKind::external && where->path == "os.environ") {
        if (what->kind != ValueKind::text || !what->pattern.is_known()) return std::nullopt;
        const auto value = environment(what->pattern.known());
        return value ? std::optional(value->options.front().kind != ValueKind::none) : std::nullopt;
    }
    const auto items = items_of(*where);
    if (!items) return std::nullopt;
    bool sure = items->complete;
    for (const Collection::Item& item : items->items) {
        const Values& candidate = items->shape == ExprKind::dict ? item.key : item.value;
        const auto same = candidate.certain() != nullptr ? equal(*candidate.certain(), *what) : std::nullopt;
        if (same && *same) return true;
        sure = sure && same;
    }
    return sure ? std::optional(false) : std::nullopt;
}

std::optional<bool> Evaluator::compare(const python::Expr& expr, const Context& context) {
    const ModuleFacts& module = *facts(context.file);
    const auto sign = module.text(expr.text);
    const auto operands = module.operands_of(expr);
    // A container imports the module by its name; a developer may also run it.
    const bool main_guard = module.dotted(operands[0]) == "__name__" && sign == "==" &&
                            module.text(module.expr(operands[1]).text) == "__main__";
    if (main_guard && module.bindings_of(python::kModuleScope, "__name__").empty())
        return world_ == World::container ? std::optional(false) : std::nullopt;
    const Values left = evaluate(operands[0], context), right = evaluate(operands[1], context);
    if (sign == "in") return contains(right, left);
    if (sign == "not in") return inverted(contains(right, left));
    if (left.certain() == nullptr || right.certain() == nullptr) return std::nullopt;
    const Value &a = *left.certain(), &b = *right.certain();
    if (sign == "==") return equal(a, b);
    if (sign == "!=") return inverted(equal(a, b));
    const bool with_none = a.kind == ValueKind::none || b.kind == ValueKind::none;
    const bool plain = a.kind != ValueKind::external && b.kind != ValueKind::external;
    if (sign == "is" && with_none && plain) return a.kind == b.kind;
    if (sign == "is not" && with_none && plain) return a.kind != b.kind;
    const bool truths = a.kind == ValueKind::boolean && b.kind == ValueKind::boolean;
    if (sign == "is" && truths) return a.truth == b.truth;
    if (sign == "is not" && truths) return a.truth != b.truth;
    if (a.kind != ValueKind::integer || b.kind != ValueKind::integer) return std::nullopt;
    if (sign == "<") return a.integer < b.integer;
    if (sign == "<=") return a.integer <= b.integer;
    if (sign == ">") return a.integer > b.integer;
    if (sign == ">=") return a.integer >= b.integer;
    return std::nullopt;
}

Evaluator::Runs Evaluator::branch_runs(const ModuleFacts& module, RegionId region, const Context& context) {
    Runs answer = Runs::yes;
    for (RegionId at = region; at != python::kAlways; at = module.region(at).previous) {
        const python::Region& arm = module.region(at);
        if (arm.condition == python::kUnknownExpr) continue; // `else`: when no other arm runs
        Context place = context;
        place.region = arm.parent;
        place.at = module.expr(arm.condition).range.begin;
        const auto holds = truth(arm.condition, place);
        const bool wanted = at == region;
        if (holds && *holds != wanted) return Runs::no;
        if (!holds) answer = Runs::maybe;
    }
    return answer;
}

Evaluator::Runs Evaluator::loop_runs(ExprId iterable, const Context& context) {
    const auto items = iterated(iterable, context);
    if (!items) return Runs::maybe;
    if (!items->items.empty()) return Runs::yes;
    return items->complete ? Runs::no : Runs::maybe;
}

Evaluator::Runs Evaluator::runs(RegionId region, const Context& context) {
    if (region == python::kAlways) return Runs::yes;
    if (world_ == World::any) return Runs::maybe;
    const Depth depth(*this);
    const ModuleFacts* module = facts(context.file);
    if (module == nullptr || depth.exhausted()) return Runs::maybe;
    const auto key = std::pair(context.file, region);
    if (!context.frame)
        if (const auto known = regions_.find(key); known != regions_.end()) return known->second;
    // Until it is known, for what it is asked meanwhile: a condition may depend on what its branch binds.
    if (!context.frame) regions_[key] = Runs::maybe;
    const python::Region& at = module->region(region);
    Runs answer = Runs::maybe;
    Context place = context;
    place.region = at.parent;
    if (at.kind == RegionKind::branch) answer = branch_runs(*module, region, context);
    if (at.kind == RegionKind::for_body && at.condition != python::kUnknownExpr) {
        place.at = module->expr(at.condition).range.begin;
        answer = loop_runs(at.condition, place);
    }
    if (at.kind == RegionKind::while_body && at.condition != python::kUnknownExpr) {
        place.at = module->expr(at.condition).range.begin;
        if (truth(at.condition, place) == false) answer = Runs::no;
    }
    if (!context.frame) regions_[key] = answer;
    return answer;
}

Evaluator::Runs Evaluator::runs_within(RegionId region, RegionId top, const Context& context) {
    const ModuleFacts* module = facts(context.file);
    Runs answer = Runs::yes;
    for (RegionId at = region; module != nullptr && at != top && at != python::kAlways;
         at = module->region(at).parent) {
        const Runs here = runs(at, context);
        if (here == Runs::no) return Runs::no;
        if (here == Runs::maybe) answer = Runs::maybe;
    }
    return answer;
}

} // namespace modal_lsp::modal
