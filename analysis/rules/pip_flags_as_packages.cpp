#include "analysis/rules/inspection.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

/// What to write instead of a flag.
std::string_view keyword_for(std::string_view flag) {
    if (flag.starts_with("-r") || flag.starts_with("--requirement"))
        return "pip_install_from_requirements(...)";
    if (flag.starts_with("--index-url") || flag.starts_with("-i")) return "index_url=...";
    if (flag.starts_with("--extra-index-url")) return "extra_index_url=...";
    if (flag.starts_with("--find-links") || flag.starts_with("-f")) return "find_links=...";
    if (flag.starts_with("--pre")) return "pre=True";
    return "extra_options=...";
}

void check_item(Inspection& inspection, const modal::SdkCall& call, python::ExprId id, Report& report) {
    const python::Expr& expr = inspection.facts.expr(id);
    if (expr.kind == python::ExprKind::list) {
        for (const python::ExprId item : inspection.facts.operands_of(expr))
            check_item(inspection, call, item, report);
        return;
    }
    if (expr.kind != python::ExprKind::string) return;
    const std::string_view text = inspection.facts.text(expr.text);
    if (!text.starts_with('-')) return;
    report.add(expr.range,
               {"\"{}\" is a flag, not a package: this raises InvalidError; use {}",
                "\"{}\" 是选项而不是包：这里会引发 InvalidError；请使用 {}"},
               text, keyword_for(text));
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (call.symbol != "modal.Image.pip_install" && call.symbol != "modal.Image.uv_pip_install") continue;
        for (const modal::GivenArgument& argument : inspection.module.arguments(call.expression))
            if (argument.keyword.empty()) {
                // One call is one mistake.
                const std::size_t before = report.diagnostics().size();
                check_item(inspection, call, argument.value, report);
                if (report.diagnostics().size() > before) break;
            }
    }
}

} // namespace

extern constinit const Rule pip_flags_as_packages;
const Rule pip_flags_as_packages{
    .code = "MDL305",
    .name = "pip-flags-as-packages",
    .group = "images",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
A flag of pip stands where packages are expected.

## Why
Every text given to `pip_install` and `uv_pip_install` is a package. One that starts with a dash raises
`InvalidError`; the flags have keywords of their own.

~~~python bad raises:InvalidError
import modal

image = modal.Image.debian_slim().pip_install("-r", "requirements.txt")  # error: [pip-flags-as-packages] "-r" is a flag
other = modal.Image.debian_slim().pip_install("torch", "--pre")  # error: [pip-flags-as-packages] use pre=True
~~~

~~~python good
import modal

image = modal.Image.debian_slim().pip_install_from_requirements("requirements.txt")
other = modal.Image.debian_slim().pip_install("torch", pre=True, extra_index_url="https://example.com")
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
