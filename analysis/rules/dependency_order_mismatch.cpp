#include "analysis/rules/dependency_mismatch.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace modal_lsp::rules {
namespace {

using modal::Dependency;
using modal::DependencyKind;

std::vector<std::string> volume_labels(const std::vector<Dependency>& list) {
    std::vector<std::string> labels;
    for (const Dependency& each : list)
        if (each.kind == DependencyKind::volume) labels.push_back(each.label);
    return labels;
}

/// The same volumes, all of known names, in another order.
bool volumes_swapped(const BothLists& lists) {
    auto here = volume_labels(lists.local), there = volume_labels(lists.container);
    const auto unknown = [](const std::string& label) { return label.find('"') == std::string::npos; };
    if (here == there || std::ranges::any_of(here, unknown) || std::ranges::any_of(there, unknown))
        return false;
    std::ranges::sort(here);
    std::ranges::sort(there);
    return here == there;
}

void check(Inspection& inspection, Report& report) {
    for (const BothLists& lists : both_lists(inspection)) {
        if (lists.local.size() != lists.container.size()) continue;
        const auto name = inspection.facts.text(lists.registration.definition->name);
        const text::ByteRange range = lists.registration.decorator->range;
        if (!std::ranges::equal(lists.local, lists.container, {}, &Dependency::kind, &Dependency::kind)) {
            Diagnostic& diagnostic = report.add(
                range,
                {"on your machine \"{}\" needs {}, in the container {}: it stops with ExecutionError; ask "
                 "for the "
                 "same kinds in both",
                 "在本机 \"{}\" 需要 {}，而在容器中需要 {}：容器会以 ExecutionError 停止；请让两边种类一致"},
                name, in_words(lists.local), in_words(lists.container));
            relate_differences(inspection, lists, report, diagnostic);
        } else if (volumes_swapped(lists)) {
            report.add(
                range,
                {"\"{}\" has the same volumes in another order in the container: each is mounted in place of "
                 "another; give them in one order",
                 "容器中 \"{}\" 的卷与本机顺序不同：每个卷都会挂载到别的卷的位置；请使用同一顺序"},
                name);
        }
    }
}

} // namespace

extern constinit const Rule dependency_order_mismatch;
const Rule dependency_order_mismatch{
    .code = "MDL102",
    .name = "dependency-order-mismatch",
    .group = "dependency-graph",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/secrets",
    .page = R"md(
A function asks for as many objects in the container as when it was deployed, but of other kinds or in another order.

## Why
The ids of a function's secrets, volumes and the like are handed out by position when the container imports the module
again. With other kinds the container stops with `ExecutionError`. With the same kinds in another order nothing is
said, and each volume is mounted where another one should be.

~~~python bad
import modal

app = modal.App("shop")
models = modal.Volume.from_name("models")
orders = modal.Volume.from_name("orders")
volumes = {"/models": models, "/orders": orders} if modal.is_local() else {"/orders": orders, "/models": models}


@app.function(volumes=volumes)  # error: [dependency-order-mismatch] in another order
def charge(): ...


@app.function(  # error: [dependency-order-mismatch] in the container 2 Secrets, Image
    volumes={"/models": models} if modal.is_local() else {},
    secrets=[modal.Secret.from_name("a")] if modal.is_local() else [modal.Secret.from_name("a"), modal.Secret.from_name("b")],
)
def refund(): ...
~~~

~~~python good
import modal

app = modal.App("shop")
models = modal.Volume.from_name("models")


@app.function(volumes={"/models": models}, secrets=[modal.Secret.from_name("a" if modal.is_local() else "b")])
def charge(): ...
~~~

## Known limits
Silent unless both lists are known to the last item, and, for the order of volumes, all their names.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
