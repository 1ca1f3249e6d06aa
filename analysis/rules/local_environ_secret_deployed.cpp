#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <algorithm>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    const bool deployed =
        std::ranges::any_of(registrations(inspection), [&](const Registration& registration) {
            return registration.what->web() != nullptr ||
                   setting(inspection, registration, "schedule").has_value();
        });
    if (!deployed) return;
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Secret.from_local_environ"))
        report.add(call->range, {"the machine that deploys has to have these variables; keep them with "
                                 "Modal: modal.Secret.from_name",
                                 "部署的机器上必须有这些变量；请保存在 Modal 中：modal.Secret.from_name"});
}

} // namespace

extern constinit const Rule local_environ_secret_deployed;
const Rule local_environ_secret_deployed{
    .code = "MDL409",
    .name = "local-environ-secret-deployed",
    .group = "secrets",
    .severity = Severity::hint,
    .strict = Severity::warning,
    .editor_only = true,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/secrets",
    .page = R"md(
A deployed service takes a secret from the environment of whoever deploys it.

## Why
`Secret.from_local_environ` reads the variables on the machine that deploys: in CI, or on a colleague's machine, they
are missing or others.

~~~python bad
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().pip_install("fastapi[standard]"), secrets=[modal.Secret.from_local_environ(["TOKEN"])])  # error: [local-environ-secret-deployed] the machine that deploys
@modal.fastapi_endpoint()
def web(): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().pip_install("fastapi[standard]"), secrets=[modal.Secret.from_name("shop")])
@modal.fastapi_endpoint()
def web(): ...
~~~

## Known limits
Only in files with a web endpoint or a schedule.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
