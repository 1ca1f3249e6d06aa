#include "analysis/modal/image.hpp"
#include "analysis/modal/sdk_objects.hpp"
#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

/// Methods that neither add a layer nor need the image to be complete.
constexpr auto kNoSteps = std::to_array<std::string_view>({"imports", "build", "publish", "hydrate", "pipe"});

/// An `add_local_*` that leaves the files out of the image; nullopt when it may copy.
bool stays_outside(Inspection& inspection, const modal::ImageStep& step) {
    if (!modal::adds_local_files(step.method)) return false;
    const python::ModuleFacts* facts = inspection.module.evaluator().modules().facts(step.context.file);
    if (facts == nullptr) return false;
    const auto copy = modal::Evaluator::argument(*facts, step.call, -1, "copy");
    if (!copy.found) return !copy.open;
    return inspection.module.evaluator().truth(copy.expression, step.context) == false;
}

/// `pip_install()` without packages adds nothing.
bool adds_a_layer(Inspection& inspection, const modal::SdkCall& call, std::string_view method) {
    if (std::ranges::find(kNoSteps, method) != kNoSteps.end()) return false;
    if (modal::adds_local_files(method)) {
        const auto copy = inspection.module.given(call.expression, -1, "copy");
        return copy && inspection.module.evaluator().truth(copy->value, call.context) == true;
    }
    return !inspection.module.arguments(call.expression).empty() || method == "dockerfile_commands";
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (!call.symbol.starts_with("modal.Image.") || !call.callee.receiver) continue;
        const std::string_view method = std::string_view(call.symbol).substr(12);
        if (modal::object_type(call.symbol) != "modal.Image" || !adds_a_layer(inspection, call, method))
            continue;
        const modal::ImageChain chain =
            modal::image_chain(inspection.module.evaluator(), *call.callee.receiver);
        if (!chain.complete || chain.steps.empty()) continue;
        const modal::ImageStep& last = chain.steps.back();
        if (!stays_outside(inspection, last)) continue;
        Diagnostic& diagnostic = report.add(call.name_range,
                                            {"{} comes after {}, whose files are only there when the "
                                             "container starts: this raises InvalidError; "
                                             "move {} to the end, or give it copy=True",
                                             "{} 位于 {} 之后，而后者的文件在容器启动时才存在：这里会引发 "
                                             "InvalidError；请把 {} 移到最后，或加上 copy=True"},
                                            method, last.method, last.method);
        if (last.context.file != inspection.file.id) continue;
        diagnostic.related.push_back({.path = inspection.file.path,
                                      .range = last.site.range,
                                      .message = report.say({"the files are added here", "文件在此处添加"})});
        if (auto edit = add_argument(inspection, last.call, "copy=True"))
            diagnostic.fixes.push_back(fix(
                report.say({"Copy the files into the image with copy=True", "用 copy=True 将文件复制进镜像"}),
                Safety::unsafe, std::move(*edit)));
    }
}

} // namespace

extern constinit const Rule build_step_after_add_local;
const Rule build_step_after_add_local{
    .code = "MDL301",
    .name = "build-step-after-add-local",
    .group = "images",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
A build step follows an `add_local_*` that does not copy.

## Why
Files added without `copy=True` are put into the container when it starts, after the image is built. A step that
builds on top of them cannot work, and resolving the image raises `InvalidError`.

~~~python bad
import modal

image = modal.Image.debian_slim().add_local_dir("assets", "/assets").apt_install("git")  # error: [build-step-after-add-local] apt_install comes after add_local_dir
~~~

~~~python fixed
import modal

image = modal.Image.debian_slim().add_local_dir("assets", "/assets", copy=True).apt_install("git")
~~~

~~~python good
import modal

image = modal.Image.debian_slim().apt_install("git").add_local_dir("assets", "/assets").add_local_file("a", "/a")
copied = modal.Image.debian_slim().add_local_dir("assets", "/assets", copy=True).apt_install("git")
~~~

## Fix
Unsafe: copies the files into the image, so that it is built again whenever one of them changes. Moving the call to
the end of the chain is better where no later step needs the files.

## Known limits
An image that cannot be followed to its base is left alone, and so is `copy=` with a value that is not known.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
