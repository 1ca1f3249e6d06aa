#include "analysis/rules/container_imports.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

/// Modules that images of older builders have, since the SDK itself needed them there.
constexpr auto kOfTheSdk = std::to_array<std::string_view>(
    {"aiohttp", "certifi", "click", "fastapi", "google", "grpclib", "pydantic", "rich", "starlette", "toml",
     "typer", "types_certifi", "typing_extensions", "watchfiles"});

void check(Inspection& inspection, Report& report) {
    std::set<std::uint32_t> reported;
    for (const Registration& registration : registrations(inspection)) {
        const auto contents = image_contents(inspection, registration);
        if (!contents || contents->packages_open || contents->local_open) continue;
        for (const ContainerImport& import : container_imports(inspection, registration)) {
            const modal::KnownImport* known = modal::known_import(import.top);
            if (known == nullptr || std::ranges::find(kOfTheSdk, import.top) != kOfTheSdk.end()) continue;
            if (modal::provides(contents->packages, *known) != modal::Provided::no) continue;
            // A module of the workspace by that name is another matter.
            if (inspection.module.evaluator().modules().find(inspection.file.id, import.top, 0)) continue;
            if (!reported.insert(import.range.begin.value).second) continue;
            report.add(import.range,
                       {"the image of \"{0}\" does not install \"{1}\", so importing it there raises "
                        "ModuleNotFoundError; add it with .uv_pip_install(\"{2}\")",
                        "\"{0}\" 的镜像没有安装 \"{1}\"，在那里导入会引发 ModuleNotFoundError；请用 "
                        ".uv_pip_install(\"{2}\") 添加"},
                       inspection.facts.text(registration.definition->name), import.top,
                       known->distributions.substr(0, known->distributions.find(' ')));
        }
    }
}

} // namespace

extern constinit const Rule import_not_in_image;
const Rule import_not_in_image{
    .code = "MDL202",
    .name = "import-not-in-image",
    .group = "imports",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
A function imports a package that its image does not have.

## Why
The container has what its image installs, and nothing of your machine. The import raises `ModuleNotFoundError` there.

~~~python bad
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().uv_pip_install("pandas"))
def charge():
    import requests  # warning: [import-not-in-image] the image of "charge" does not install "requests"
~~~

~~~python good
import modal

app = modal.App("shop")
image = modal.Image.debian_slim().uv_pip_install("pandas", "torch")


@app.function(image=image)
def charge():
    import numpy
    import torch


@app.function(image=modal.Image.from_registry("pytorch/pytorch:2.8.0-cuda12.8-cudnn9-runtime"))
def other():
    import requests


later = modal.App("later")
later.image = modal.Image.debian_slim().pip_install("soundfile")


@later.function()
def play():
    import soundfile


@app.local_entrypoint()
def main():
    import requests
~~~

## Known limits
Knows some fifty packages and what they bring along. Any step that may install more (a registry's image, commands,
requirement files, other packages) makes it silent, and so does any local file that is added.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
