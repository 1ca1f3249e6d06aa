#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Image.pip_install")) {
        Diagnostic& diagnostic =
            report.add(call->name_range, {"uv_pip_install is faster", "uv_pip_install 更快"});
        diagnostic.fixes.push_back(fix(report.say({"Use uv_pip_install", "使用 uv_pip_install"}),
                                       Safety::unsafe,
                                       replace(inspection, call->name_range, "uv_pip_install")));
    }
}

} // namespace

extern constinit const Rule prefer_uv_pip_install;
const Rule prefer_uv_pip_install{
    .code = "MDL307",
    .name = "prefer-uv-pip-install",
    .group = "images",
    .severity = Severity::hint,
    .enabled = false,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
`pip_install` where `uv_pip_install` does the same.

## Why
uv resolves and installs many times faster, which is felt at each build.

~~~python bad select=prefer-uv-pip-install
import modal

image = modal.Image.debian_slim().pip_install("httpx==0.28.1")  # error: [prefer-uv-pip-install] uv_pip_install is faster
~~~

~~~python good select=prefer-uv-pip-install
import modal

image = modal.Image.debian_slim().uv_pip_install("httpx==0.28.1")
~~~

## Fix
Unsafe: uv may resolve to other versions, and compiles bytecode.

## Known limits
Off unless asked for.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
