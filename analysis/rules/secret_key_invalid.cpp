#include "analysis/rules/dict_entries.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

bool is_variable_name(std::string_view name) {
    const auto is_letter = [](char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
    return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, is_part);
}

void check(Inspection& inspection, Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Secret.from_dict")) {
        const auto given = inspection.module.given(call->expression, 0, "env_dict");
        for (const DictEntry& entry : dict_entries(inspection, given)) {
            const python::Expr& key = facts.expr(entry.key);
            if (key.kind != python::ExprKind::string || is_variable_name(facts.text(key.text))) continue;
            report.add(
                key.range,
                {"\"{}\" cannot be the name of an environment variable, and the deploy fails; use letters, "
                 "digits and \"_\"",
                 "\"{}\" 不能用作环境变量名，部署会失败；请只用字母、数字和 \"_\""},
                facts.text(key.text));
        }
    }
}

} // namespace

extern constinit const Rule secret_key_invalid;
const Rule secret_key_invalid{
    .code = "MDL407",
    .name = "secret-key-invalid",
    .group = "secrets",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/secrets",
    .page = R"md(
A key of a secret or an environment variable is no name of one.

## Why
Keys are letters, digits and underscores, and do not start with a digit. Modal refuses others when the app is
deployed.

~~~python bad
import modal

app = modal.App("shop")


keys = modal.Secret.from_dict({"my-key": "v"})  # error: [secret-key-invalid] "my-key" cannot be the name
~~~

~~~python good
import modal

app = modal.App("shop")


keys = modal.Secret.from_dict({"MY_KEY": "v"})
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
