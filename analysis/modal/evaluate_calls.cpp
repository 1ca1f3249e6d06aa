// What calls give: apps, configuration objects, environment defaults, small functions and text methods.
#include "analysis/modal/evaluate.hpp"
#include "analysis/modal/join.hpp"
#include "analysis/modal/sdk.hpp"
#include "analysis/modal/sdk_objects.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace modal_lsp::modal {

using python::ExprId;
using python::ExprKind;
using python::ModuleFacts;

namespace {

constexpr std::array<std::string_view, 3> kTransparentDecorators = {"functools.cache", "functools.lru_cache",
                                                                    "functools.lru_cache()"};

/// What a decorator makes of the function or class below it.
std::string_view type_made_by(std::string_view decorator) {
    if (decorator == "modal.App.function" || decorator == "modal.method") return "modal.Function";
    if (decorator == "modal.App.cls") return "modal.Cls";
    if (decorator == "modal.App.server") return "modal.Server";
    if (decorator == "modal.App.local_entrypoint") return "modal.LocalEntrypoint";
    return {};
}

std::string lowered(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    if (from.empty()) return text;
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

Values Evaluator::call(const python::Expr& expr, ExprId id, const Context& context) {
    const ModuleFacts& module = *facts(context.file);
    const ExprId callee_id = module.operands_of(expr).front();
    const python::Expr& callee = module.expr(callee_id);
    if (callee.kind == ExprKind::attribute) {
        const std::string method(module.text(callee.text));
        return for_each_option(evaluate(module.operands_of(callee).front(), context),
                               [&](const Value& object) { return call_method(object, method, id, context); });
    }
    const Values callees = evaluate(callee_id, context);
    // A name that nothing in the module binds is a builtin.
    if (callees.options.empty() && callee.kind == ExprKind::name) {
        bool known = false;
        Values made = made_collection(module.text(callee.text), id, context, known);
        if (known && module.bindings_of(python::kModuleScope, module.text(callee.text)).empty()) return made;
    }
    return for_each_option(callees, [&](const Value& value) {
        switch (value.kind) {
        case ValueKind::external:
        case ValueKind::class_: return call_external(value, id, context);
        case ValueKind::function: return call_function(value, id, context);
        case ValueKind::result:
            // What `modal.Cls.from_name` gives is called to make an object of the class.
            if (value.type == "modal.Cls") return made_object(value, id, context);
            return unknown_values();
        default: return unknown_values();
        }
    });
}

Values Evaluator::made_object(const Value& cls, ExprId id, const Context& context) {
    Value object{.kind = ValueKind::result, .path = "modal.Cls()", .type = "modal.Obj"};
    object.receiver = std::make_shared<const Value>(cls);
    object.expression = id;
    object.context = context;
    return one(std::move(object));
}

Values Evaluator::text_method(const Value& object, std::string_view method, ExprId id,
                              const Context& context) {
    const ModuleFacts& module = *facts(context.file);
    if (!object.pattern.is_known() || !is_ascii(object.pattern.known())) return unknown_values();
    Value out = object;
    out.literal.reset();
    std::string& text = out.pattern.pieces.front();
    if (method == "lower") {
        text = lowered(text);
        return one(out);
    }
    if (method != "replace") return unknown_values();
    const Names from = names(argument(module, id, 0, "old").expression, context);
    const Names to = names(argument(module, id, 1, "new").expression, context);
    if (from.certain() == nullptr || to.certain() == nullptr) return unknown_values();
    text = replaced(text, *from.certain(), *to.certain());
    return one(out);
}

Values Evaluator::call_method(const Value& object, std::string_view method, ExprId id,
                              const Context& context) {
    // `app.include(other)` gives the app back, so that it can be chained on the constructor.
    if (object.kind == ValueKind::app && method == "include") return one(object);
    if (object.kind == ValueKind::text) return text_method(object, method, id, context);
    if (object.kind == ValueKind::display || object.kind == ValueKind::collection)
        return dict_view(object, method);
    return for_each_option(attribute(object, method), [&](const Value& value) {
        switch (value.kind) {
        case ValueKind::external: return call_external(value, id, context);
        // A function of a class would need its instance; a function of a module does not.
        case ValueKind::function:
            return object.kind == ValueKind::module ? call_function(value, id, context) : unknown_values();
        case ValueKind::class_: return call_external(value, id, context);
        default: return unknown_values();
        }
    });
}

Values Evaluator::call_external(const Value& callee, ExprId id, const Context& context) {
    if (callee.kind == ValueKind::class_) {
        Value instance{.kind = ValueKind::instance, .file = callee.file, .definition = callee.definition};
        instance.expression = id;
        instance.context = context;
        return one(std::move(instance));
    }
    const std::string path = public_path(callee.path).empty() ? callee.path : public_path(callee.path);
    if (path == "modal.App" || path == "modal.Stub") return make_app(id, context);
    if (path == "modal.is_local" && world_ != World::any)
        return one({.kind = ValueKind::boolean, .truth = world_ == World::local});
    if (path == "os.environ.get" || path == "os.getenv") return environment_or(id, context);
    Value result{.kind = ValueKind::result, .path = path, .type = object_type(path)};
    result.receiver = callee.receiver;
    result.expression = id;
    result.context = context;
    return one(std::move(result));
}

Values Evaluator::make_app(ExprId id, const Context& context) {
    const Argument name = argument(*facts(context.file), id, 0, "name");
    Value app{.kind = ValueKind::app, .file = context.file, .expression = id, .context = context};
    if (name.found)
        app.name = std::make_shared<const Names>(names(name.expression, context));
    else
        app.name = std::make_shared<const Names>(Names{.options = {}, .complete = !name.open});
    return one(std::move(app));
}

Values Evaluator::call_function(const Value& callee, ExprId id, const Context& context) {
    const Depth depth(*this);
    const ModuleFacts* module = facts(callee.file);
    if (depth.exhausted() || module == nullptr) return unknown_values();
    const python::Definition& function = module->definition(callee.definition);
    const Context outside{
        .file = callee.file, .scope = function.scope, .region = function.region, .at = function.range.begin};
    for (const python::Decorator& decorator : function.decorators)
        for (const Value& value : evaluate(decorator.expression, outside).options) {
            const std::string path = value.kind == ValueKind::result ? value.path + "()" : value.path;
            if (std::ranges::find(kTransparentDecorators, path) == kTransparentDecorators.end())
                return unknown_values();
        }
    if (!function.body || function.is_async || function.is_generator) return unknown_values();
    if (function.returns.empty() && world_ == World::any) return unknown_values();
    auto frame = std::make_shared<const Frame>(
        Frame{.file = callee.file, .function = callee.definition, .caller = context, .call = id});
    Context inside{
        .file = callee.file, .scope = *function.body, .at = function.range.end, .frame = std::move(frame)};
    Values values;
    for (const python::Return& made : function.returns) {
        const Runs here = runs_within(made.region, python::kAlways, inside);
        if (here == Runs::no) continue;
        inside.region = made.region;
        inside.at = made.range.begin;
        const bool bare = made.range.empty();
        values =
            joined(std::move(values), bare ? one({.kind = ValueKind::none}) : evaluate(made.value, inside));
        if (here == Runs::yes) return values;
    }
    // Names are looked for in texts: what a function that may end without one gives is of no interest there.
    if (function.falls_through && world_ != World::any)
        values = joined(std::move(values), one({.kind = ValueKind::none}));
    return values;
}

/// A member of a decorated function or class, or of one of its objects: `f.remote`, `Model().run`.
Values Evaluator::method_of(const Value& function, std::string_view name, const std::string& type) {
    Value member{.kind = ValueKind::external, .path = type + "." + std::string(name)};
    member.receiver = std::make_shared<const Value>(function);
    return one(std::move(member));
}

std::string Evaluator::decorated_as(FileId file, python::DefId definition) {
    const auto key = std::pair(file, definition);
    if (const auto known = decorated_.find(key); known != decorated_.end()) return known->second;
    decorated_[key] = {}; // a decorator that asks for the function itself finds it plain
    const ModuleFacts* module = facts(file);
    if (module == nullptr) return {};
    const python::Definition& made = module->definition(definition);
    const Context outside{.file = file, .scope = made.scope, .region = made.region, .at = made.range.begin};
    for (const python::Decorator& decorator : made.decorators)
        for (const Value& value : evaluate(decorator.expression, outside).options) {
            const bool named = value.kind == ValueKind::result || value.kind == ValueKind::external;
            const auto type = named ? type_made_by(public_path(value.path)) : std::string_view();
            if (!type.empty()) return decorated_[key] = type;
        }
    return {};
}

Values Evaluator::instance_field(const Value& instance, std::string_view name) {
    const ModuleFacts* caller = facts(instance.context.file);
    if (caller == nullptr) return unknown_values();
    if (instance.kind == ValueKind::result) { // types.SimpleNamespace(...)
        const Argument given = argument(*caller, instance.expression, -1, name);
        return given.found ? evaluate(given.expression, instance.context) : unknown_values();
    }
    const ModuleFacts* module = facts(instance.file);
    if (module == nullptr) return unknown_values();
    const python::Definition& made = module->definition(instance.definition);
    if (!made.body) return unknown_values();
    // A constructor of its own may do anything with its arguments.
    if (!module->bindings_of(*made.body, "__init__").empty()) return unknown_values();
    int position = -1;
    int next = 0;
    for (const python::Binding& binding : module->bindings) {
        using python::BindingKind;
        if (binding.scope != *made.body) continue;
        if (binding.kind != BindingKind::declared && binding.kind != BindingKind::assignment) continue;
        if (module->text(binding.name) == name) position = next;
        ++next;
    }
    const Argument given = argument(*caller, instance.expression, position, name);
    if (given.found) return evaluate(given.expression, instance.context);
    if (given.open) return unknown_values();
    Values values = class_member(instance.file, instance.definition, name);
    // Settings classes read their fields from the environment: what is written is a default.
    const bool settings = std::ranges::any_of(
        made.bases, [&](ExprId base) { return module->dotted(base).ends_with("Settings"); });
    if (settings) {
        for (Value& value : values.options)
            value.assumed = true;
        values.complete = false;
    }
    return values;
}

} // namespace modal_lsp::modal
