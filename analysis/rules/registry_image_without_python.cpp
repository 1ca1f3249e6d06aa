#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

/// Well-known images without a Python that Modal can use.
constexpr auto kWithout = std::to_array<std::string_view>({
    "almalinux",
    "amazonlinux",
    "buildpack-deps",
    "debian",
    "fedora",
    "golang",
    "node",
    "nvidia/cuda",
    "nvidia/cudagl",
    "oven/bun",
    "redis",
    "rockylinux",
    "ruby",
    "rust",
    "ubuntu",
});

std::string_view name_of_image(std::string_view tag) {
    for (const std::string_view prefix : {"docker.io/library/", "docker.io/", "library/"})
        if (tag.starts_with(prefix)) tag.remove_prefix(prefix.size());
    return tag.substr(0, std::min(tag.find(':'), tag.find('@')));
}

void check(Inspection& inspection, Report& report) {
    // A sandbox runs any program, and needs no Python for it.
    if (registrations(inspection).empty() || !inspection.module.calls_of("modal.Sandbox.create").empty())
        return;
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Image.from_registry")) {
        if (inspection.module.may_be_spread(call->expression)) continue;
        if (inspection.module.given(call->expression, -1, "add_python")) continue;
        if (inspection.module.given(call->expression, -1, "setup_dockerfile_commands")) continue;
        const auto argument = inspection.module.given(call->expression, 0, "tag");
        const auto tag = certain_text(inspection, argument, call->context);
        if (!tag || std::ranges::find(kWithout, name_of_image(*tag)) == kWithout.end()) continue;
        Diagnostic& diagnostic = report.add(
            argument->value_range,
            {"the image \"{}\" has no Python, which the container needs to start; give add_python=\"3.12\"",
             "镜像 \"{}\" 不含 Python，容器无法启动；请指定 add_python=\"3.12\""},
            name_of_image(*tag));
        if (auto edit = add_argument(inspection, call->expression, "add_python=\"3.12\""))
            diagnostic.fixes.push_back(
                fix(report.say({"Add add_python=\"3.12\"", "添加 add_python=\"3.12\""}), Safety::unsafe,
                    std::move(*edit)));
    }
}

} // namespace

extern constinit const Rule registry_image_without_python;
const Rule registry_image_without_python{
    .code = "MDL310",
    .name = "registry-image-without-python",
    .group = "images",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/existing-images",
    .page = R"md(
An image of a registry that has no Python, without `add_python`.

## Why
Modal runs your code with the image's own Python. Some images have none, among them `nvidia/cuda` and plain
distributions: the build fails, or the container does not start.

~~~python bad
import modal

app = modal.App("shop")
image = modal.Image.from_registry("nvidia/cuda:12.8.1-devel-ubuntu22.04")  # warning: [registry-image-without-python] "nvidia/cuda" has no Python



@app.function(image=image)
def train(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")
image = modal.Image.from_registry("nvidia/cuda:12.8.1-devel-ubuntu22.04", add_python="3.12")



@app.function(image=image)
def train(): ...
~~~

~~~python good
import modal

app = modal.App("shop")
image = modal.Image.from_registry("nvidia/cuda:12.8.1-devel-ubuntu22.04", add_python="3.12")
other = modal.Image.from_registry("pytorch/pytorch:2.8.0-cuda12.8-cudnn9-runtime")
own = modal.Image.from_registry("ubuntu:24.04", setup_dockerfile_commands=["RUN apt-get install -y python3"])


@app.function(image=image)
def train(): ...
~~~

## Fix
Unsafe: which version of Python is yours to choose.

## Known limits
Knows a short list of images. Some of their tags do have a Python that later steps may use all the same.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
