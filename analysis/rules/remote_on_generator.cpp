#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        const bool remote = call.symbol == "modal.Function.remote";
        if (!remote && call.symbol != "modal.Function.remote_gen") continue;
        const auto& receiver = call.callee.receiver;
        if (!receiver || receiver->kind != modal::ValueKind::function) continue;
        const python::ModuleFacts* owner = inspection.module.evaluator().modules().facts(receiver->file);
        if (owner == nullptr) continue;
        const python::Definition& definition = owner->definition(receiver->definition);
        if (!definition.body || definition.is_generator != remote) continue;
        const python::Expr& callee = inspection.facts.expr(
            inspection.facts.operands_of(inspection.facts.expr(call.expression)).front());
        if (call.aio || callee.kind != python::ExprKind::attribute) continue;
        const auto name = owner->text(definition.name);
        Diagnostic& diagnostic =
            remote ? report.add(call.name_range,
                                {"\"{}\" is a generator, and .remote raises InvalidError; use .remote_gen",
                                 "\"{}\" 是生成器，.remote 会引发 InvalidError；请使用 .remote_gen"},
                                name)
                   : report.add(call.name_range,
                                {"\"{}\" is no generator, and .remote_gen raises InvalidError; use .remote",
                                 "\"{}\" 不是生成器，.remote_gen 会引发 InvalidError；请使用 .remote"},
                                name);
        diagnostic.fixes.push_back(
            fix(remote ? report.say({"Use remote_gen", "使用 remote_gen"})
                       : report.say({"Use remote", "使用 remote"}),
                Safety::safe, replace(inspection, call.name_range, remote ? "remote_gen" : "remote")));
    }
}

} // namespace

extern constinit const Rule remote_on_generator;
const Rule remote_on_generator{
    .code = "MDL254",
    .name = "remote-on-generator",
    .group = "remote-calls",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/batch-processing",
    .page = R"md(
A generator is called with `.remote()`, or a plain function with `.remote_gen()`.

## Why
Generators are called with `.remote_gen()`, which gives the values one by one; other functions with `.remote()`. The
wrong one raises `InvalidError`.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def numbers():
    yield 1


@app.local_entrypoint()
def main():
    print(numbers.remote())  # error: [remote-on-generator] "numbers" is a generator
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function()
def numbers():
    yield 1


@app.local_entrypoint()
def main():
    print(numbers.remote_gen())
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def numbers():
    yield 1


@app.local_entrypoint()
def main():
    for number in numbers.remote_gen():
        print(number)
~~~

## Fix
Safe: uses the other one.

## Known limits
Functions that are looked up by name are left alone: the workspace may not have what is deployed.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
