#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const modal::ModalDecorator& decorator = *registration.decorator;
        if (!registration.is_class() || !decorator.called || decorator.symbol != "modal.App.cls") continue;
        if (inspection.module.may_be_spread(decorator.expression)) continue;
        if (setting(inspection, registration, "enable_memory_snapshot") ||
            setting(inspection, registration, "checkpointing_enabled"))
            continue;
        for (const modal::Decorated* method : methods_of(inspection, registration.what->definition)) {
            const modal::ModalDecorator* enter = method->find("modal.enter");
            if (enter == nullptr || !enter->called) continue;
            const auto snap = inspection.module.given(enter->expression, -1, "snap");
            const auto value = certain_value(inspection, snap, method->context);
            if (!value || value->kind != modal::ValueKind::boolean || !value->truth) continue;
            Diagnostic& diagnostic =
                report.add(enter->range,
                           {"\"{}\" does not ask for memory snapshots: this raises InvalidError; add "
                            "enable_memory_snapshot=True to its decorator",
                            "\"{}\" 没有启用内存快照：这里会引发 InvalidError；请在其装饰器中加上 "
                            "enable_memory_snapshot=True"},
                           inspection.facts.text(registration.definition->name));
            if (auto edit = add_argument(inspection, decorator.expression, "enable_memory_snapshot=True"))
                diagnostic.fixes.push_back(
                    fix(report.say({"Add enable_memory_snapshot=True", "添加 enable_memory_snapshot=True"}),
                        Safety::safe, std::move(*edit)));
        }
    }
}

} // namespace

extern constinit const Rule snap_without_flag;
const Rule snap_without_flag{
    .code = "MDL505",
    .name = "snap-without-flag",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/memory-snapshot",
    .page = R"md(
`@modal.enter(snap=True)` in a class without `enable_memory_snapshot=True`.

## Why
What such a method leaves behind is kept in a snapshot of the memory, and the class has to ask for one. Otherwise
registering it raises `InvalidError`.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")


@app.cls(gpu="L4")
class Model:
    @modal.enter(snap=True)  # error: [snap-without-flag] "Model" does not ask for memory snapshots
    def load(self): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.cls(gpu="L4", enable_memory_snapshot=True)
class Model:
    @modal.enter(snap=True)
    def load(self): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls(enable_memory_snapshot=True)
class Model:
    @modal.enter(snap=True)
    def load(self): ...
~~~

## Fix
Safe: asks for snapshots, as the method does already.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
