#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        const modal::ModalDecorator* app = decorated.registration();
        if (app == nullptr || decorated.decorators.front().symbol == app->symbol) continue;
        const modal::ModalDecorator& above = decorated.decorators.front();
        if (!above.symbol.starts_with("modal.") || above.symbol.starts_with("modal.App.")) continue;
        const std::string_view lower = inspection.source(app->range), upper = inspection.source(above.range);
        const auto head = [](std::string_view text) { return text.substr(0, text.find('(')); };
        Diagnostic& diagnostic =
            report.add(app->range,
                       {"{}() has to be above {}(): in this order it raises InvalidError",
                        "{}() 必须位于 {}() 之上：当前顺序会引发 InvalidError"},
                       head(lower), head(upper));
        diagnostic.fixes.push_back({.title = report.say({"Put it on top", "移到最上面"}),
                                    .safety = Safety::safe,
                                    .edits = {replace(inspection, above.range, std::string(lower)),
                                              replace(inspection, app->range, std::string(upper))}});
    }
}

} // namespace

extern constinit const Rule web_decorator_order;
const Rule web_decorator_order{
    .code = "MDL802",
    .name = "web-decorator-order",
    .group = "web",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhooks",
    .page = R"md(
`@app.function()` or `@app.cls()` stands below another of Modal's decorators.

## Why
The app's decorator registers what it finds below it, so it has to be on top. A decorator of Modal's above it raises
`InvalidError` when the module is imported.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")


@modal.asgi_app()
@app.function()  # error: [web-decorator-order] @app.function() has to be above @modal.asgi_app()
def web(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function()
@modal.asgi_app()
def web(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
@modal.concurrent(max_inputs=10)
@modal.asgi_app()
def web(): ...
~~~

## Fix
Safe: exchanges the two decorators.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
