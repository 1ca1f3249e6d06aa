#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

/// What a function is called by; at most one of these may be on it.
constexpr auto kWays = std::to_array<std::string_view>(
    {"modal.asgi_app", "modal.wsgi_app", "modal.fastapi_endpoint", "modal.web_endpoint", "modal.web_server"});
constexpr auto kMore = std::to_array<std::string_view>({"modal.method", "modal.enter", "modal.exit"});

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        const modal::ModalDecorator* first = nullptr;
        bool web = false;
        for (const modal::ModalDecorator& decorator : decorated.decorators) {
            const bool is_web = std::ranges::find(kWays, decorator.symbol) != kWays.end();
            if (!is_web && std::ranges::find(kMore, decorator.symbol) == kMore.end()) continue;
            // enter and exit may go together: only a web decorator has to be alone.
            if (first != nullptr && (web || is_web))
                report.add(decorator.range,
                           {"{} and {} exclude each other: this raises InvalidError; keep one of them",
                            "{} 与 {} 不能同时使用：这里会引发 InvalidError；请只保留一个"},
                           std::string_view(decorator.symbol).substr(6),
                           std::string_view(first->symbol).substr(6));
            if (first == nullptr) first = &decorator;
            web = web || is_web;
        }
    }
}

} // namespace

extern constinit const Rule web_decorators_conflict;
const Rule web_decorators_conflict{
    .code = "MDL805",
    .name = "web-decorators-conflict",
    .group = "web",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhooks",
    .page = R"md(
Two of Modal's decorators on one function exclude each other.

## Why
A function has one way to be called: as a web endpoint of one kind, as a method, or when a container starts or ends.
Two of these raise `InvalidError`.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")


@app.function()
@modal.asgi_app()
@modal.wsgi_app()  # error: [web-decorators-conflict] wsgi_app and asgi_app exclude each other
def web(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Site:
    @modal.method()
    def run(self): ...

    @modal.asgi_app()
    def web(self): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
