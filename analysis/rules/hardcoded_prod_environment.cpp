#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr auto kProduction = std::to_array<std::string_view>({"prod", "production", "live"});

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        const auto argument = inspection.module.given(call.expression, -1, "environment_name");
        if (!argument || inspection.facts.expr(argument->value).kind != python::ExprKind::string) continue;
        const auto name = inspection.facts.text(inspection.facts.expr(argument->value).text);
        if (std::ranges::find(kProduction, name) == kProduction.end()) continue;
        report.add(
            argument->range,
            {"this always works on \"{}\", whoever runs it; leave it out to take the environment in use",
             "无论谁运行，都会作用于 \"{}\"；去掉它即可使用当前环境"},
            name);
    }
}

} // namespace

extern constinit const Rule hardcoded_prod_environment;
const Rule hardcoded_prod_environment{
    .code = "MDL161",
    .name = "hardcoded-prod-environment",
    .group = "environment",
    .severity = Severity::information,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/environments",
    .page = R"md(
A lookup names the production environment in the code.

## Why
Whoever runs this code, from whatever environment, then works on production. Leave it out, and the environment in use
is taken.

~~~python bad
import modal

charge = modal.Function.from_name("shop", "charge", environment_name="prod")  # info: [hardcoded-prod-environment] always works on "prod"
~~~

~~~python good
import modal

charge = modal.Function.from_name("shop", "charge")
other = modal.Function.from_name("shop", "charge", environment_name="staging")
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
