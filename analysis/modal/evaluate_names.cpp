// What names mean: scopes, branches, imports, modules and classes.
#include "analysis/modal/evaluate.hpp"
#include "analysis/modal/join.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace modal_lsp::modal {

using python::Binding;
using python::BindingKind;
using python::ModuleFacts;
using python::Region;
using python::RegionId;
using python::ScopeId;
using python::ScopeKind;

namespace {

/// How the code of a binding's region relates to the place a name is read from.
enum class Reach : std::uint8_t {
    certain,  ///< it has run whenever the reader runs
    possible, ///< it may have run
    never,    ///< another arm of the same statement
};

struct Relation {
    Reach reach = Reach::certain;
    RegionId arm{}; ///< possible: the outermost region around the binding that is not around the reader and
                    ///< may not run
    bool direct = false; ///< possible: the binding runs whenever the arm does
};

std::vector<RegionId> chain_of(const ModuleFacts& facts, RegionId region) {
    std::vector<RegionId> chain{region};
    while (chain.back() != python::kAlways)
        chain.push_back(facts.region(chain.back()).parent);
    return chain;
}

bool contains(const std::vector<RegionId>& chain, RegionId region) {
    return std::ranges::find(chain, region) != chain.end();
}

/// `runs` tells of one region whether it runs.
template <class RunsOf>
Relation relate(const ModuleFacts& facts, RegionId binding, const std::vector<RegionId>& reader,
                RunsOf&& runs) {
    Relation relation;
    int doubtful = 0;
    for (RegionId at = binding; !contains(reader, at); at = facts.region(at).parent) {
        const Region& region = facts.region(at);
        const bool sibling = region.exclusive && std::ranges::any_of(reader, [&](RegionId other) {
                                 return other != python::kAlways && facts.region(other).group == region.group;
                             });
        const auto runs_here = sibling ? Evaluator::Runs::no : runs(at);
        if (runs_here == Evaluator::Runs::no) return {.reach = Reach::never};
        if (runs_here == Evaluator::Runs::yes) continue;
        relation.reach = Reach::possible;
        relation.arm = at;
        ++doubtful;
    }
    relation.direct = doubtful == 1;
    return relation;
}

/// Decides, reading bindings from the last to the first, when earlier ones cannot matter any more.
class Coverage {
  public:
    explicit Coverage(const ModuleFacts& facts) : facts_(facts) {}

    /// True when a later binding of the same arm hides this one.
    [[nodiscard]] bool hides(RegionId arm) const {
        const auto seen = certain_.find(facts_.region(arm).group);
        return seen != certain_.end() &&
               std::ranges::find(seen->second, facts_.region(arm).arm) != seen->second.end();
    }

    /// Notes a binding that certainly runs when its arm does; true when now every arm of the statement that
    /// may run, and lets the code behind it run, binds.
    template <class RunsOf> bool add(const Relation& relation, RunsOf&& runs) {
        const Region& region = facts_.region(relation.arm);
        if (!relation.direct) return false;
        certain_[region.group].push_back(region.arm);
        const bool covers = region.exhaustive || region.kind == python::RegionKind::try_body ||
                            region.kind == python::RegionKind::handler;
        if (!covers) return false;
        for (std::size_t i = 0; i < facts_.regions.size(); ++i) {
            const Region& other = facts_.regions[i];
            if (other.group != region.group || other.terminates) continue;
            if (other.kind == python::RegionKind::try_else || hides(RegionId{static_cast<std::uint32_t>(i)}))
                continue;
            if (runs(RegionId{static_cast<std::uint32_t>(i)}) != Evaluator::Runs::no) return false;
        }
        return true;
    }

  private:
    const ModuleFacts& facts_;
    std::map<std::uint32_t, std::vector<std::uint16_t>> certain_;
};

constexpr text::ByteOffset kEndOfTime{0xFFFFFFFFU};

/// What `with value as name` gives the name: of Modal's context managers, the object itself.
Values entered(const Values& values) {
    return for_each_option(values, [](const Value& value) {
        return value.kind == ValueKind::result && !value.type.empty() ? one(value) : unknown_values();
    });
}

/// True when nothing that is done to these objects makes them others: all but Python's collections, and what
/// may hold some.
bool keep_identity(const Values& values) {
    return std::ranges::all_of(values.options, [](const Value& value) {
        const bool sdk_object = value.kind == ValueKind::result && value.type.starts_with("modal.");
        return sdk_object || value.kind == ValueKind::app || value.kind == ValueKind::function ||
               value.kind == ValueKind::text || value.kind == ValueKind::integer;
    });
}

} // namespace

/// The place in the module itself from where the function of the scope is, in the end, called.
std::optional<Context> Evaluator::caller_in_module(const Context& place, const python::Scope& scope) {
    const Frame* frame = nearest_call(place);
    if (frame == nullptr || frame->file != place.file || scope.definition != frame->function)
        return std::nullopt;
    Context caller = frame->caller;
    while (caller.file == place.file && caller.scope != python::kModuleScope) {
        const Frame* next = nearest_call(caller);
        if (next == nullptr) return std::nullopt;
        caller = Context(next->caller);
    }
    return caller.file == place.file ? std::optional(caller) : std::nullopt;
}

const Frame* Evaluator::nearest_call(const Context& context) {
    const Frame* frame = context.frame.get();
    while (frame != nullptr && !frame->is_call())
        frame = frame->outer.get();
    return frame;
}

/// Outside of a function, its call and the rounds of its loops mean nothing.
void Evaluator::leave(Context& place, const python::Scope& scope) {
    const Frame* frame = nearest_call(place);
    const bool here = frame != nullptr && frame->file == place.file && scope.definition == frame->function;
    if (here) place.frame.reset();
}

Values Evaluator::look_up(std::string_view name, const Context& context) {
    const ModuleFacts* module = facts(context.file);
    if (module == nullptr) return unknown_values();
    Context place = context;
    bool final = false;
    bool first = true;
    while (true) {
        const python::Scope& scope = module->scope(place.scope);
        // Names of a class body are seen in the body itself only (Python language reference §4.2.2).
        if (scope.kind != ScopeKind::class_ || first) {
            bool found = false;
            Values values = in_scope(name, place, final, found);
            if (found) return values;
        }
        if (place.scope == python::kModuleScope) break;
        // A function runs later, when all of the enclosing code has run; a comprehension runs at once.
        const bool runs_later = scope.kind == ScopeKind::function || scope.kind == ScopeKind::lambda;
        final = final || runs_later;
        if (runs_later && scope.parent == python::kModuleScope)
            if (const auto caller = caller_in_module(place, scope)) {
                // The function runs when it is called: names of the module are what they are by then.
                place = *caller;
                final = first = false;
                continue;
            }
        if (runs_later) leave(place, scope);
        first = scope.kind == ScopeKind::comprehension && first;
        place.scope = scope.parent;
        if (final) place.region = python::kAlways;
    }
    return star_imports(name, context.file);
}

Values Evaluator::in_scope(std::string_view name, const Context& context, bool final, bool& found) {
    const Depth depth(*this);
    const ModuleFacts& module = *facts(context.file);
    const auto numbers = module.bindings_of(context.scope, name);
    if (numbers.empty()) return {};
    const bool is_module = context.scope == python::kModuleScope;
    if (depth.exhausted()) {
        found = true;
        return unknown_values();
    }
    const text::ByteOffset until = final ? kEndOfTime : context.at;
    const auto reader = chain_of(module, final ? python::kAlways : context.region);
    const auto kind_of = [&](std::uint32_t number) { return module.bindings[number].kind; };
    const auto region_runs = [&](RegionId region) { return runs(region, context); };
    Values values;
    const auto is_global = [&](std::uint32_t detail) {
        return is_module && std::ranges::any_of(numbers, [&](auto n) {
                   return kind_of(n) == BindingKind::global && module.bindings[n].detail == detail;
               });
    };
    values.complete = !is_global(0);
    const bool changed_in_place = is_global(1);
    Coverage coverage(module);
    bool any = false;
    for (std::size_t i = numbers.size(); i-- > 0;) {
        const Binding& binding = module.bindings[numbers[i]];
        if (binding.kind == BindingKind::global) {
            if (is_module) continue;
            Context global = context;
            global.scope = python::kModuleScope;
            return in_scope(name, global, true, found);
        }
        if (binding.in_force > until) continue;
        if (auto all_rounds = unrolled(numbers[i], context)) {
            any = true;
            values = joined(std::move(values), *all_rounds);
            break;
        }
        const Relation relation = relate(module, binding.region, reader, region_runs);
        if (relation.reach == Reach::never) continue;
        if (relation.reach == Reach::possible && coverage.hides(relation.arm)) continue;
        any = true;
        values = joined(std::move(values), binding_value(numbers[i], context));
        if (relation.reach == Reach::certain || coverage.add(relation, region_runs)) break;
    }
    // A name of a function is the function's from its first line on; in a class body or module, what is not
    // bound yet is looked for further out. What only changes an object binds no name.
    const bool owns_name =
        module.scope(context.scope).kind == ScopeKind::function &&
        std::ranges::any_of(numbers, [&](auto n) { return kind_of(n) != BindingKind::mutated; });
    if (!owns_name &&
        std::ranges::all_of(numbers, [&](auto n) { return kind_of(n) == BindingKind::mutated; }))
        return unknown_values();
    found = any || owns_name;
    if (changed_in_place && !keep_identity(values)) values.complete = false;
    return any ? values : unknown_values();
}

/// Without a call or a loop around it, a binding's value is the same wherever it is seen from.
Values Evaluator::binding_value(std::uint32_t number, const Context& seen_from) {
    const Binding& binding = facts(seen_from.file)->bindings[number];
    if (seen_from.frame) return fresh_binding_value(binding, seen_from);
    const auto key = std::pair(seen_from.file, number);
    if (const auto known = bindings_.find(key); known != bindings_.end()) return known->second;
    Values values = fresh_binding_value(binding, seen_from);
    // What was cut short by its depth is worth another look from less deep.
    if (depth_ < kMaxDepth / 2) bindings_.emplace(key, values);
    return values;
}

Values Evaluator::fresh_binding_value(const Binding& binding, const Context& seen_from) {
    Context context = seen_from;
    context.scope = binding.scope;
    context.region = binding.region;
    context.at = binding.range.begin;
    switch (binding.kind) {
    case BindingKind::assignment: return evaluate(binding.value, context);
    case BindingKind::augmented: {
        const std::string name(facts(seen_from.file)->text(binding.name));
        return sum(look_up(name, context), evaluate(binding.value, context));
    }
    case BindingKind::mutated: {
        const std::string name(facts(seen_from.file)->text(binding.name));
        return appended(look_up(name, context), binding, context);
    }
    case BindingKind::iteration: return iteration(binding, context);
    case BindingKind::entered: return entered(evaluate(binding.value, context));
    case BindingKind::import_module:
    case BindingKind::import_from: return import_value(binding, seen_from.file);
    case BindingKind::function:
    case BindingKind::class_:
        return one({.kind = binding.kind == BindingKind::function ? ValueKind::function : ValueKind::class_,
                    .file = seen_from.file,
                    .definition = python::DefId{binding.detail},
                    .context = context});
    case BindingKind::parameter: return parameter(binding, seen_from);
    default: return unknown_values();
    }
}

/// The nearest call around the context whose body the scope is.
const Frame* Evaluator::call_frame(const Context& context, ScopeId scope) {
    for (const Frame* frame = context.frame.get(); frame != nullptr; frame = frame->outer.get()) {
        if (!frame->is_call()) continue;
        const bool here =
            frame->file == context.file && facts(context.file)->definition(frame->function).body == scope;
        return here ? frame : nullptr;
    }
    return nullptr;
}

/// The first parameter of a method stands for some object of the class.
Values Evaluator::self(const Binding& binding, FileId file) {
    const ModuleFacts& module = *facts(file);
    const auto& definition = module.scope(binding.scope).definition;
    if (!definition) return unknown_values();
    const python::Definition& function = module.definition(*definition);
    const python::Scope& around = module.scope(function.scope);
    const bool first = !function.parameters.empty() && function.parameters.front().name == binding.name;
    if (!first || around.kind != ScopeKind::class_ || !around.definition) return unknown_values();
    for (const python::Decorator& decorator : function.decorators)
        if (module.dotted(decorator.expression) == "staticmethod" ||
            module.dotted(decorator.expression) == "classmethod")
            return unknown_values();
    return one({.kind = ValueKind::instance, .file = file, .definition = *around.definition});
}

Values Evaluator::parameter(const Binding& binding, const Context& context) {
    const ModuleFacts& module = *facts(context.file);
    const Frame* frame = call_frame(context, binding.scope);
    if (frame == nullptr) return self(binding, context.file);
    const python::Definition& function = module.definition(frame->function);
    const ModuleFacts* caller = facts(frame->caller.file);
    if (caller == nullptr) return unknown_values();
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
        const python::Parameter& parameter = function.parameters[i];
        if (parameter.name != binding.name) continue;
        const bool variadic = parameter.kind == python::ParameterKind::variadic ||
                              parameter.kind == python::ParameterKind::keyword_variadic;
        if (variadic) return unknown_values();
        const int position = parameter.kind == python::ParameterKind::keyword_only ? -1 : static_cast<int>(i);
        const Argument given = argument(*caller, frame->call, position, module.text(parameter.name));
        if (given.found) return evaluate(given.expression, frame->caller);
        if (given.open || !parameter.has_default) return unknown_values();
        Context outside{.file = context.file, .scope = function.scope, .region = function.region};
        outside.at = function.range.begin;
        return evaluate(parameter.default_value, outside);
    }
    return unknown_values();
}

Values Evaluator::import_value(const Binding& binding, FileId file) {
    const ModuleFacts& module = *facts(file);
    const python::Import& import = module.imports[binding.detail];
    const std::string path(module.text(import.module));
    const auto target = modules_.find(file, path, import.level);
    if (!target) missed_modules_.insert({file, path, import.level});
    if (!target && import.level > 0) return unknown_values();
    if (binding.kind == BindingKind::import_from) {
        const auto name = module.text(import.name);
        if (target) return module_member(*target, name);
        return one({.kind = ValueKind::external, .path = path + "." + std::string(name)});
    }
    // `import a.b.c` binds a, unless it has an alias.
    const std::string bound = import.has_alias ? path : path.substr(0, path.find('.'));
    const auto top = import.has_alias ? target : modules_.find(file, bound, 0);
    if (top) return one({.kind = ValueKind::module, .module = *top});
    if (bound != path) missed_modules_.insert({file, bound, 0});
    return one({.kind = ValueKind::external, .path = bound});
}

Evaluator::Runs Evaluator::is_bound(std::string_view name, const Context& context) {
    const ModuleFacts* module = facts(context.file);
    if (module == nullptr) return Runs::maybe;
    const auto reader = chain_of(*module, context.region);
    const auto region_runs = [&](RegionId region) { return runs(region, context); };
    Coverage coverage(*module);
    Runs bound = Runs::no;
    bool may_be_deleted = false;
    const auto numbers = module->bindings_of(context.scope, name);
    for (std::size_t i = numbers.size(); i-- > 0;) {
        const Binding& binding = module->bindings[numbers[i]];
        const bool binds = binding.kind != BindingKind::mutated && binding.kind != BindingKind::declared;
        if (!binds) continue;
        if (binding.kind == BindingKind::global) {
            if (binding.detail == 0) bound = Runs::maybe;
            continue;
        }
        if (binding.in_force > context.at) continue;
        const Relation relation = relate(*module, binding.region, reader, region_runs);
        if (relation.reach == Reach::never) continue;
        if (relation.reach == Reach::possible && coverage.hides(relation.arm)) continue;
        const bool deleted = binding.kind == BindingKind::deleted;
        const bool covered = relation.reach == Reach::certain || coverage.add(relation, region_runs);
        if (covered && deleted) return bound;
        if (covered) return may_be_deleted ? Runs::maybe : Runs::yes;
        may_be_deleted = may_be_deleted || deleted;
        bound = Runs::maybe;
    }
    return bound;
}

Values Evaluator::star_imports(std::string_view name, FileId file) {
    const ModuleFacts& module = *facts(file);
    Values values = unknown_values();
    for (const std::uint32_t number : module.bindings_of(python::kModuleScope, "*")) {
        const python::Import& import = module.imports[module.bindings[number].detail];
        const auto path = module.text(import.module);
        const auto target = modules_.find(file, path, import.level);
        if (!target) missed_modules_.insert({file, std::string(path), import.level});
        if (target) {
            Values found = module_member(*target, name);
            if (!found.options.empty()) values = std::move(found);
        } else if (import.level == 0 && path == "modal" && !name.empty() && name.front() >= 'A' &&
                   name.front() <= 'Z') {
            values = one({.kind = ValueKind::external, .path = "modal." + std::string(name)});
        }
    }
    return values;
}

Values Evaluator::module_member(const ModuleRef& module, std::string_view name) {
    const Depth depth(*this);
    if (depth.exhausted()) return unknown_values();
    if (module.file) {
        const ModuleFacts* target = facts(*module.file);
        if (target == nullptr) return unknown_values();
        Context end{.file = *module.file};
        end.at = kEndOfTime;
        bool found = false;
        Values values = in_scope(name, end, true, found);
        if (found) return values;
        values = star_imports(name, *module.file);
        if (!values.options.empty()) return values;
    }
    if (auto inner = modules_.submodule(module, name))
        return one({.kind = ValueKind::module, .module = *inner});
    missed_member_ = true;
    return unknown_values();
}

Values Evaluator::class_member(FileId file, python::DefId definition, std::string_view name) {
    const Depth depth(*this);
    const ModuleFacts* module = facts(file);
    if (depth.exhausted() || module == nullptr) return unknown_values();
    const python::Definition& made = module->definition(definition);
    if (made.body) {
        Context body{.file = file, .scope = *made.body};
        bool found = false;
        Values values = in_scope(name, body, true, found);
        if (found) return values;
    }
    Context outside{.file = file, .scope = made.scope, .region = made.region};
    outside.at = made.range.begin;
    for (const python::ExprId base : made.bases)
        for (const Value& value : evaluate(base, outside).options) {
            if (value.kind != ValueKind::class_) continue;
            Values inherited = class_member(value.file, value.definition, name);
            if (!inherited.options.empty()) return inherited;
        }
    return unknown_values();
}

} // namespace modal_lsp::modal
