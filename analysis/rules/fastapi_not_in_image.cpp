#include "analysis/rules/container_imports.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"

#include <vector>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    const modal::KnownImport* fastapi = modal::known_import("fastapi");
    if (!has_sdk(inspection, {1, 0, 0})) return;
    for (const Registration& registration : registrations(inspection)) {
        std::vector<const modal::Decorated*> served = methods_of(inspection, registration.what->definition);
        served.push_back(registration.what);
        for (const modal::Decorated* each : served) {
            const modal::ModalDecorator* endpoint = each->find("modal.fastapi_endpoint");
            if (endpoint == nullptr) continue;
            const auto contents = image_contents(inspection, registration);
            if (!contents || contents->packages_open || contents->local_open) continue;
            if (modal::provides(contents->packages, *fastapi) != modal::Provided::no) continue;
            report.add(
                endpoint->range,
                {"the image of \"{}\" does not install FastAPI, and its container stops when it starts; add "
                 "\"fastapi[standard]\" to it",
                 "\"{}\" 的镜像没有安装 FastAPI，容器启动时会停止；请在镜像中添加 \"fastapi[standard]\""},
                inspection.facts.text(registration.definition->name));
        }
    }
}

} // namespace

extern constinit const Rule fastapi_not_in_image;
const Rule fastapi_not_in_image{
    .code = "MDL806",
    .name = "fastapi-not-in-image",
    .group = "web",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhooks",
    .page = R"md(
An endpoint whose image does not install FastAPI.

## Why
`@modal.fastapi_endpoint` needs FastAPI in the container. Since 1.0 Modal does not put it there any more, and the
container stops when it starts.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
@modal.fastapi_endpoint()  # warning: [fastapi-not-in-image] the image of "charge" does not install FastAPI
def charge(): ...
~~~

~~~python good
import modal

app = modal.App("shop", image=modal.Image.debian_slim().uv_pip_install("fastapi[standard]"))


@app.function()
@modal.fastapi_endpoint()
def charge(): ...
~~~

## Known limits
Workspaces with an image builder of 2024.04 or older still get FastAPI put in. Packages that may bring it along make
the rule silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
