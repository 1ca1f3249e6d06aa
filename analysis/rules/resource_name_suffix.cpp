#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

struct AppName {
    std::string constant, value;
};

/// The constant that names the app of the file, when one does.
std::optional<AppName> app_name(Inspection& inspection) {
    const python::ModuleFacts& facts = inspection.facts;
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.App")) {
        const auto given = inspection.module.given(call->expression, 0, "name");
        if (!given || facts.expr(given->value).kind != python::ExprKind::name) continue;
        if (call->context.scope != python::kModuleScope) continue;
        const auto value = certain_text(inspection, given, call->context);
        if (value && !value->empty())
            return AppName{std::string(facts.text(facts.expr(given->value).text)), *value};
    }
    return std::nullopt;
}

void check(Inspection& inspection, Report& report) {
    const auto app = app_name(inspection);
    if (!app) return;
    for (const std::string_view kind :
         {"modal.Volume.from_name", "modal.Dict.from_name", "modal.Queue.from_name"})
        for (const modal::SdkCall* call : inspection.module.calls_of(kind)) {
            const auto given = inspection.module.given(call->expression, 0, "name");
            if (!given || !inspection.module.given(call->expression, -1, "create_if_missing")) continue;
            const python::Expr& literal = inspection.facts.expr(given->value);
            const auto text = inspection.facts.text(literal.text);
            const bool repeats = literal.kind == python::ExprKind::string && !literal.inner.empty() &&
                                 text.starts_with(app->value + "-") &&
                                 inspection.source(literal.inner) == text &&
                                 text.find_first_of("{}") == std::string_view::npos;
            if (!repeats) continue;
            Diagnostic& diagnostic =
                report.add(literal.range,
                           {"this repeats the name of the app, which {0} holds; write f\"{{{0}}}…\"",
                            "这里重复了应用的名称（由 {0} 保存）；请写 f\"{{{0}}}…\""},
                           app->constant);
            const std::string rest(text.substr(app->value.size()));
            diagnostic.fixes.push_back(
                fix(report.say({"Use the constant", "使用常量"}), Safety::unsafe,
                    replace(inspection, literal.range, fmt::format("f\"{{{}}}{}\"", app->constant, rest))));
        }
}

} // namespace

extern constinit const Rule resource_name_suffix;
const Rule resource_name_suffix{
    .code = "MDL456",
    .name = "resource-name-suffix",
    .group = "names",
    .severity = Severity::hint,
    .strict = Severity::warning,
    .editor_only = true,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/volumes",
    .page = R"md(
The name of a volume, dict or queue repeats the name of the app, which a constant holds.

## Why
When the app is renamed, or deployed under another name for a test, the literal stays and both share their data.

~~~python bad
import modal

APP_NAME = "decks"
app = modal.App(APP_NAME)
history = modal.Dict.from_name("decks-history", create_if_missing=True)  # error: [resource-name-suffix] repeats the name of the app
~~~

~~~python fixed
import modal

APP_NAME = "decks"
app = modal.App(APP_NAME)
history = modal.Dict.from_name(f"{APP_NAME}-history", create_if_missing=True)
~~~

~~~python good
import modal

APP_NAME = "decks"
app = modal.App(APP_NAME)
history = modal.Dict.from_name(f"{APP_NAME}-history", create_if_missing=True)
~~~

## Fix
Unsafe: writes an f-string with the constant.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
