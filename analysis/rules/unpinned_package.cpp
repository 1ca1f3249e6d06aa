#include "analysis/rules/inspection.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

bool is_pinned(std::string_view requirement) {
    return requirement.find_first_of("=<>~@") != std::string_view::npos || requirement.ends_with(".whl") ||
           requirement.starts_with("git+") || requirement.find('/') != std::string_view::npos;
}

void check_argument(Inspection& inspection, python::ExprId id, Report& report) {
    const python::Expr& expr = inspection.facts.expr(id);
    if (expr.kind == python::ExprKind::list) {
        for (const python::ExprId item : inspection.facts.operands_of(expr))
            check_argument(inspection, item, report);
        return;
    }
    if (expr.kind != python::ExprKind::string || is_pinned(inspection.facts.text(expr.text))) return;
    report.add(expr.range,
               {"\"{}\" may be another version at the next build; pin it, as in \"name==1.2.3\"",
                "\"{}\" 在下次构建时可能是另一个版本；请固定版本，如 \"name==1.2.3\""},
               inspection.facts.text(expr.text));
}

void check(Inspection& inspection, Report& report) {
    for (const std::string_view installer : {"modal.Image.pip_install", "modal.Image.uv_pip_install"})
        for (const modal::SdkCall* call : inspection.module.calls_of(installer))
            for (const modal::GivenArgument& argument : inspection.module.arguments(call->expression))
                if (argument.keyword.empty()) check_argument(inspection, argument.value, report);
}

} // namespace

extern constinit const Rule unpinned_package;
const Rule unpinned_package{
    .code = "MDL308",
    .name = "unpinned-package",
    .group = "images",
    .severity = Severity::hint,
    .enabled = false,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
A package is installed without saying which version.

## Why
When the image is built again, it may get another one. What was tested is not what runs.

~~~python bad select=unpinned-package
import modal

image = modal.Image.debian_slim().uv_pip_install("torch")  # error: [unpinned-package] "torch" may be another version
~~~

~~~python good select=unpinned-package
import modal

image = modal.Image.debian_slim().uv_pip_install("torch==2.8.0", "httpx>=0.28,<1")
~~~

## Known limits
Off unless asked for. Any bound counts as a pin.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
