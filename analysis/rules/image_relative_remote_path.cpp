#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (call.symbol != "modal.Image.add_local_file" && call.symbol != "modal.Image.add_local_dir")
            continue;
        const auto argument = inspection.module.given(call.expression, 1, "remote_path");
        const auto path = certain_text(inspection, argument, call.context);
        if (!path || path->starts_with('/')) continue;
        Diagnostic& diagnostic =
            report.add(argument->value_range,
                       {"the remote path \"{}\" is relative: this raises InvalidError; start it with \"/\"",
                        "远程路径 \"{}\" 是相对路径：这里会引发 InvalidError；请以 \"/\" 开头"},
                       *path);
        const python::Expr& literal = inspection.facts.expr(argument->value);
        if (literal.kind != python::ExprKind::string) continue;
        diagnostic.fixes.push_back(fix(report.say({"Put it into /root", "放入 /root"}), Safety::unsafe,
                                       insert(inspection, literal.inner.begin, "/root/")));
    }
}

} // namespace

extern constinit const Rule image_relative_remote_path;
const Rule image_relative_remote_path{
    .code = "MDL303",
    .name = "image-relative-remote-path",
    .group = "images",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
The remote path of `add_local_file` or `add_local_dir` is relative.

## Why
Where the files go must be said from the root of the container's file system. A relative path raises `InvalidError`
when the module is imported.

~~~python bad raises:InvalidError
import modal

image = modal.Image.debian_slim().add_local_dir("assets", "assets")  # error: [image-relative-remote-path] "assets" is relative
~~~

~~~python fixed
import modal

image = modal.Image.debian_slim().add_local_dir("assets", "/root/assets")
~~~

~~~python good
import modal

image = modal.Image.debian_slim().add_local_dir("assets", "/assets").add_local_file("a.txt", remote_path="/a.txt")
~~~

## Fix
Unsafe: puts the files into `/root`, where the module itself lies.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
