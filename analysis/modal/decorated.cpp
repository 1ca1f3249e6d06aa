#include "analysis/modal/decorated.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::modal {
namespace {

constexpr std::array<std::string_view, 4> kRegistering = {"modal.App.function", "modal.App.cls",
                                                          "modal.App.server", "modal.App.local_entrypoint"};
constexpr std::array<std::string_view, 2> kApplication = {"modal.asgi_app", "modal.wsgi_app"};
constexpr std::array<std::string_view, 3> kLifecycle = {"modal.method", "modal.enter", "modal.exit"};
constexpr std::array<std::string_view, 5> kWeb = {
    "modal.asgi_app", "modal.wsgi_app", "modal.fastapi_endpoint", "modal.web_endpoint", "modal.web_server"};

template <std::size_t N>
const ModalDecorator* first_of(const std::vector<ModalDecorator>& decorators,
                               const std::array<std::string_view, N>& symbols) {
    const auto found = std::ranges::find_if(decorators, [&](const ModalDecorator& decorator) {
        return std::ranges::find(symbols, decorator.symbol) != symbols.end();
    });
    return found == decorators.end() ? nullptr : &*found;
}

std::optional<ModalDecorator> modal_decorator(Evaluator& evaluator, const python::ModuleFacts& facts,
                                              const python::Decorator& decorator, const Context& context) {
    ModalDecorator made{.expression = decorator.expression, .range = decorator.range};
    const python::Expr& expr = facts.expr(decorator.expression);
    made.called = expr.kind == python::ExprKind::call;
    const auto callee = made.called ? facts.operands_of(expr).front() : decorator.expression;
    for (const Value& value : evaluator.evaluate(callee, context).options) {
        if (value.kind != ValueKind::external) continue;
        made.symbol = public_path(value.path);
        if (made.symbol.empty()) continue;
        made.callee = value;
        return made;
    }
    return std::nullopt;
}

} // namespace

const ModalDecorator* Decorated::find(std::string_view symbol) const {
    const auto found = std::ranges::find(decorators, symbol, &ModalDecorator::symbol);
    return found == decorators.end() ? nullptr : &*found;
}

const ModalDecorator* Decorated::registration() const {
    return first_of(decorators, kRegistering);
}

const ModalDecorator* Decorated::application() const {
    return first_of(decorators, kApplication);
}

const ModalDecorator* Decorated::lifecycle() const {
    return first_of(decorators, kLifecycle);
}

const ModalDecorator* Decorated::web() const {
    return first_of(decorators, kWeb);
}

bool is_web_decorator(std::string_view symbol) {
    return std::ranges::find(kWeb, symbol) != kWeb.end();
}

bool makes_callable(std::string_view symbol) {
    return symbol == "modal.method" || symbol == "modal.batched" || is_web_decorator(symbol);
}

std::vector<Decorated> decorated_definitions(Evaluator& evaluator, FileId file) {
    std::vector<Decorated> found;
    const python::ModuleFacts* facts = evaluator.modules().facts(file);
    if (facts == nullptr) return found;
    for (std::uint32_t i = 0; i < facts->definitions.size(); ++i) {
        const python::Definition& made = facts->definitions[i];
        Decorated next{.file = file, .definition = python::DefId{i}};
        next.context = {.file = file, .scope = made.scope, .region = made.region, .at = made.range.begin};
        for (const python::Decorator& decorator : made.decorators) {
            if (auto modal = modal_decorator(evaluator, *facts, decorator, next.context))
                next.decorators.push_back(std::move(*modal));
            else
                ++next.foreign_decorators;
        }
        const python::Scope& around = facts->scope(made.scope);
        if (around.kind == python::ScopeKind::class_) next.owner = around.definition;
        const bool method = next.owner && std::ranges::any_of(found, [&](const Decorated& other) {
                                return other.definition == *next.owner;
                            });
        if (!next.decorators.empty() || method) found.push_back(std::move(next));
    }
    return found;
}

} // namespace modal_lsp::modal
