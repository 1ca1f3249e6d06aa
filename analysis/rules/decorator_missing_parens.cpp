#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr auto kCalled = std::to_array<std::string_view>({
    "modal.App.cls",
    "modal.App.function",
    "modal.App.local_entrypoint",
    "modal.App.server",
    "modal.asgi_app",
    "modal.batched",
    "modal.concurrent",
    "modal.enter",
    "modal.exit",
    "modal.fastapi_endpoint",
    "modal.method",
    "modal.web_endpoint",
    "modal.web_server",
    "modal.wsgi_app",
});
constexpr auto kWithArguments =
    std::to_array<std::string_view>({"modal.batched", "modal.concurrent", "modal.web_server"});

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated())
        for (const modal::ModalDecorator& decorator : decorated.decorators) {
            if (decorator.called || std::ranges::find(kCalled, decorator.symbol) == kCalled.end()) continue;
            // A name that stands for a decorator made elsewhere is another matter.
            if (inspection.facts.expr(decorator.expression).kind == python::ExprKind::name &&
                decorator.symbol.starts_with("modal.App."))
                continue;
            Diagnostic& diagnostic =
                report.add(decorator.range,
                           {"{} has to be called: without parentheses it raises an error; write {}()",
                            "{} 必须被调用：缺少括号会引发错误；请写 {}()"},
                           inspection.source(decorator.range), inspection.source(decorator.range));
            if (std::ranges::find(kWithArguments, decorator.symbol) == kWithArguments.end())
                diagnostic.fixes.push_back(fix(report.say({"Add parentheses", "添加括号"}), Safety::safe,
                                               insert(inspection, decorator.range.end, "()")));
        }
}

} // namespace

extern constinit const Rule decorator_missing_parens;
const Rule decorator_missing_parens{
    .code = "MDL803",
    .name = "decorator-missing-parens",
    .group = "web",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/apps",
    .page = R"md(
A decorator of Modal is used without parentheses.

## Why
All of them take arguments, so they have to be called even when there are none. Without parentheses the decorator is
handed the function in place of its first argument and raises an error.

~~~python bad raises:TypeError
import modal

app = modal.App("shop")


@app.function  # error: [decorator-missing-parens] @app.function has to be called
def charge(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function()
def charge(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.enter()
    def load(self): ...

    @modal.method()
    def run(self): ...
~~~

## Fix
Safe: calls it without arguments, where it needs none.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
