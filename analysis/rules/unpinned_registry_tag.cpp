#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

/// A digest, or a tag that is not the moving one.
bool is_pinned(std::string_view image) {
    if (image.find('@') != std::string_view::npos) return true;
    const auto name = image.substr(image.rfind('/') + 1); // npos + 1 is 0
    const auto colon = name.find(':');
    return colon != std::string_view::npos && name.substr(colon + 1) != "latest" && colon + 1 < name.size();
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Image.from_registry")) {
        const auto given = inspection.module.given(call->expression, 0, "tag");
        const auto image = certain_text(inspection, given, call->context);
        if (!image || image->empty() || is_pinned(*image)) continue;
        report.add(given->value_range,
                   {"\"{}\" names no version, and each build may get another image; add a tag or a digest",
                    "\"{}\" 没有指定版本，每次构建都可能得到不同的镜像；请加上标签或摘要"},
                   *image);
    }
}

} // namespace

extern constinit const Rule unpinned_registry_tag;
const Rule unpinned_registry_tag{
    .code = "MDL325",
    .name = "unpinned-registry-tag",
    .group = "images",
    .severity = Severity::warning,
    .strict = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/existing-images",
    .page = R"md(
`Image.from_registry` with the tag `latest`, or without one.

## Why
Each build may get another image: what was tested is not what is deployed. Some registries have no `latest` at all,
NVIDIA's for CUDA among them.

~~~python bad
import modal

app = modal.App("shop")


image = modal.Image.from_registry("ghcr.io/shop/base")  # error: [unpinned-registry-tag] "ghcr.io/shop/base" names no version
~~~

~~~python good
import modal

app = modal.App("shop")


image = modal.Image.from_registry("ghcr.io/shop/base:1.4.2")
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
