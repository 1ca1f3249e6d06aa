#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <string>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Image.env")) {
        const auto argument = inspection.module.given(call->expression, 0, "vars");
        if (!argument) continue;
        const python::Expr& dict = inspection.facts.expr(argument->value);
        if (dict.kind != ExprKind::dict) continue;
        const auto operands = inspection.facts.operands_of(dict);
        for (std::size_t i = 0; i + 1 < operands.size(); i += 2) {
            const python::Expr& value = inspection.facts.expr(operands[i + 1]);
            const bool number = value.kind == ExprKind::integer || value.kind == ExprKind::floating;
            if (!number && value.kind != ExprKind::boolean) continue;
            Diagnostic& diagnostic =
                report.add(value.range,
                           {"the value of {} is not a text, and this raises InvalidError; put it into quotes",
                            "{} 的值不是字符串，这里会引发 InvalidError；请加上引号"},
                           inspection.source(inspection.facts.expr(operands[i]).range));
            diagnostic.fixes.push_back(fix(
                report.say({"Put it into quotes", "加上引号"}), Safety::safe,
                replace(inspection, value.range, "\"" + std::string(inspection.source(value.range)) + "\"")));
        }
    }
}

} // namespace

extern constinit const Rule image_env_non_string;
const Rule image_env_non_string{
    .code = "MDL315",
    .name = "image-env-non-string",
    .group = "images",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
A value of `.env({...})` that is not a text.

## Why
Environment variables are texts. Any other value raises `InvalidError` when the module is imported.

~~~python bad raises:InvalidError
import modal

image = modal.Image.debian_slim().env({"WORKERS": 4})  # error: [image-env-non-string] "WORKERS" is not a text
~~~

~~~python fixed
import modal

image = modal.Image.debian_slim().env({"WORKERS": "4"})
~~~

~~~python good
import modal

image = modal.Image.debian_slim().env({"WORKERS": "4", "DEBUG": str(1)})
~~~

## Fix
Safe: puts the value, as it is written, into quotes.

## Known limits
Looks at dictionaries that are written in the call.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
