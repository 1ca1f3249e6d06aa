#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

constexpr auto kCalls = std::to_array<std::string_view>(
    {"remote", "spawn", "map", "starmap", "remote_gen", "local", "for_each", "spawn_map"});

void check(Inspection& inspection, Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    for (const python::Call& call : facts.calls) {
        const python::Expr& expr = facts.expr(call.expression);
        // Model.run.remote(...)
        const python::Expr& remote = facts.expr(facts.operands_of(expr).front());
        if (remote.kind != ExprKind::attribute ||
            std::ranges::find(kCalls, facts.text(remote.text)) == kCalls.end())
            continue;
        const python::Expr& method = facts.expr(facts.operands_of(remote).front());
        if (method.kind != ExprKind::attribute) continue;
        const python::ExprId object = facts.operands_of(method).front();
        const modal::Context context{
            .file = inspection.file.id, .scope = call.scope, .region = call.region, .at = expr.range.begin};
        const modal::Values values = inspection.module.evaluator().evaluate(object, context);
        const modal::Value* value = values.certain();
        if (value == nullptr) continue;
        const bool own =
            value->kind == modal::ValueKind::class_ &&
            inspection.module.evaluator().decorated_as(value->file, value->definition) == "modal.Cls";
        const bool looked_up = value->type == "modal.Cls";
        if (!own && !looked_up) continue;
        if (facts.text(method.text).starts_with("with_")) continue;
        const text::ByteRange range = facts.expr(object).range;
        const std::string name = own ? std::string(inspection.source(range)) : "modal.Cls";
        Diagnostic& diagnostic =
            report.add(range,
                       {"\"{}\" is a class, and its methods run on an object: this raises an error; "
                        "make one with ()",
                        "\"{}\" 是类，它的方法要在对象上运行：这里会引发错误；请用 () 创建对象"},
                       name);
        diagnostic.fixes.push_back(fix(report.say({"Make an object", "创建对象"}), Safety::safe,
                                       insert(inspection, range.end, "()")));
    }
}

} // namespace

extern constinit const Rule cls_not_instantiated;
const Rule cls_not_instantiated{
    .code = "MDL607",
    .name = "cls-not-instantiated",
    .group = "lookup",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/trigger-deployed-functions",
    .page = R"md(
A method is called on a class, and not on an object of it.

## Why
Methods run in containers of an object. Without parentheses behind the class, `.remote` raises an error.

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run(self, x): ...


@app.local_entrypoint()
def main():
    Model.run.remote(1)  # error: [cls-not-instantiated] "Model" is a class
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run(self, x): ...


@app.local_entrypoint()
def main():
    Model().run.remote(1)
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run(self, x): ...


@app.local_entrypoint()
def main():
    Model().run.remote(1)
~~~

## Fix
Safe: makes an object without parameters.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
