#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr std::array<std::string_view, 4> kCalls = {"modal.Function.remote", "modal.Function.spawn",
                                                    "modal.Function.remote_gen", "modal.Function.spawn_map"};

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (std::ranges::find(kCalls, call.symbol) == kCalls.end() || call.aio) continue;
        if (inspection.module.runner_of(call.context.scope) != modal::Runner::module) continue;
        const auto& receiver = call.callee.receiver;
        const bool own =
            receiver && receiver->kind == modal::ValueKind::function && receiver->file == inspection.file.id;
        if (!own || inspection.module.guards_of(call.context.region, call.range.begin).conditional) continue;
        const bool in_with = std::ranges::any_of(inspection.facts.withs, [&](const python::With& with) {
            return with.body.contains(call.range.begin);
        });
        if (in_with) continue;
        report.add(call.range,
                   {"the app does not run yet when this module is imported: this raises ExecutionError; move "
                    "it into "
                    "a local_entrypoint",
                    "导入该模块时应用尚未运行：这里会引发 ExecutionError；请移入 local_entrypoint"});
    }
}

} // namespace

extern constinit const Rule remote_call_at_module_level;
const Rule remote_call_at_module_level{
    .code = "MDL113",
    .name = "remote-call-at-module-level",
    .group = "dependency-graph",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/trigger-deployed-functions",
    .page = R"md(
A function of this file is called remotely while the module is imported.

## Why
Functions of an app can be called when the app runs. During the import it does not run yet, so the call raises
`ExecutionError`.

~~~python bad raises:ExecutionError
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


print(charge.remote(1))  # error: [remote-call-at-module-level] the app does not run yet
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def charge(amount): ...


@app.local_entrypoint()
def main():
    print(charge.remote(1))


if __name__ == "__main__":
    with app.run():
        charge.remote(2)
~~~

## Known limits
Calls inside a `with` statement or under any condition are left alone, and so are functions looked up by name.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
