#include "analysis/modal/build_model.hpp"

#include "analysis/modal/describe_definition.hpp"
#include "analysis/modal/evaluate.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace modal_lsp::modal {

using python::BindingKind;
using python::DefId;
using python::Definition;
using python::Expr;
using python::ExprId;
using python::ExprKind;
using python::ModuleFacts;

namespace {

/// Calls that take an app without being able to register anything with it.
constexpr std::array<std::string_view, 9> kHarmlessCallees = {
    "include", "print", "create", "from_name", "run_app", "repr", "str", "isinstance", "type"};

AppKey key_of(const Value& app) {
    AppKey key{.file = app.file, .call = app.expression};
    if (app.name->options.size() == 1) key.name = app.name->options.front().text.display();
    return key;
}

class ModelBuilder {
  public:
    ModelBuilder(FileId file, const Modules& modules)
        : file_(file), facts_(*modules.facts(file)), evaluator_(modules) {}

    ModuleModel build() {
        for (std::uint32_t i = 0; i < facts_.definitions.size(); ++i)
            decorated(DefId{i});
        for (const python::Call& call : facts_.calls)
            if (call.of_interest) visit(call);
        for (const python::Binding& binding : facts_.bindings)
            visit(binding);
        for (const python::Escape& escape : facts_.escapes)
            visit(escape);
        for (const python::Import& import : facts_.imports)
            note_import(import);
        if (facts_.has_error || facts_.truncated) note_apps_out_of_sight();
        for (const python::Call& call : facts_.calls)
            if (call.of_interest) note_unused_registration(call);
        finish();
        return std::move(model_);
    }

  private:
    [[nodiscard]] Context at(python::ScopeId scope, python::RegionId region, text::ByteOffset offset) const {
        return {.file = file_, .scope = scope, .region = region, .at = offset, .frame = nullptr};
    }

    [[nodiscard]] const Expr& expr(ExprId id) const { return facts_.expr(id); }

    [[nodiscard]] std::span<const ExprId> operands(ExprId id) const { return facts_.operands_of(expr(id)); }

    // --- registrations
    // -----------------------------------------------------------------------------------------

    /// What stands in front of `.function(...)`: apps, or nothing of Modal's, or who knows.
    struct Receiver {
        std::vector<Value> apps;
        bool unknown = false;
    };

    Receiver receiver(ExprId object, const Context& context) {
        const Values values = evaluator_.evaluate(object, context);
        Receiver found;
        found.unknown = values.options.empty() && !values.complete;
        for (const Value& value : values.options) {
            if (value.kind == ValueKind::app)
                found.apps.push_back(value);
            else if (value.kind == ValueKind::unknown)
                found.unknown = true;
        }
        return found;
    }

    /// `app.function` of `app.function` or `app.function(...)`; kUnknownExpr for anything else.
    [[nodiscard]] ExprId registering_attribute(ExprId decorator) const {
        ExprId id = decorator;
        if (expr(id).kind == ExprKind::call) id = operands(id).front();
        if (expr(id).kind != ExprKind::attribute) return python::kUnknownExpr;
        const auto name = facts_.text(expr(id).text);
        return registration_kind(name) || name == "local_entrypoint" ? id : python::kUnknownExpr;
    }

    void decorated(DefId id) {
        const Definition& definition = facts_.definition(id);
        for (const python::Decorator& decorator : definition.decorators) {
            const ExprId attribute = registering_attribute(decorator.expression);
            const Context context = at(definition.scope, definition.region, definition.range.begin);
            if (attribute == python::kUnknownExpr) {
                note_borrowed_decorator(decorator.expression, context);
                continue;
            }
            handled_.insert(decorator.expression);
            Value target{.kind = ValueKind::function, .file = file_, .definition = id};
            if (definition.is_class) target.kind = ValueKind::class_;
            register_with(attribute, decorator.expression, target, decorator.range, context);
        }
    }

    /// `@deco` where `deco = app.function(...)`: the registration is real, its settings are elsewhere.
    void note_borrowed_decorator(ExprId decorator, const Context& context) {
        if (expr(decorator).kind != ExprKind::name) return;
        for (const Value& value : evaluator_.evaluate(decorator, context).options)
            if (value.kind == ValueKind::result && value.path.starts_with("modal.App."))
                model_.has_unknown_registration = true;
    }

    void register_with(ExprId attribute, ExprId call, const Value& target, text::ByteRange where,
                       const Context& context) {
        const auto name = facts_.text(expr(attribute).text);
        const Receiver found = receiver(operands(attribute).front(), context);
        if (found.apps.empty()) {
            model_.has_unknown_registration = model_.has_unknown_registration || found.unknown;
            return;
        }
        model_.uses_modal = true;
        for (const Value& app : found.apps) {
            if (found.apps.size() > 1 || found.unknown) model_.open_apps.push_back(key_of(app));
            if (name == "local_entrypoint")
                add_entrypoint(app, target);
            else
                add_member(*registration_kind(name), app, call, target, where, context);
        }
    }

    void add_entrypoint(const Value& app, const Value& target) {
        if (target.file != file_) return;
        const Definition& definition = facts_.definition(target.definition);
        model_.entrypoints.push_back({.app = key_of(app),
                                      .name = std::string(facts_.text(definition.name)),
                                      .name_range = definition.name_range,
                                      .range = definition.range,
                                      .signature = std::string(facts_.text(definition.signature)),
                                      .summary = std::string(facts_.text(definition.summary))});
    }

    void add_member(ObjectKind kind, const Value& app, ExprId call, const Value& target,
                    text::ByteRange where, const Context& context) {
        Member member{.kind = kind, .app = key_of(app), .file = target.file};
        member.registration = {file_, where};
        describe_definition(evaluator_, target, member);
        member.tag = {.options = {{.text = {.pieces = {default_tag(kind, target, member.name)}}}},
                      .complete = true};
        if (expr(call).kind == ExprKind::call) {
            member.settings = settings_of(call);
            const auto tag = Evaluator::argument(facts_, call, -1, "name");
            if (tag.found) {
                const Names names = evaluator_.names(tag.expression, context);
                const bool none = expr(tag.expression).kind == ExprKind::none;
                if (!none) member.tag = names;
                if (expr(tag.expression).kind == ExprKind::string)
                    member.tag_literal = Site{file_, expr(tag.expression).inner};
            } else if (tag.open) {
                member.tag.complete = false;
            }
        }
        if (!member.tag.complete || member.tag.options.empty()) model_.open_apps.push_back(member.app);
        model_.members.push_back(std::move(member));
    }

    /// A class is tagged by its name, a function by its qualified name (SDK: FunctionInfo takes
    /// `__qualname__`).
    [[nodiscard]] std::string default_tag(ObjectKind kind, const Value& target,
                                          const std::string& name) const {
        const ModuleFacts& facts = *evaluator_.modules().facts(target.file);
        std::string tag = name;
        if (kind != ObjectKind::function) return tag;
        for (auto scope = facts.definition(target.definition).scope; scope != python::kModuleScope;
             scope = facts.scope(scope).parent) {
            const auto& around = facts.scope(scope);
            if (!around.definition) continue;
            const bool is_class = around.kind == python::ScopeKind::class_;
            const auto outer = facts.text(facts.definition(*around.definition).name);
            tag = std::string(outer).append(is_class ? "." : ".<locals>.").append(tag);
        }
        return tag;
    }

    [[nodiscard]] std::vector<Setting> settings_of(ExprId call) const {
        std::vector<Setting> settings;
        const auto arguments = operands(call).subspan(1);
        for (const ExprId id : arguments) {
            const Expr& argument = expr(id);
            if (argument.kind == ExprKind::keyword)
                settings.push_back({std::string(facts_.text(argument.text)), setting_range(id)});
            else
                settings.push_back({{}, argument.range});
        }
        return settings;
    }

    /// The value's whole text, which an expression of unknown kind does not remember.
    [[nodiscard]] text::ByteRange setting_range(ExprId keyword) const {
        const Expr& argument = expr(keyword);
        std::uint32_t begin = argument.inner.end.value + 1; // behind the "="
        const Expr& value = expr(operands(keyword).front());
        if (value.kind != ExprKind::unknown && value.range.begin.value >= begin)
            begin = value.range.begin.value;
        return text::make_range(begin, argument.range.end.value);
    }

    // --- calls
    // -------------------------------------------------------------------------------------------------

    void visit(const python::Call& call) {
        const ExprId callee = operands(call.expression).front();
        const Context context = at(call.scope, call.region, expr(call.expression).range.begin);
        if (expr(callee).kind == ExprKind::call) return functional(call, callee, context);
        if (expr(callee).kind == ExprKind::attribute) {
            const auto name = facts_.text(expr(callee).text);
            if (name == "include") return include(call.expression, callee, context);
            if (name == "deploy") return deploy(call.expression, -1, context);
            if (name == "publish") return publish(call.expression, callee, context);
            if (registering_attribute(call.expression) != python::kUnknownExpr) return;
        }
        for (const Value& value : evaluator_.evaluate(callee, context).options) {
            if (value.kind != ValueKind::external) continue;
            const std::string path = public_path(value.path);
            if (path == "modal.runner.deploy_app")
                deploy(call.expression, 1, context);
            else if (path == "modal.App" || path == "modal.Stub")
                add_app(call, context);
            else if (const auto naming = naming_call(path))
                add_lookup(*naming, call.expression, callee, context);
        }
    }

    /// `app.function(...)(f)`.
    void functional(const python::Call& call, ExprId inner, const Context& context) {
        const ExprId attribute = registering_attribute(inner);
        if (attribute == python::kUnknownExpr) return;
        handled_.insert(inner);
        const auto argument = Evaluator::argument(facts_, call.expression, 0, "f");
        const Values targets = evaluator_.evaluate(argument.expression, context);
        const bool known = targets.complete && targets.options.size() == 1;
        const bool definition = known && (targets.options[0].kind == ValueKind::function ||
                                          targets.options[0].kind == ValueKind::class_);
        if (definition)
            return register_with(attribute, inner, targets.options[0], expr(call.expression).range, context);
        const Receiver found = receiver(operands(attribute).front(), context);
        model_.has_unknown_registration = model_.has_unknown_registration || found.unknown;
        for (const Value& app : found.apps)
            model_.open_apps.push_back(key_of(app));
    }

    void include(ExprId call, ExprId callee, const Context& context) {
        const Receiver into = receiver(operands(callee).front(), context);
        if (into.apps.empty()) return;
        model_.uses_modal = true;
        const auto argument = Evaluator::argument(facts_, call, 0, "other_app");
        const Receiver from =
            argument.found ? receiver(argument.expression, context) : Receiver{.apps = {}, .unknown = true};
        for (const Value& app : into.apps) {
            if (from.apps.empty()) model_.includes.push_back({.into = key_of(app), .from = std::nullopt});
            for (const Value& other : from.apps)
                model_.includes.push_back({.into = key_of(app), .from = key_of(other)});
        }
    }

    void deploy(ExprId call, int position, const Context& context) {
        const auto name = Evaluator::argument(facts_, call, position, "name");
        if (name.found) model_.deployed_as.push_back(evaluator_.names(name.expression, context));
    }

    /// `image.publish("name")`, what `modal.Image.from_name` finds since 1.5.0.
    void publish(ExprId call, ExprId callee, const Context& context) {
        for (const Value& value : evaluator_.evaluate(operands(callee).front(), context).options)
            if (value.kind == ValueKind::result && value.type == "modal.Image")
                return add_lookup({.kind = ObjectKind::image, .use = NameUse::create}, call, callee, context);
    }

    void add_app(const python::Call& call, const Context& context) {
        for (const Value& value : evaluator_.evaluate(call.expression, context).options) {
            if (value.kind != ValueKind::app) continue;
            AppDecl app{.key = key_of(value), .name = *value.name, .range = expr(call.expression).range};
            const auto name = Evaluator::argument(facts_, call.expression, 0, "name");
            app.name_range = expr(operands(call.expression).front()).range;
            if (name.found && expr(name.expression).kind != ExprKind::unknown) {
                const Expr& argument = expr(name.expression);
                app.name_range = argument.kind == ExprKind::string ? argument.inner : argument.range;
            }
            app.settings = settings_of(call.expression);
            app.at_module_level = facts_.scope(call.scope).kind == python::ScopeKind::module;
            model_.apps.push_back(std::move(app));
            model_.uses_modal = true;
        }
    }

    void add_lookup(const NamingCall& naming, ExprId call, ExprId callee, const Context& context) {
        Lookup lookup{.kind = naming.kind, .use = naming.use, .range = expr(call).range};
        const bool in_app = !naming.app_parameter.empty();
        if (in_app) lookup.app = name_argument(call, 0, naming.app_parameter, context);
        lookup.name = name_argument(call, in_app ? 1 : 0, naming.name_parameter, context);
        if (in_app && !lookup.name.given) lookup.name = name_argument(call, -1, "tag", context);
        const auto environment = Evaluator::argument(facts_, call, -1, "environment_name");
        lookup.has_environment = environment.found || environment.open;
        lookup.environment = name_argument(call, -1, "environment_name", context);
        const auto version = Evaluator::argument(facts_, call, -1, "version");
        lookup.has_version = version.found || version.open;
        const auto create = Evaluator::argument(facts_, call, -1, "create_if_missing");
        lookup.create_if_missing = create.open || (create.found && !is_false(create.expression));
        if (expr(callee).kind == ExprKind::attribute) {
            lookup.method_range = expr(callee).inner;
            const Expr& object = expr(operands(callee).front());
            if (object.kind == ExprKind::attribute || object.kind == ExprKind::name)
                if (facts_.text(object.text) == name_of(naming.kind)) lookup.kind_range = object.inner;
        }
        model_.lookups.push_back(std::move(lookup));
        model_.uses_modal = true;
    }

    /// `decorate = app.function(gpu="T4")`: what it will be applied to is not seen here.
    void note_unused_registration(const python::Call& call) {
        const ExprId attribute = registering_attribute(call.expression);
        if (attribute == python::kUnknownExpr || handled_.contains(call.expression)) return;
        const Context context = at(call.scope, call.region, expr(call.expression).range.begin);
        for (const Value& app : receiver(operands(attribute).front(), context).apps)
            model_.open_apps.push_back(key_of(app));
    }

    [[nodiscard]] bool is_false(ExprId id) const {
        return expr(id).kind == ExprKind::boolean && facts_.text(expr(id).text) == "False";
    }

    NameArgument name_argument(ExprId call, int position, std::string_view keyword, const Context& context) {
        const auto argument = Evaluator::argument(facts_, call, position, keyword);
        NameArgument out;
        if (!argument.found) return out;
        const Expr& value = expr(argument.expression);
        out.given = true;
        out.is_literal = value.kind == ExprKind::string;
        out.expression_range = value.range;
        out.range = out.is_literal ? value.inner : value.range;
        out.names = evaluator_.names(argument.expression, context);
        return out;
    }

    // --- bindings, escapes, imports
    // ----------------------------------------------------------------------------

    void visit(const python::Binding& binding) {
        if (binding.kind != BindingKind::assignment || expr(binding.value).kind != ExprKind::call) return;
        ExprId call = binding.value;
        while (is_include_chain(call))
            call = operands(operands(call).front()).front();
        for (AppDecl& app : model_.apps)
            if (app.key.file == file_ && app.key.call == call && app.variable.empty()) {
                app.variable = facts_.text(binding.name);
                app.variable_range = binding.range;
                return;
            }
        if (binding.scope == python::kModuleScope) note_made_app(binding);
    }

    [[nodiscard]] bool is_include_chain(ExprId call) const {
        if (expr(call).kind != ExprKind::call) return false;
        const Expr& callee = expr(operands(call).front());
        return callee.kind == ExprKind::attribute && facts_.text(callee.text) == "include";
    }

    /// `app = make_app("shop")`: the call inside the factory makes an app with this name.
    void note_made_app(const python::Binding& binding) {
        const ExprId callee = operands(binding.value).front();
        const Context context = at(binding.scope, binding.region, binding.range.begin);
        const Values made = evaluator_.evaluate(callee, context);
        const bool function = made.options.size() == 1 && made.options[0].kind == ValueKind::function;
        if (!function) return;
        for (const Value& value : evaluator_.evaluate(binding.value, context).options) {
            if (value.kind != ValueKind::app) continue;
            AppDecl app{.key = key_of(value), .name = *value.name};
            const auto known = std::ranges::find(model_.apps, app.key, &AppDecl::key);
            if (known != model_.apps.end()) {
                known->at_module_level = true;
                continue;
            }
            app.variable = facts_.text(binding.name);
            app.variable_range = binding.range;
            app.at_module_level = true;
            app.range = expr(binding.value).range;
            app.name_range = app.range;
            made_apps_.push_back(std::move(app));
        }
    }

    void visit(const python::Escape& escape) {
        const auto name = facts_.text(escape.name);
        if (!may_be_app(name)) return;
        const auto callee = facts_.text(escape.callee);
        if (facts_.text(escape.keyword) == "app") return;
        if (std::ranges::find(kHarmlessCallees, callee) != kHarmlessCallees.end()) return;
        const Context context = at(escape.scope, python::kAlways, escape.range.begin);
        for (const Value& value : evaluator_.look_up(name, context).options)
            if (value.kind == ValueKind::app) escaped_.push_back(key_of(value));
    }

    /// Most names handed around are no apps, and finding out costs.
    [[nodiscard]] bool may_be_app(std::string_view name) const {
        if (name.find("app") != std::string_view::npos || name.find("stub") != std::string_view::npos)
            return true;
        return std::ranges::any_of(model_.apps, [&](const AppDecl& app) { return app.variable == name; });
    }

    /// Where part of the text could not be read, registrations with an imported app may hide in it.
    void note_apps_out_of_sight() {
        for (const python::Binding& binding : facts_.bindings) {
            if (binding.kind != BindingKind::import_from) continue;
            const Context context = at(binding.scope, binding.region, binding.in_force);
            for (const Value& value : evaluator_.look_up(facts_.text(binding.name), context).options)
                if (value.kind == ValueKind::app) model_.open_apps.push_back(key_of(value));
        }
    }

    void note_import(const python::Import& import) {
        const auto path = facts_.text(import.module);
        if (import.level == 0 && (path == "modal" || path.starts_with("modal.")))
            if (!evaluator_.modules().find(file_, "modal", 0)) model_.uses_modal = true;
    }

    // --- the end
    // -----------------------------------------------------------------------------------------------

    /// Decorated definitions that are neither registered nor entrypoints as far as is known.
    void note_unexplained() {
        std::vector<text::ByteRange> known;
        for (const Member& member : model_.members)
            if (member.file == file_) known.push_back(member.name_range);
        for (const LocalEntrypoint& entrypoint : model_.entrypoints)
            known.push_back(entrypoint.name_range);
        std::ranges::sort(known);
        for (const python::Definition& definition : facts_.definitions) {
            if (definition.decorators.empty() || facts_.is_method(definition)) continue;
            if (std::ranges::binary_search(known, definition.name_range)) continue;
            model_.unexplained.emplace_back(facts_.text(definition.name));
        }
        std::ranges::sort(model_.unexplained);
    }

    void finish() {
        note_unexplained();
        model_.apps.insert(model_.apps.end(), made_apps_.begin(), made_apps_.end());
        model_.open_apps.insert(model_.open_apps.end(), escaped_.begin(), escaped_.end());
        std::ranges::sort(model_.open_apps);
        model_.open_apps.erase(std::ranges::unique(model_.open_apps).begin(), model_.open_apps.end());
        for (const FileId other : evaluator_.consulted())
            if (other != file_) model_.consulted.push_back(other);
        model_.unread.assign(evaluator_.unread().begin(), evaluator_.unread().end());
        const auto& missed = evaluator_.missed_modules();
        model_.missed_modules.assign(missed.begin(), missed.end());
        if (std::ranges::find(missed, ModuleName{file_, "modal"}) == missed.end())
            model_.missed_modules.push_back({file_, "modal"});
        model_.missed_member = evaluator_.missed_member();
    }

    FileId file_;
    const ModuleFacts& facts_;
    Evaluator evaluator_;
    ModuleModel model_;
    std::vector<AppDecl> made_apps_;
    std::vector<AppKey> escaped_;
    std::set<ExprId> handled_; ///< registering calls whose target is known
};

} // namespace

ModuleModel build_model(FileId file, const Modules& modules) {
    if (modules.facts(file) == nullptr) return {};
    return ModelBuilder(file, modules).build();
}

} // namespace modal_lsp::modal
