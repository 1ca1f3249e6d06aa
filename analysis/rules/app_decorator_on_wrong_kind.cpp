#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

std::optional<Fix> use_instead(Inspection& inspection, const modal::ModalDecorator& decorator,
                               std::string_view name, const Report& report) {
    const auto callee =
        decorator.called ? inspection.facts.operands_of(inspection.facts.expr(decorator.expression)).front()
                         : decorator.expression;
    const python::Expr& called = inspection.facts.expr(callee);
    if (called.kind != python::ExprKind::attribute) return std::nullopt;
    return fix(report.say({"Use {}", "改用 {}"}, name), Safety::safe,
               replace(inspection, called.inner, std::string(name)));
}

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        const modal::ModalDecorator* app = decorated.registration();
        if (app == nullptr) continue;
        const python::Definition& definition = inspection.facts.definition(decorated.definition);
        const auto name = inspection.facts.text(definition.name);
        const bool for_classes = app->symbol == "modal.App.cls" || app->symbol == "modal.App.server";
        if (definition.is_class && app->symbol == "modal.App.function") {
            Diagnostic& diagnostic = report.add(app->range,
                                                {"\"{}\" is a class: this raises TypeError; use @app.cls()",
                                                 "\"{}\" 是类：这里会引发 TypeError；请使用 @app.cls()"},
                                                name);
            if (auto cure = use_instead(inspection, *app, "cls", report))
                diagnostic.fixes.push_back(std::move(*cure));
        } else if (!definition.is_class && for_classes) {
            Diagnostic& diagnostic =
                report.add(app->range,
                           {"\"{}\" is a function: this raises TypeError; use @app.function()",
                            "\"{}\" 是函数：这里会引发 TypeError；请使用 @app.function()"},
                           name);
            if (auto cure = use_instead(inspection, *app, "function", report))
                diagnostic.fixes.push_back(std::move(*cure));
        } else if (decorated.owner && app->symbol == "modal.App.function") {
            report.add(app->range,
                       {"\"{}\" is a method: this raises InvalidError; put @app.cls() on its class and "
                        "@modal.method() "
                        "here",
                        "\"{}\" 是方法：这里会引发 InvalidError；请给类加上 @app.cls()，并在此处使用 "
                        "@modal.method()"},
                       name);
        }
    }
}

} // namespace

extern constinit const Rule app_decorator_on_wrong_kind;
const Rule app_decorator_on_wrong_kind{
    .code = "MDL501",
    .name = "app-decorator-on-wrong-kind",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/lifecycle-functions",
    .page = R"md(
`@app.function` on a class, `@app.cls` on a function, or `@app.function` on a method.

## Why
Functions are registered with `@app.function()`, classes with `@app.cls()`, and methods of such a class with
`@modal.method()`. The wrong one raises `TypeError` or `InvalidError` when the module is imported.

~~~python bad raises:TypeError
import modal

app = modal.App("shop")


@app.function()  # error: [app-decorator-on-wrong-kind] "Model" is a class
class Model:
    @modal.method()
    def run(self): ...


@app.cls()  # error: [app-decorator-on-wrong-kind] "charge" is a function
def charge(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run(self): ...


@app.function()
def charge(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run(self): ...


@app.function()
def charge(): ...
~~~

## Fix
Safe: uses the decorator for what it stands on.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
