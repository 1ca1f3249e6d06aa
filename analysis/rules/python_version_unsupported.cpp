#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

/// Minor versions that some image builder has, oldest and newest (SDK: builder/base-images.json).
constexpr int kOldest = 9, kNewest = 14;

/// The minor version of "3.12" or "3.12.1"; nullopt when the text is none of these.
std::optional<int> minor_of(std::string_view text) {
    if (!text.starts_with("3.")) return std::nullopt;
    text.remove_prefix(2);
    int minor = 0;
    std::size_t digits = 0;
    while (digits < text.size() && digits < 3 && text[digits] >= '0' && text[digits] <= '9')
        minor = minor * 10 + (text[digits++] - '0');
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    const bool rest = text.empty() || text == "t" || text.front() == '.';
    return rest ? std::optional(minor) : std::nullopt;
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        const bool base = call.symbol == "modal.Image.debian_slim" || call.symbol == "modal.Image.micromamba";
        const bool registry =
            call.symbol == "modal.Image.from_registry" || call.symbol == "modal.Image.from_dockerfile";
        if (!base && !registry) continue;
        const auto argument = base ? inspection.module.given(call.expression, 0, "python_version")
                                   : inspection.module.given(call.expression, -1, "add_python");
        const auto version = certain_text(inspection, argument, call.context);
        if (!version) continue;
        const auto minor = minor_of(*version);
        if (minor && *minor >= kOldest && *minor <= kNewest) continue;
        report.add(
            argument->value_range,
            {"Modal has no Python \"{}\", and building this image raises InvalidError; use a version from "
             "\"3.{}\" to \"3.{}\"",
             "Modal 没有 Python \"{}\"，构建该镜像会引发 InvalidError；请使用 \"3.{}\" 到 \"3.{}\" "
             "之间的版本"},
            *version, kOldest + 1, kNewest);
    }
}

} // namespace

extern constinit const Rule python_version_unsupported;
const Rule python_version_unsupported{
    .code = "MDL313",
    .name = "python-version-unsupported",
    .group = "images",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
A Python version that Modal has no image of.

## Why
Modal builds images for Python 3.10 to 3.14. Another version, or a text that is none, raises `InvalidError` when the
image is built.

~~~python bad
import modal

image = modal.Image.debian_slim(python_version="3.8")  # error: [python-version-unsupported] Modal has no Python "3.8"
~~~

~~~python good
import modal

image = modal.Image.debian_slim(python_version="3.12.1")
other = modal.Image.from_registry("ubuntu:24.04", add_python="3.11")
~~~

## Known limits
Which versions there are depends on the image builder of the workspace; 3.9 is taken for supported, since older
builders have it.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
