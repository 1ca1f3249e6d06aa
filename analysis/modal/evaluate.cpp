#include "analysis/modal/evaluate.hpp"

#include "analysis/modal/join.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <string>
#include <utility>

namespace modal_lsp::modal {

using python::ExprId;
using python::ExprKind;
using python::ModuleFacts;

const ModuleFacts* Evaluator::facts(FileId file) {
    consulted_.insert(file);
    const ModuleFacts* found = modules_.facts(file);
    if (found == nullptr) unread_.insert(file);
    return found;
}

Values Evaluator::evaluate(ExprId expression, const Context& context) {
    const Depth depth(*this);
    const ModuleFacts* module = facts(context.file);
    if (depth.exhausted() || module == nullptr || expression == python::kUnknownExpr) return unknown_values();
    const python::Expr& expr = module->expr(expression);
    switch (expr.kind) {
    case ExprKind::none: return one({.kind = ValueKind::none});
    case ExprKind::boolean:
        return one({.kind = ValueKind::boolean, .truth = module->text(expr.text) == "True"});
    case ExprKind::integer: return integer(module->text(expr.text));
    case ExprKind::string: {
        Value value{.kind = ValueKind::text};
        value.pattern.pieces.front() = module->text(expr.text);
        value.literal = Site{context.file, expr.inner};
        return one(std::move(value));
    }
    case ExprKind::name: return look_up(module->text(expr.text), context);
    case ExprKind::list:
    case ExprKind::tuple:
    case ExprKind::set:
    case ExprKind::dict:
        return one({.kind = ValueKind::display, .expression = expression, .context = context});
    default: return compound(expr, expression, context);
    }
}

Values Evaluator::compound(const python::Expr& expr, ExprId id, const Context& context) {
    const ModuleFacts& module = *facts(context.file);
    const auto operands = module.operands_of(expr);
    switch (expr.kind) {
    case ExprKind::formatted: {
        Values text = one({.kind = ValueKind::text});
        for (const ExprId part : operands)
            text = concatenated(text, as_text(evaluate(part, context)));
        return text;
    }
    case ExprKind::add: return sum(evaluate(operands[0], context), evaluate(operands[1], context));
    case ExprKind::arithmetic:
    case ExprKind::negative: return arithmetic(expr, context);
    case ExprKind::comprehension: return comprehension(expr, context);
    case ExprKind::negated:
    case ExprKind::comparison:
        if (const auto known = truth(id, context)) return one({.kind = ValueKind::boolean, .truth = *known});
        return unknown_values();
    case ExprKind::attribute: {
        const auto member = std::string(module.text(expr.text));
        return for_each_option(evaluate(operands[0], context),
                               [&](const Value& object) { return attribute(object, member); });
    }
    case ExprKind::call: return call(expr, id, context);
    case ExprKind::subscript: return subscript(expr, context);
    case ExprKind::conditional: return conditional(operands, context);
    case ExprKind::either: return first_true(evaluate(operands[0], context), evaluate(operands[1], context));
    case ExprKind::awaited: return evaluate(operands[0], context);
    default: return unknown_values();
    }
}

Values Evaluator::integer(std::string_view digits) const {
    std::string plain(digits);
    std::erase(plain, '_');
    Value value{.kind = ValueKind::integer};
    const auto end = plain.data() + plain.size();
    const auto parsed = std::from_chars(plain.data(), end, value.integer);
    return parsed.ec == std::errc() && parsed.ptr == end ? one(std::move(value)) : unknown_values();
}

/// Whole numbers, as in `timeout=60 * 60`; and `a | b` of dicts.
Values Evaluator::arithmetic(const python::Expr& expr, const Context& context) {
    const ModuleFacts& module = *facts(context.file);
    const auto operands = module.operands_of(expr);
    const Values left = evaluate(operands[0], context);
    if (expr.kind == ExprKind::negative) {
        const Value* number = left.certain();
        if (number == nullptr || number->kind != ValueKind::integer) return unknown_values();
        return one({.kind = ValueKind::integer, .integer = -number->integer});
    }
    const auto sign = module.text(expr.text);
    const Values right = evaluate(operands[1], context);
    if (sign == "|") return sum(left, right);
    if (left.certain() == nullptr || right.certain() == nullptr) return unknown_values();
    const Value &a = *left.certain(), &b = *right.certain();
    if (a.kind != ValueKind::integer || b.kind != ValueKind::integer) return unknown_values();
    constexpr std::int64_t kLimit = 1'000'000'000'000; // products stay far from overflow
    if (std::max({a.integer, -a.integer, b.integer, -b.integer}) > kLimit) return unknown_values();
    if (sign == "-") return one({.kind = ValueKind::integer, .integer = a.integer - b.integer});
    const bool small = std::max({a.integer, -a.integer, b.integer, -b.integer}) < 1'000'000'000;
    if (sign == "*" && small) return one({.kind = ValueKind::integer, .integer = a.integer * b.integer});
    return unknown_values();
}

Values Evaluator::conditional(std::span<const ExprId> operands, const Context& context) {
    if (operands.size() != 3) return unknown_values();
    if (world_ != World::any)
        if (const auto known = truth(operands[1], context))
            return evaluate(*known ? operands[0] : operands[2], context);
    return joined(evaluate(operands[0], context), evaluate(operands[2], context));
}

Values Evaluator::attribute(const Value& object, std::string_view name) {
    const auto method = [&](const std::string& owner) {
        return one({.kind = ValueKind::external,
                    .path = owner + "." + std::string(name),
                    .receiver = std::make_shared<const Value>(object)});
    };
    switch (object.kind) {
    case ValueKind::module: return module_member(object.module, name);
    case ValueKind::external: {
        // What an object of a looked-up class has are methods that run remotely.
        if (object.receiver && object.receiver->type == "modal.Obj" && object.path.starts_with("modal.Obj."))
            return method_of(object, name, "modal.Function");
        Value member{.kind = ValueKind::external, .path = object.path + "." + std::string(name)};
        if (member.path == "sys.platform" && world_ == World::container)
            return one({.kind = ValueKind::text, .pattern = {.pieces = {"linux"}}});
        member.receiver = object.receiver; // `f.remote.aio` is still a method of f
        return one(std::move(member));
    }
    case ValueKind::result:
        if (object.path == "types.SimpleNamespace") return instance_field(object, name);
        return method(object.type.empty() ? object.path + "()" : object.type);
    case ValueKind::function:
        if (const auto type = decorated_as(object.file, object.definition); !type.empty())
            return method_of(object, name, type);
        return unknown_values();
    case ValueKind::class_: {
        Values member = class_member(object.file, object.definition, name);
        if (!member.options.empty()) return member;
        const auto type = decorated_as(object.file, object.definition);
        return type.empty() ? member : method_of(object, name, type);
    }
    case ValueKind::instance: return instance_member(object, name);
    case ValueKind::app:
        if (name == "name") return texts_of(*object.name);
        return method("modal.App");
    case ValueKind::text:
        // The value of a member of a string enumeration.
        if (name == "value") return one(object);
        return unknown_values();
    default: return unknown_values();
    }
}

Values Evaluator::instance_member(const Value& instance, std::string_view name) {
    Values member = class_member(instance.file, instance.definition, name);
    const Value* certain = member.certain();
    if (certain != nullptr && certain->kind == ValueKind::function) return member;
    // Of `self`, only the class is known.
    if (instance.expression == python::kUnknownExpr) return unknown_values();
    return instance_field(instance, name);
}

Names Evaluator::names(ExprId expression, const Context& context) {
    Names names;
    const Values values = evaluate(expression, context);
    names.complete = values.complete;
    for (const Value& value : values.options) {
        if (value.kind != ValueKind::text) {
            names.complete = false;
            continue;
        }
        NameOption option{.text = value.pattern, .assumed = value.assumed, .literal = value.literal};
        if (std::ranges::find(names.options, option.text, &NameOption::text) == names.options.end())
            names.options.push_back(std::move(option));
    }
    return names;
}

Evaluator::Argument Evaluator::argument(const ModuleFacts& facts, ExprId call, int position,
                                        std::string_view keyword) {
    Argument found;
    int at = 0;
    const auto operands = facts.operands_of(facts.expr(call));
    for (std::size_t i = 1; i < operands.size(); ++i) {
        const python::Expr& argument = facts.expr(operands[i]);
        if (argument.kind == ExprKind::starred || argument.kind == ExprKind::double_starred) {
            found.open = true;
        } else if (argument.kind == ExprKind::keyword) {
            if (facts.text(argument.text) != keyword) continue;
            return {.expression = facts.operands_of(argument).front(), .found = true, .open = false};
        } else if (at++ == position && !found.open) {
            return {.expression = operands[i], .found = true, .open = false};
        }
    }
    return found;
}

Values Evaluator::subscript(const python::Expr& expr, const Context& context) {
    const auto operands = facts(context.file)->operands_of(expr);
    if (operands.size() != 2) return unknown_values();
    const Values keys = evaluate(operands[1], context);
    return for_each_option(evaluate(operands[0], context),
                           [&](const Value& container) { return item(container, keys); });
}

Values Evaluator::item(const Value& container, const Values& keys) {
    const Value* key = keys.certain();
    if (key == nullptr) return unknown_values();
    if (container.kind == ValueKind::external && container.path == "os.environ") {
        const bool known = key->kind == ValueKind::text && key->pattern.is_known();
        const auto value = known ? environment(key->pattern.known()) : std::nullopt;
        return value ? *value : unknown_values();
    }
    const auto items = items_of(container);
    if (!items) return unknown_values();
    if (items->shape == ExprKind::dict) {
        // The last entry of a key wins; anything not known behind it could be the key as well.
        if (!items->complete) return unknown_values();
        for (std::size_t i = items->items.size(); i-- > 0;) {
            const Value* entry = items->items[i].key.certain();
            if (entry == nullptr) return unknown_values();
            if (same_key(*entry, *key)) return items->items[i].value;
        }
        return unknown_values();
    }
    const bool ordered = items->shape == ExprKind::list || items->shape == ExprKind::tuple;
    if (!ordered || key->kind != ValueKind::integer) return unknown_values();
    if (key->integer < 0 && !items->complete) return unknown_values();
    const auto size = static_cast<std::int64_t>(items->items.size());
    const std::int64_t at = key->integer < 0 ? key->integer + size : key->integer;
    if (at < 0 || at >= size) return unknown_values();
    return items->items[static_cast<std::size_t>(at)].value;
}

} // namespace modal_lsp::modal
