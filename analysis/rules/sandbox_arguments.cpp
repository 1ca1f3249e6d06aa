#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check_words(Inspection& inspection, const modal::SdkCall& call, Report& report) {
    for (const modal::GivenArgument& argument : inspection.module.arguments(call.expression)) {
        if (!argument.keyword.empty()) break;
        if (inspection.facts.expr(argument.value).kind != python::ExprKind::list) continue;
        Diagnostic& diagnostic = report.add(
            argument.range, {"the words of the command are given one by one: this raises InvalidError; "
                             "unpack the list with *",
                             "命令的各个部分要逐个给出：这里会引发 InvalidError；请用 * 展开列表"});
        diagnostic.fixes.push_back(fix(report.say({"Unpack the list", "展开列表"}), Safety::safe,
                                       insert(inspection, argument.range.begin, "*")));
    }
}

void check_workdir(Inspection& inspection, const modal::SdkCall& call, Report& report) {
    const auto given = inspection.module.given(call.expression, -1, "workdir");
    const auto path = certain_text(inspection, given, call.context);
    if (!path || path->starts_with('/')) return;
    report.add(given->value_range,
               {"\"{}\" is not an absolute path: this raises InvalidError",
                "\"{}\" 不是绝对路径：这里会引发 InvalidError"},
               *path);
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Sandbox.create")) {
        check_words(inspection, *call, report);
        check_workdir(inspection, *call, report);
        const auto timeout = inspection.module.given(call->expression, -1, "timeout");
        const auto seconds = certain_value(inspection, timeout, call->context);
        if (seconds && seconds->kind == modal::ValueKind::integer && seconds->integer > 86400)
            report.add(timeout->value_range,
                       {"a sandbox lives for 24 hours (86400) at most", "沙盒最多存活 24 小时（86400）"});
    }
}

} // namespace

extern constinit const Rule sandbox_arguments;
const Rule sandbox_arguments{
    .code = "MDL952",
    .name = "sandbox-arguments",
    .group = "sandbox",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/sandboxes",
    .page = R"md(
An argument of `modal.Sandbox.create` that Modal refuses.

## Why
The words of the command are given one by one, not as a list; `workdir` is an absolute path; `gpu` is one text.
Anything else raises `InvalidError`.

~~~python bad
import modal

app = modal.App("shop")


sandbox = modal.Sandbox.create("python", ["main.py"], app=app)  # error: [sandbox-arguments] the words of the command are given one by one
~~~

~~~python good
import modal

app = modal.App("shop")


sandbox = modal.Sandbox.create("python", "main.py", app=app, workdir="/src")
~~~

~~~python bad
import modal

app = modal.App("shop")


sandbox = modal.Sandbox.create("python", app=app, workdir="src")  # error: [sandbox-arguments] "src" is not an absolute path
~~~

## Fix
Safe: unpacks the list.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
