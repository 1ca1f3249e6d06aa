#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

constexpr auto kRoutes = std::to_array<std::string_view>(
    {"api_route", "delete", "get", "head", "patch", "post", "put", "route", "websocket"});
/// With one of these there are routes that are not seen.
constexpr auto kOpen =
    std::to_array<std::string_view>({"add_api_route", "add_route", "add_url_rule", "include_router", "mount",
                                     "mount_gradio_app", "register_blueprint"});
constexpr auto kHealthy = std::to_array<std::string_view>({"health", "live", "ping", "ready", "status"});

struct Routes {
    bool open = false, any = false, healthy = false;
};

void take(const python::ModuleFacts& facts, const python::Expr& call, Routes& routes) {
    const auto operands = facts.operands_of(call);
    const python::Expr& callee = facts.expr(operands.front());
    if (callee.kind != ExprKind::attribute && callee.kind != ExprKind::name) return;
    const auto name = facts.text(callee.text);
    if (std::ranges::find(kOpen, name) != kOpen.end()) routes.open = true;
    if (callee.kind != ExprKind::attribute || std::ranges::find(kRoutes, name) == kRoutes.end()) return;
    if (operands.size() < 2 || facts.expr(operands[1]).kind != ExprKind::string) return;
    routes.any = true;
    const auto path = facts.text(facts.expr(operands[1]).text);
    const bool healthy =
        std::ranges::any_of(kHealthy, [&](auto word) { return path.find(word) != std::string_view::npos; });
    routes.healthy = routes.healthy || healthy || path == "/";
}

/// The only `FastAPI()` or `Flask(…)` of the file; nullptr when there is none, or more.
const python::Expr* made_application(const python::ModuleFacts& facts) {
    const python::Expr* found = nullptr;
    for (const python::Call& call : facts.calls) {
        const python::Expr& expr = facts.expr(call.expression);
        const python::Expr& callee = facts.expr(facts.operands_of(expr).front());
        const auto name = facts.text(callee.text);
        if (callee.kind != ExprKind::name || (name != "FastAPI" && name != "Flask")) continue;
        if (found != nullptr) return nullptr;
        found = &expr;
    }
    return found;
}

void check(Inspection& inspection, Report& report) {
    const auto serves = [](const modal::Decorated& decorated) { return decorated.application() != nullptr; };
    if (std::ranges::none_of(inspection.module.decorated(), serves)) return;
    const python::Expr* application = made_application(inspection.facts);
    if (application == nullptr) return;
    Routes routes;
    for (const python::Call& call : inspection.facts.calls)
        take(inspection.facts, inspection.facts.expr(call.expression), routes);
    if (routes.open || !routes.any || routes.healthy) return;
    report.add(application->range, {"no route tells whether it is well; add one, such as /health",
                                    "没有用于健康检查的路由；请添加一个，例如 /health"});
}

} // namespace

extern constinit const Rule web_missing_health;
const Rule web_missing_health{
    .code = "MDL815",
    .name = "web-missing-health",
    .group = "web",
    .severity = Severity::hint,
    .strict = Severity::warning,
    .editor_only = true,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhooks",
    .page = R"md(
An ASGI or WSGI application whose routes are all known has none that tells whether it is well.

## Why
Whoever watches the deployment asks such a route, and a rollout that broke the application is seen at once.

~~~python bad
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().pip_install("fastapi[standard]"))
@modal.asgi_app()
def web():
    from fastapi import FastAPI

    api = FastAPI()  # error: [web-missing-health] no route tells whether it is well

    @api.get("/predict")
    def predict(): ...

    return api
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().pip_install("fastapi[standard]"))
@modal.asgi_app()
def web():
    from fastapi import FastAPI

    api = FastAPI()

    @api.get("/predict")
    def predict(): ...

    @api.get("/health")
    def health():
        return {"status": "ok"}

    return api
~~~

## Known limits
Silent when any route may be elsewhere: a router, a mount, an application from another file.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
