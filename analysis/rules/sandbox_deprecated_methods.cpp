#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

struct Replacement {
    std::string_view symbol, name; // no name: nothing takes its place one to one
};

constexpr auto kReplacements = std::to_array<Replacement>({
    {"modal.Sandbox.ls", "filesystem.list_files"},
    {"modal.Sandbox.mkdir", "filesystem.make_directory"},
    {"modal.Sandbox.open", ""},
    {"modal.Sandbox.rm", "filesystem.remove"},
    {"modal.Sandbox.watch", "filesystem.watch"},
});

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        const auto found = std::ranges::find(kReplacements, call.symbol, &Replacement::symbol);
        if (found == kReplacements.end() || call.aio) continue;
        Diagnostic& diagnostic =
            report.add(call.name_range, {".{} is deprecated; use {}", ".{} 已弃用；请使用 {}"},
                       inspection.source(call.name_range),
                       found->name.empty() ? "filesystem.read_bytes / write_bytes" : found->name);
        if (!found->name.empty())
            diagnostic.fixes.push_back(fix(report.say({"Use {}", "使用 {}"}, found->name), Safety::safe,
                                           replace(inspection, call.name_range, std::string(found->name))));
    }
}

} // namespace

extern constinit const Rule sandbox_deprecated_methods;
const Rule sandbox_deprecated_methods{
    .code = "MDL953",
    .name = "sandbox-deprecated-methods",
    .group = "sandbox",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/sandbox-files",
    .page = R"md(
`ls`, `mkdir`, `rm`, `open` or `watch` of a sandbox.

## Why
Since 1.4 they are deprecated: files are reached through `sandbox.filesystem`.

~~~python bad
import modal

app = modal.App("shop")


sandbox = modal.Sandbox.create("sleep", "60", app=app)
print(sandbox.ls("/"))  # error: [sandbox-deprecated-methods] .ls is deprecated
~~~

~~~python fixed
import modal

app = modal.App("shop")


sandbox = modal.Sandbox.create("sleep", "60", app=app)
print(sandbox.filesystem.list_files("/"))
~~~

~~~python good
import modal

app = modal.App("shop")


sandbox = modal.Sandbox.create("sleep", "60", app=app)
print(sandbox.filesystem.list_files("/"))
~~~

## Fix
Safe: writes the new name.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
