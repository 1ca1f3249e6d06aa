#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

/// The name of what is called when that is certainly a function of an app, and not `self.method`.
std::optional<std::string_view> called_function(Inspection& inspection, const modal::SdkCall& call) {
    if (call.callee.kind != modal::ValueKind::function) return std::nullopt;
    const python::ModuleFacts& facts = inspection.facts;
    const python::ExprId callee = facts.operands_of(facts.expr(call.expression)).front();
    const python::Expr& called = facts.expr(callee);
    const python::ModuleFacts* owner = inspection.module.evaluator().modules().facts(call.callee.file);
    if (owner == nullptr) return std::nullopt;
    const python::Definition& definition = owner->definition(call.callee.definition);
    if (called.kind == python::ExprKind::attribute) {
        const python::Expr& object = facts.expr(facts.operands_of(called).front());
        const bool method = owner->is_method(definition);
        // Inside of the class, and on what somebody handed over, a method is the plain function.
        if (method && object.kind != python::ExprKind::call) return std::nullopt;
    } else if (called.kind != python::ExprKind::name) {
        return std::nullopt;
    }
    return facts.text(called.text);
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Function.__call__")) {
        const auto name = called_function(inspection, *call);
        if (!name || call->use == python::CallUse::decorator) continue;
        const python::ExprId callee =
            inspection.facts.operands_of(inspection.facts.expr(call->expression)).front();
        Diagnostic& diagnostic = report.add(call->name_range,
                                            {"\"{0}\" is a modal.Function, and calling it raises TypeError; "
                                             "write {0}.remote(…) to run it in a "
                                             "container, or {0}.local(…)",
                                             "\"{0}\" 是 modal.Function，直接调用会引发 TypeError；请写 "
                                             "{0}.remote(…) 在容器中运行，或 {0}.local(…)"},
                                            *name);
        const text::ByteOffset end = inspection.facts.expr(callee).range.end;
        diagnostic.fixes.push_back(fix(report.say({"Run it in a container", "在容器中运行"}), Safety::unsafe,
                                       insert(inspection, end, ".remote")));
        diagnostic.fixes.push_back(fix(report.say({"Run it here", "在本地运行"}), Safety::unsafe,
                                       insert(inspection, end, ".local")));
    }
}

} // namespace

extern constinit const Rule direct_call_of_function;
const Rule direct_call_of_function{
    .code = "MDL251",
    .name = "direct-call-of-function",
    .group = "remote-calls",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/apps",
    .page = R"md(
A function of an app is called like a plain one.

## Why
The decorator turns it into a `modal.Function`, which cannot be called: this raises `TypeError`. Say where it shall
run: `.remote()` runs it in a container, `.local()` right here.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


@app.local_entrypoint()
def main():
    charge(1)  # error: [direct-call-of-function] "charge" is a modal.Function
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


@app.local_entrypoint()
def main():
    charge.remote(1)
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


@app.local_entrypoint()
def main():
    charge.remote(1)
    charge.local(1)


def other(charge):
    charge(1)
~~~

## Fix
Unsafe: `.remote` or `.local`; which is meant only you can know.

## Known limits
Methods called on `self`, or on an object that was handed over, are left alone.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
