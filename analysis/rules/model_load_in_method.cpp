#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr auto kLoaders = std::to_array<std::string_view>(
    {"from_pretrained", "load_model", "SentenceTransformer", "WhisperModel", "LLM"});

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        const bool called = decorated.find("modal.method") != nullptr || decorated.web() != nullptr;
        const python::Definition& definition = inspection.facts.definition(decorated.definition);
        // The functions under asgi_app and its kin run once.
        const bool once = decorated.web() != nullptr && decorated.find("modal.fastapi_endpoint") == nullptr;
        if (!decorated.owner || !called || once || !definition.body) continue;
        for (const python::Call& call : inspection.facts.calls) {
            if (call.scope != *definition.body || call.region != python::kAlways) continue;
            const python::Expr& expr = inspection.facts.expr(call.expression);
            const python::Expr& callee = inspection.facts.expr(inspection.facts.operands_of(expr).front());
            const bool named =
                callee.kind == python::ExprKind::name || callee.kind == python::ExprKind::attribute;
            if (!named || std::ranges::find(kLoaders, inspection.facts.text(callee.text)) == kLoaders.end())
                continue;
            report.add(
                expr.range,
                {"this is loaded on each call of \"{}\"; load it once, in a method under @modal.enter()",
                 "每次调用 \"{}\" 都会加载；请在 @modal.enter() 方法中只加载一次"},
                inspection.facts.text(definition.name));
        }
    }
}

} // namespace

extern constinit const Rule model_load_in_method;
const Rule model_load_in_method{
    .code = "MDL206",
    .name = "model-load-in-method",
    .group = "imports",
    .severity = Severity::hint,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/lifecycle-functions",
    .page = R"md(
A model is loaded in a method, each time it is called.

## Why
A container is used for many calls. What takes long to load belongs into a method under `@modal.enter()`, which runs
once, when the container starts.

~~~python bad ignore=import-not-in-image
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run(self, text):
        from transformers import AutoModel

        model = AutoModel.from_pretrained("bert")  # hint: [model-load-in-method] loaded on each call of "run"
        return model(text)
~~~

~~~python good ignore=import-not-in-image
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.enter()
    def load(self):
        from transformers import AutoModel

        self.model = AutoModel.from_pretrained("bert")

    @modal.method()
    def run(self, text):
        if text is None:
            self.load()
        return self.model(text)
~~~

## Known limits
What stands under any condition is taken for a cache, and left alone.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
