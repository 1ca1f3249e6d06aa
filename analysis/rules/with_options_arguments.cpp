#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

/// `Name(…)` of a class of an app.
bool is_instance(Inspection& inspection, const python::Call& call, python::ExprId object) {
    const python::Expr& made = inspection.facts.expr(object);
    if (made.kind != ExprKind::call) return false;
    const modal::Values values =
        inspection.module.value_at(inspection.facts.operands_of(made).front(), call.scope, call.region);
    const modal::Value* cls = values.certain();
    return cls != nullptr && cls->kind == modal::ValueKind::class_ &&
           inspection.module.evaluator().decorated_as(cls->file, cls->definition) == "modal.Cls";
}

void check(Inspection& inspection, Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    for (const python::Call& call : facts.calls) {
        const python::Expr& callee = facts.expr(facts.operands_of(facts.expr(call.expression)).front());
        if (callee.kind != ExprKind::attribute || facts.text(callee.text) != "with_options") continue;
        if (!is_instance(inspection, call, facts.operands_of(callee).front())) continue;
        report.add(
            callee.inner,
            {"options are given to the class, and this raises AttributeError; write Class.with_options(…)()",
             "选项要设置在类上，这里会引发 AttributeError；请写 Class.with_options(…)()"});
    }
}

} // namespace

extern constinit const Rule with_options_arguments;
const Rule with_options_arguments{
    .code = "MDL522",
    .name = "with-options-arguments",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/parametrized-functions",
    .page = R"md(
`.with_options()` is called on an instance of a class.

## Why
It belongs to the class: on an instance it raises `AttributeError`. The instance is made afterwards.

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run(self): ...


@app.local_entrypoint()
def main():
    Model().with_options(gpu="H100").run.remote()  # error: [with-options-arguments] options are given to the class
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
    Model.with_options(gpu="H100")().run.remote()
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
