#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <string>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Secret.from_dict")) {
        const auto argument = inspection.module.given(call->expression, 0, "env_dict");
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

extern constinit const Rule secret_dict_non_string;
const Rule secret_dict_non_string{
    .code = "MDL404",
    .name = "secret-dict-non-string",
    .group = "secrets",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/secrets",
    .page = R"md(
A value of `Secret.from_dict({...})` that is not a text.

## Why
The values of a secret become environment variables, which are texts. Any other value raises `InvalidError` when the
module is imported; `None` is left out without a word.

~~~python bad raises:InvalidError
import modal

secret = modal.Secret.from_dict({"PORT": 8000})  # error: [secret-dict-non-string] the value of "PORT" is not a text
~~~

~~~python fixed
import modal

secret = modal.Secret.from_dict({"PORT": "8000"})
~~~

~~~python good
import os

import modal

secret = modal.Secret.from_dict({"PORT": "8000", "TOKEN": os.environ.get("TOKEN"), "NONE": None})
~~~

## Fix
Safe: puts the value, as it is written, into quotes.

## Known limits
Looks at dictionaries that are written in the call.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
