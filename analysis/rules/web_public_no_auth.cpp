#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

/// Some word of authentication anywhere in the file: then it is somebody's concern already.
bool speaks_of_auth(std::string_view text) {
    const auto words =
        std::to_array<std::string_view>({"HTTPBearer", "Authorization", "api_key", "Depends(", "APIKey"});
    return std::ranges::any_of(words, [&](auto word) { return text.find(word) != std::string_view::npos; });
}

void check(Inspection& inspection, Report& report) {
    if (speaks_of_auth(inspection.file.document.text())) return;
    for (const Registration& registration : registrations(inspection)) {
        const modal::ModalDecorator* web = registration.what->web();
        if (web == nullptr || !web->called || !setting(inspection, registration, "gpu")) continue;
        if (inspection.module.given(web->expression, -1, "requires_proxy_auth") ||
            inspection.module.may_be_spread(web->expression))
            continue;
        report.add(web->range,
                   {"everybody may call \"{}\" and make its GPU run; add requires_proxy_auth=True",
                    "任何人都可以调用 \"{}\" 并占用其 GPU；请添加 requires_proxy_auth=True"},
                   inspection.facts.text(registration.definition->name));
    }
}

} // namespace

extern constinit const Rule web_public_no_auth;
const Rule web_public_no_auth{
    .code = "MDL817",
    .name = "web-public-no-auth",
    .group = "web",
    .severity = Severity::hint,
    .enabled = false,
    .strict = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhook-proxy-auth",
    .page = R"md(
An endpoint with a GPU that everybody may call.

## Why
Its URL is public. Whoever finds it makes the GPU run, at your expense. `requires_proxy_auth=True` asks for a token of
the workspace.

~~~python bad select=web-public-no-auth
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().pip_install("fastapi[standard]"), gpu="H100")
@modal.fastapi_endpoint()  # error: [web-public-no-auth] everybody may call "web"
def web(): ...
~~~

~~~python good select=web-public-no-auth
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().pip_install("fastapi[standard]"), gpu="H100")
@modal.fastapi_endpoint(requires_proxy_auth=True)
def web(): ...
~~~

## Known limits
Off unless asked for: many endpoints are meant to be public.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
