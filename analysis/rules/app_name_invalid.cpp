#include "analysis/modal/object_names.hpp"
#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <string>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::AppDecl& app : inspection.file.model->apps) {
        const std::string* name = app.name.certain();
        if (name == nullptr || name->empty() || modal::is_object_name(*name)) continue;
        if (app.key.file != inspection.file.id || app.range.empty()) continue;
        Diagnostic& diagnostic = report.add(
            app.name_range,
            {"\"{}\" is no name for an app: deploying it raises InvalidError; use up to 64 of A-Z a-z 0-9 - "
             "_ .",
             "\"{}\" 不能作为应用名称：部署会引发 InvalidError；请使用不超过 64 个 A-Z a-z 0-9 - _ . 字符"},
            *name);
        const auto argument = inspection.module.given(app.key.call, 0, "name");
        const std::string better = modal::slug(*name);
        if (argument && inspection.facts.expr(argument->value).kind == python::ExprKind::string &&
            !better.empty())
            diagnostic.fixes.push_back(
                fix(report.say({"Change to \"{}\"", "改为 \"{}\""}, better), Safety::unsafe,
                    replace(inspection, inspection.facts.expr(argument->value).inner, better)));
    }
}

} // namespace

extern constinit const Rule app_name_invalid;
const Rule app_name_invalid{
    .code = "MDL452",
    .name = "app-name-invalid",
    .group = "names",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/apps",
    .page = R"md(
The name of an app has characters that Modal does not allow.

## Why
Names of apps are made of letters, digits, `-`, `_` and `.`, and have 64 characters at most. The constructor takes any
text; the deploy raises `InvalidError`.

~~~python bad
import modal

app = modal.App("my shop!")  # warning: [app-name-invalid] "my shop!" is no name
~~~

~~~python fixed
import modal

app = modal.App("my-shop")
~~~

~~~python good
import modal

app = modal.App("my-shop.2")
~~~

## Fix
Unsafe: what looks the app up by name has to change, too.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
