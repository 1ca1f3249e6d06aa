#include "analysis/modal/evaluate.hpp"

#include "analysis/modal/join.hpp"
#include "analysis/modal/sdk.hpp"

#include <algorithm>
#include <charconv>
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
    case ExprKind::integer: {
        Value value{.kind = ValueKind::integer};
        const auto digits = module->text(expr.text);
        const auto end = digits.data() + digits.size();
        const auto parsed = std::from_chars(digits.data(), end, value.integer);
        return parsed.ec == std::errc() && parsed.ptr == end ? one(std::move(value)) : unknown_values();
    }
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
    case ExprKind::add: return added(evaluate(operands[0], context), evaluate(operands[1], context));
    case ExprKind::attribute: {
        const auto member = std::string(module.text(expr.text));
        return for_each_option(evaluate(operands[0], context),
                               [&](const Value& object) { return attribute(object, member); });
    }
    case ExprKind::call: return call(expr, id, context);
    case ExprKind::subscript: return subscript(expr, context);
    case ExprKind::conditional:
        return operands.size() == 3 ? joined(evaluate(operands[0], context), evaluate(operands[2], context))
                                    : unknown_values();
    case ExprKind::either: return first_true(evaluate(operands[0], context), evaluate(operands[1], context));
    case ExprKind::awaited: return evaluate(operands[0], context);
    default: return unknown_values();
    }
}

Values Evaluator::attribute(const Value& object, std::string_view name) {
    switch (object.kind) {
    case ValueKind::module: return module_member(object.module, name);
    case ValueKind::external:
        return one({.kind = ValueKind::external, .path = object.path + "." + std::string(name)});
    case ValueKind::result:
        if (object.path == "types.SimpleNamespace") return instance_field(object, name);
        return one({.kind = ValueKind::external, .path = object.path + "()." + std::string(name)});
    case ValueKind::class_: return class_member(object.file, object.definition, name);
    case ValueKind::instance: return instance_field(object, name);
    case ValueKind::app:
        if (name == "name") return texts_of(*object.name);
        return one({.kind = ValueKind::external, .path = "modal.App()." + std::string(name)});
    case ValueKind::text:
        // The value of a member of a string enumeration.
        if (name == "value") return one(object);
        return unknown_values();
    default: return unknown_values();
    }
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
    if (container.kind != ValueKind::display || !keys.complete || keys.options.size() != 1)
        return unknown_values();
    const ModuleFacts* module = facts(container.context.file);
    if (module == nullptr) return unknown_values();
    const Value& key = keys.options.front();
    const python::Expr& display = module->expr(container.expression);
    const auto operands = module->operands_of(display);
    if (display.kind == ExprKind::dict) {
        // The last entry of a key wins; anything not known behind it could be the key as well.
        for (std::size_t i = operands.size(); i >= 2; i -= 2) {
            const Values entry = evaluate(operands[i - 2], container.context);
            if (!entry.complete || entry.options.size() != 1) return unknown_values();
            if (same_key(entry.options.front(), key)) return evaluate(operands[i - 1], container.context);
        }
        return unknown_values();
    }
    const bool ordered = display.kind == ExprKind::list || display.kind == ExprKind::tuple;
    const auto at = static_cast<std::size_t>(key.integer);
    if (!ordered || key.kind != ValueKind::integer || key.integer < 0 || at >= operands.size())
        return unknown_values();
    for (std::size_t i = 0; i <= at; ++i)
        if (module->expr(operands[i]).kind == ExprKind::starred) return unknown_values();
    return evaluate(operands[at], container.context);
}

} // namespace modal_lsp::modal
