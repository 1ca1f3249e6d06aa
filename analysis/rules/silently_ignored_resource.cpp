#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

/// What the argument should be; empty when it is right, or cannot be told.
std::string better(const Inspection& inspection, std::string_view keyword,
                   const modal::GivenArgument& argument) {
    const python::Expr& expr = inspection.facts.expr(argument.value);
    const std::string written(inspection.source(argument.value_range));
    if (expr.kind == ExprKind::list && expr.operand_count == 2)
        return "(" + written.substr(1, written.size() - 2) + ")";
    const bool memory = keyword == "memory";
    if (memory && expr.kind == ExprKind::floating) {
        const auto dot = written.find('.');
        const bool whole =
            dot != std::string::npos && written.find_first_not_of('0', dot + 1) == std::string::npos;
        return whole ? written.substr(0, dot) : std::string();
    }
    if (expr.kind != ExprKind::string) return {};
    const auto text = inspection.facts.text(expr.text);
    const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    return digits ? std::string(text) : std::string();
}

bool is_ignored(const Inspection& inspection, std::string_view keyword,
                const modal::GivenArgument& argument) {
    const ExprKind kind = inspection.facts.expr(argument.value).kind;
    if (kind == ExprKind::list || kind == ExprKind::string) return true;
    return keyword == "memory" && kind == ExprKind::floating;
}

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection))
        for (const std::string_view keyword : {"cpu", "memory"}) {
            const auto argument = setting(inspection, registration, keyword);
            if (!argument || !is_ignored(inspection, keyword, *argument)) continue;
            Diagnostic& diagnostic =
                report.add(argument->range,
                           {"{} is ignored: the function gets the default; give a number, or a tuple of "
                            "request and limit",
                            "{} 会被忽略：函数将使用默认值；请给出数字，或由请求值和上限组成的元组"},
                           inspection.source(argument->range));
            const std::string instead = better(inspection, keyword, *argument);
            if (!instead.empty())
                diagnostic.fixes.push_back(fix(report.say({"Change to {}", "改为 {}"}, instead), Safety::safe,
                                               replace(inspection, argument->value_range, instead)));
        }
}

} // namespace

extern constinit const Rule silently_ignored_resource;
const Rule silently_ignored_resource{
    .code = "MDL706",
    .name = "silently-ignored-resource",
    .group = "autoscaling",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/resources",
    .page = R"md(
`cpu=` or `memory=` is of a type that is ignored.

## Why
`memory` is a whole number of MiB, `cpu` a number of cores, and each may be a tuple of request and limit. A text, a
fraction of a MiB or a list is neither refused nor used: the function silently gets the default.

~~~python bad
import modal

app = modal.App("shop")


@app.function(memory="4096")  # warning: [silently-ignored-resource] memory="4096" is ignored
def embed(): ...


@app.function(cpu=[1, 2])  # warning: [silently-ignored-resource] cpu=[1, 2] is ignored
def rank(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function(memory=4096)
def embed(): ...


@app.function(cpu=(1, 2))
def rank(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(memory=4096, cpu=0.5)
def embed(): ...


@app.function(memory=(1024, 2048), cpu=(1.0, 2.0))
def rank(): ...
~~~

## Fix
Safe: writes the value in the type that counts. The function then gets what was asked for.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
