#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <fmt/format.h>

#include <string>

namespace modal_lsp::rules {
namespace {

void check_text(Inspection& inspection, python::ExprId item, Report& report) {
    const python::Expr& expr = inspection.facts.expr(item);
    if (expr.kind != python::ExprKind::string) return;
    Diagnostic& diagnostic = report.add(
        expr.range,
        {"\"{0}\" is a text, not a Secret: this fails with AttributeError; write "
         "modal.Secret.from_name(\"{0}\")",
         "\"{0}\" 是字符串而不是 Secret：这里会以 AttributeError 失败；请写 modal.Secret.from_name(\"{0}\")"},
        inspection.facts.text(expr.text));
    if (const auto secret = spelled(inspection, "modal.Secret"))
        diagnostic.fixes.push_back(
            fix(report.say({"Look it up by name", "按名称查找"}), Safety::safe,
                replace(inspection, expr.range,
                        fmt::format("{}.from_name({})", *secret, inspection.source(expr.range)))));
}

void check_argument(Inspection& inspection, const modal::GivenArgument& argument,
                    const modal::Context& context, Report& report) {
    const python::Expr& expr = inspection.facts.expr(argument.value);
    if (expr.kind == python::ExprKind::list || expr.kind == python::ExprKind::tuple) {
        for (const python::ExprId item : inspection.facts.operands_of(expr))
            check_text(inspection, item, report);
        return;
    }
    const auto value = certain_value(inspection, argument, context);
    if (!value || value->type != "modal.Secret") return;
    Diagnostic& diagnostic = report.add(
        argument.value_range, {"secrets= takes a list, and this raises TypeError; put it into brackets",
                               "secrets= 需要列表，这里会引发 TypeError；请放入方括号"});
    diagnostic.fixes.push_back(
        fix(report.say({"Put it into a list", "放入列表"}), Safety::safe,
            replace(inspection, argument.value_range,
                    "[" + std::string(inspection.source(argument.value_range)) + "]")));
}

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection))
        if (const auto argument = setting(inspection, registration, "secrets"))
            check_argument(inspection, *argument, registration.what->context, report);
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Sandbox.create"))
        if (const auto argument = inspection.module.given(call->expression, -1, "secrets"))
            check_argument(inspection, *argument, call->context, report);
}

} // namespace

extern constinit const Rule secrets_not_a_list;
const Rule secrets_not_a_list{
    .code = "MDL402",
    .name = "secrets-not-a-list",
    .group = "secrets",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/secrets",
    .page = R"md(
`secrets=` is not a list of secrets.

## Why
`secrets=` takes a list of `modal.Secret` objects. A single secret raises `TypeError`, and the name of one fails with
an `AttributeError` that does not say why.

~~~python bad raises:TypeError
import modal

app = modal.App("shop")


@app.function(secrets=modal.Secret.from_name("stripe"))  # error: [secrets-not-a-list] secrets= takes a list
def charge(): ...


@app.function(secrets=["stripe"])  # error: [secrets-not-a-list] "stripe" is a text, not a Secret
def refund(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function(secrets=[modal.Secret.from_name("stripe")])
def charge(): ...


@app.function(secrets=[modal.Secret.from_name("stripe")])
def refund(): ...
~~~

~~~python good
import modal

app = modal.App("shop", secrets=[modal.Secret.from_name("base")])
SECRETS = [modal.Secret.from_name("stripe")]


@app.function(secrets=SECRETS)
def charge(): ...
~~~

## Fix
Safe: puts the secret into a list, or looks it up by its name.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
