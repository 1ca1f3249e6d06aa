#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

struct Taker {
    std::string_view symbol, keyword;
    int position;
};

constexpr auto kTakers = std::to_array<Taker>({
    {"modal.Image.debian_slim", "python_version", 0},
    {"modal.Image.micromamba", "python_version", 0},
    {"modal.Image.from_registry", "add_python", -1},
    {"modal.Image.from_dockerfile", "add_python", -1},
});

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls())
        for (const Taker& taker : kTakers) {
            if (call.symbol != taker.symbol) continue;
            const auto argument = inspection.module.given(call.expression, taker.position, taker.keyword);
            if (!argument || inspection.facts.expr(argument->value).kind != python::ExprKind::floating)
                continue;
            const std::string written(inspection.source(argument->value_range));
            Diagnostic& diagnostic = report.add(argument->value_range,
                                                {"{0} is a number, and this raises TypeError; write \"{0}\"",
                                                 "{0} 是数字，这里会引发 TypeError；请写成 \"{0}\""},
                                                written);
            diagnostic.fixes.push_back(
                fix(report.say({"Put it into quotes", "加上引号"}), Safety::safe,
                    replace(inspection, argument->value_range, "\"" + written + "\"")));
        }
}

} // namespace

extern constinit const Rule python_version_not_string;
const Rule python_version_not_string{
    .code = "MDL312",
    .name = "python-version-not-string",
    .group = "images",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
A Python version that is a number.

## Why
A version is a text. As a number it raises `TypeError` or `InvalidError` when the module is imported, and `3.10` would
be 3.1.

~~~python bad raises:TypeError
import modal

image = modal.Image.debian_slim(python_version=3.10)  # error: [python-version-not-string] 3.10 is a number
~~~

~~~python fixed
import modal

image = modal.Image.debian_slim(python_version="3.10")
~~~

~~~python good
import modal

image = modal.Image.debian_slim(python_version="3.12")
~~~

## Fix
Safe: puts the number, as it is written, into quotes.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
