#include "analysis/rules/cuda_calls.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        if (!registration.is_class() || !registration.decorator->called) continue;
        if (setting(inspection, registration, "experimental_options") ||
            inspection.module.may_be_spread(registration.decorator->expression))
            continue;
        for (const modal::Decorated* method : methods_of(inspection, registration.what->definition)) {
            const modal::ModalDecorator* enter = method->find("modal.enter");
            if (enter == nullptr || !enter->called) continue;
            const auto snap = certain_value(
                inspection, inspection.module.given(enter->expression, -1, "snap"), method->context);
            if (!snap || snap->kind != modal::ValueKind::boolean || !snap->truth) continue;
            const python::Definition& definition = inspection.facts.definition(method->definition);
            for (const python::Call& call : inspection.facts.calls) {
                const python::Expr& expr = inspection.facts.expr(call.expression);
                if (!definition.body || call.scope != *definition.body || call.region != python::kAlways ||
                    expr.operand_count > 2 || !moves_to_gpu(inspection.facts, expr))
                    continue;
                report.add(expr.range,
                           {"there is no GPU yet when the snapshot is made; move it in a method under "
                            "@modal.enter(snap=False)",
                            "制作快照时还没有 GPU；请在 @modal.enter(snap=False) 方法中再移动"});
            }
        }
    }
}

} // namespace

extern constinit const Rule snapshot_gpu_access;
const Rule snapshot_gpu_access{
    .code = "MDL506",
    .name = "snapshot-gpu-access",
    .group = "cls-lifecycle",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/memory-snapshot",
    .page = R"md(
A GPU is used in a method under `@modal.enter(snap=True)`.

## Why
The snapshot of the memory is made without a GPU. What is moved to one there fails, unless the class asks for GPU
snapshots as well.

~~~python bad
import modal

app = modal.App("shop")


@app.cls(gpu="L4", enable_memory_snapshot=True)
class Model:
    @modal.enter(snap=True)
    def load(self):
        self.model = make().cuda()  # warning: [snapshot-gpu-access] there is no GPU yet
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls(gpu="L4", enable_memory_snapshot=True)
class Model:
    @modal.enter(snap=True)
    def load(self):
        self.model = make()

    @modal.enter(snap=False)
    def move(self):
        self.model = self.model.cuda()


@app.cls(gpu="L4", enable_memory_snapshot=True, experimental_options={"enable_gpu_snapshot": True})
class Other:
    @modal.enter(snap=True)
    def load(self):
        self.model = make().cuda()
~~~

## Known limits
Knows `.cuda()` and `.to("cuda")`. Any `experimental_options` make it silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
