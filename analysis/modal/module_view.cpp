#include "analysis/modal/module_view.hpp"

#include "analysis/modal/join.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::modal {

using python::ExprId;
using python::ExprKind;
using python::RegionKind;
using python::ScopeId;
using python::ScopeKind;

ModuleView::ModuleView(const Modules& modules, FileId file)
    : modules_(modules), file_(file), facts_(*modules.facts(file)) {}

Evaluator& ModuleView::in(World world) {
    auto& evaluator = evaluators_[static_cast<std::size_t>(world)];
    if (!evaluator) evaluator = std::make_unique<Evaluator>(modules_, world);
    return *evaluator;
}

namespace {

/// What calling a value calls; empty when that is nothing of Modal's.
std::string symbol_of(Evaluator& evaluator, const Value& callee) {
    switch (callee.kind) {
    case ValueKind::external: return public_path(callee.path);
    case ValueKind::function:
    case ValueKind::class_: {
        const std::string type = evaluator.decorated_as(callee.file, callee.definition);
        return type.empty() ? type : type + ".__call__";
    }
    case ValueKind::result: return callee.type == "modal.Cls" ? callee.type + ".__call__" : std::string();
    default: return {};
    }
}

} // namespace

std::optional<SdkCall> ModuleView::sdk_call(const python::Call& call) {
    const python::Expr& expr = facts_.expr(call.expression);
    const ExprId callee = facts_.operands_of(expr).front();
    const python::Expr& called = facts_.expr(callee);
    if (called.kind != ExprKind::name && called.kind != ExprKind::attribute && called.kind != ExprKind::call)
        return std::nullopt;
    SdkCall made{.expression = call.expression, .use = call.use, .range = expr.range};
    made.context = {.file = file_, .scope = call.scope, .region = call.region, .at = expr.range.begin};
    const Values values = evaluator().evaluate(callee, made.context);
    if (!values.complete || values.options.empty()) return std::nullopt;
    for (const Value& value : values.options) {
        std::string symbol = symbol_of(evaluator(), value);
        if (symbol.empty() || (!made.symbol.empty() && made.symbol != symbol)) return std::nullopt;
        made.symbol = std::move(symbol);
    }
    made.callee = values.options.front();
    made.aio = made.symbol.ends_with(".aio");
    if (made.aio) made.symbol.erase(made.symbol.size() - 4);
    made.name_range = called.kind == ExprKind::call ? called.range : called.inner;
    return made;
}

void ModuleView::collect_calls() {
    calls_.emplace();
    for (const python::Call& call : facts_.calls)
        if (auto made = sdk_call(call)) calls_->push_back(std::move(*made));
}

const std::vector<SdkCall>& ModuleView::calls() {
    if (!calls_) collect_calls();
    return *calls_;
}

std::vector<const SdkCall*> ModuleView::calls_of(std::string_view symbol) {
    std::vector<const SdkCall*> found;
    for (const SdkCall& call : calls())
        if (call.symbol == symbol) found.push_back(&call);
    return found;
}

const std::vector<Decorated>& ModuleView::decorated() {
    if (!decorated_) decorated_ = decorated_definitions(evaluator(), file_);
    return *decorated_;
}

const Decorated* ModuleView::decoration_of(const Value& definition) {
    const bool here = definition.file == file_ &&
                      (definition.kind == ValueKind::function || definition.kind == ValueKind::class_);
    if (!here) return nullptr;
    const auto found = std::ranges::find(decorated(), definition.definition, &Decorated::definition);
    return found == decorated().end() ? nullptr : &*found;
}

const Decorated* ModuleView::around(ScopeId scope) {
    for (ScopeId at = scope; at != python::kModuleScope; at = facts_.scope(at).parent) {
        const auto& definition = facts_.scope(at).definition;
        if (!definition) continue;
        const auto found = std::ranges::find(decorated(), *definition, &Decorated::definition);
        if (found != decorated().end()) return &*found;
    }
    return nullptr;
}

Runner ModuleView::runner_of(ScopeId scope) {
    bool in_function = false;
    for (ScopeId at = scope; at != python::kModuleScope; at = facts_.scope(at).parent)
        in_function = in_function || facts_.scope(at).kind == ScopeKind::function ||
                      facts_.scope(at).kind == ScopeKind::lambda;
    if (!in_function) return Runner::module;
    const Decorated* decorated = around(scope);
    if (decorated == nullptr) return Runner::unknown;
    if (decorated->find("modal.App.local_entrypoint") != nullptr) return Runner::local_entrypoint;
    return decorated->decorators.empty() ? Runner::unknown : Runner::remote;
}

// --- guards ------------------------------------------------------------------------------------------------

namespace {

bool mentions(const python::ModuleFacts& facts, ExprId id, std::string_view name) {
    const python::Expr& expr = facts.expr(id);
    const bool named = expr.kind == ExprKind::name || expr.kind == ExprKind::attribute;
    if (named && facts.text(expr.text) == name) return true;
    return std::ranges::any_of(facts.operands_of(expr),
                               [&](ExprId part) { return mentions(facts, part, name); });
}

/// True for a handler that an ImportError ends in.
bool handles_import_error(const python::ModuleFacts& facts, const python::Region& handler) {
    if (handler.condition == python::kUnknownExpr) return true;
    return std::ranges::any_of(std::initializer_list<std::string_view>{"ImportError", "ModuleNotFoundError",
                                                                       "Exception", "BaseException"},
                               [&](auto name) { return mentions(facts, handler.condition, name); });
}

void add_region(const python::ModuleFacts& facts, const python::Region& region, Guards& guards) {
    guards.conditional = true;
    if (region.kind == RegionKind::branch && region.condition != python::kUnknownExpr) {
        guards.main = guards.main || mentions(facts, region.condition, "__name__");
        guards.type_checking = guards.type_checking || mentions(facts, region.condition, "TYPE_CHECKING");
    }
    if (region.kind != RegionKind::try_body) return;
    for (const python::Region& other : facts.regions)
        if (other.group == region.group && other.kind == RegionKind::handler)
            guards.try_import = guards.try_import || handles_import_error(facts, other);
}

} // namespace

Guards ModuleView::guards_of(python::RegionId region, text::ByteOffset at) const {
    Guards guards;
    for (python::RegionId id = region; id != python::kAlways; id = facts_.region(id).parent)
        add_region(facts_, facts_.region(id), guards);
    for (const python::With& with : facts_.withs) {
        const python::Expr& item = facts_.expr(with.item);
        if (!with.body.contains(at) || item.kind != ExprKind::call) continue;
        const python::Expr& callee = facts_.expr(facts_.operands_of(item).front());
        if (callee.kind == ExprKind::attribute && facts_.text(callee.text) == "imports")
            guards.imports_block = true;
    }
    return guards;
}

// --- arguments ---------------------------------------------------------------------------------------------

std::vector<GivenArgument> ModuleView::arguments(ExprId call) const {
    std::vector<GivenArgument> found;
    const python::Expr& expr = facts_.expr(call);
    if (expr.kind != ExprKind::call) return found;
    for (const ExprId id : facts_.operands_of(expr).subspan(1)) {
        const python::Expr& written = facts_.expr(id);
        GivenArgument argument{.value = id, .range = written.range, .value_range = written.range};
        if (written.kind == ExprKind::keyword) {
            argument.value = facts_.operands_of(written).front();
            argument.keyword = written.inner;
            argument.name = facts_.text(written.text);
            const python::Expr& value = facts_.expr(argument.value);
            argument.value_range = value.range;
            // A value that is not understood has no place of its own: it is all that follows the "=".
            if (value.range.empty())
                argument.value_range = text::make_range(written.inner.end.value + 1, written.range.end.value);
        }
        found.push_back(argument);
    }
    return found;
}

std::optional<GivenArgument> ModuleView::given(ExprId call, int position, std::string_view keyword) const {
    int at = 0;
    bool spread = false;
    for (const GivenArgument& argument : arguments(call)) {
        const ExprKind kind = facts_.expr(argument.value).kind;
        const bool named = !argument.keyword.empty();
        if (!named && (kind == ExprKind::starred || kind == ExprKind::double_starred)) {
            spread = true;
        } else if (named) {
            if (argument.name == keyword) return argument;
        } else if (at++ == position && !spread) {
            return argument;
        }
    }
    return std::nullopt;
}

bool ModuleView::may_be_spread(ExprId call) const {
    return std::ranges::any_of(arguments(call), [&](const GivenArgument& argument) {
        const ExprKind kind = facts_.expr(argument.value).kind;
        return argument.keyword.empty() && (kind == ExprKind::starred || kind == ExprKind::double_starred);
    });
}

std::size_t positional_count(const std::vector<GivenArgument>& arguments) {
    return static_cast<std::size_t>(std::ranges::count_if(
        arguments, [](const GivenArgument& argument) { return argument.keyword.empty(); }));
}

Values ModuleView::value_at(ExprId expression, ScopeId scope, python::RegionId region) {
    return evaluator().evaluate(
        expression,
        {.file = file_, .scope = scope, .region = region, .at = facts_.expr(expression).range.begin});
}

std::string ModuleView::object_type_at(ExprId expression, ScopeId scope, python::RegionId region) {
    const Values values = value_at(expression, scope, region);
    const Value* value = values.certain();
    return value == nullptr ? std::string() : value->type;
}

Values ModuleView::value_of(const std::optional<GivenArgument>& argument, const Context& context,
                            World world) {
    return argument ? in(world).evaluate(argument->value, context) : unknown_values();
}

} // namespace modal_lsp::modal
