#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

constexpr auto kCalls =
    std::to_array<std::string_view>({"remote", "spawn", "map", "starmap", "remote_gen", "local"});

void check(Inspection& inspection, Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    modal::Evaluator& evaluator = inspection.module.evaluator();
    for (const python::Call& call : facts.calls) {
        const python::Expr& expr = facts.expr(call.expression);
        const python::Expr& remote = facts.expr(facts.operands_of(expr).front());
        if (remote.kind != ExprKind::attribute ||
            std::ranges::find(kCalls, facts.text(remote.text)) == kCalls.end())
            continue;
        const python::ExprId method = facts.operands_of(remote).front();
        if (facts.expr(method).kind != ExprKind::attribute) continue;
        const modal::Values values = inspection.module.value_at(method, call.scope, call.region);
        const modal::Value* value = values.certain();
        if (value == nullptr || value->kind != modal::ValueKind::function ||
            value->file != inspection.file.id)
            continue;
        const python::Definition& definition = facts.definition(value->definition);
        const python::Scope& around = facts.scope(definition.scope);
        if (!definition.decorators.empty() || around.kind != python::ScopeKind::class_ || !around.definition)
            continue;
        if (evaluator.decorated_as(inspection.file.id, *around.definition) != "modal.Cls") continue;
        Diagnostic& diagnostic = report.add(
            remote.inner,
            {"\"{0}\" of \"{1}\" has no @modal.method(), and .{2} raises AttributeError; decorate it",
             "\"{1}\" 的 \"{0}\" 没有 @modal.method()，.{2} 会引发 AttributeError；请加上装饰器"},
            facts.text(definition.name), facts.text(facts.definition(*around.definition).name),
            facts.text(remote.text));
        const auto& lines = inspection.file.document.lines();
        const text::ByteRange line = lines.line_range(lines.line_of(definition.range.begin));
        const std::string indent(inspection.source({line.begin, definition.range.begin}));
        if (const auto decorator = spelled(inspection, "modal.method"))
            diagnostic.fixes.push_back(
                fix(report.say({"Add @modal.method()", "添加 @modal.method()"}), Safety::unsafe,
                    insert(inspection, definition.range.begin, "@" + *decorator + "()\n" + indent)));
    }
}

} // namespace

extern constinit const Rule undecorated_method_remote;
const Rule undecorated_method_remote{
    .code = "MDL523",
    .name = "undecorated-method-remote",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/lifecycle-functions",
    .page = R"md(
A method without `@modal.method()` is called remotely.

## Why
Only methods under `@modal.method()` have `.remote` and its kin. On any other method it raises `AttributeError`.

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Model:
    def run(self): ...


@app.local_entrypoint()
def main():
    Model().run.remote()  # error: [undecorated-method-remote] "run" of "Model" has no @modal.method()
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run(self): ...


@app.local_entrypoint()
def main():
    Model().run.remote()
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run(self): ...


@app.local_entrypoint()
def main():
    Model().run.remote()
~~~

## Fix
Unsafe: the method can then be called by whoever can reach the app.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
