#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

/// `check_output` raises when the program is not there or fails; `run` when it is not there.
constexpr auto kStarters = std::to_array<std::string_view>(
    {"subprocess.check_call", "subprocess.check_output", "subprocess.run", "subprocess.Popen"});

bool starts_git(const python::ModuleFacts& facts, const python::Expr& command) {
    const auto operands = facts.operands_of(command);
    if (command.kind == ExprKind::list && !operands.empty()) {
        const python::Expr& program = facts.expr(operands.front());
        return program.kind == ExprKind::string && facts.text(program.text) == "git";
    }
    return command.kind == ExprKind::string && facts.text(command.text).starts_with("git ");
}

void check(Inspection& inspection, Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    if (registrations(inspection).empty()) return;
    for (const python::Call& call : facts.calls) {
        if (call.scope != python::kModuleScope) continue;
        const python::Expr& expr = facts.expr(call.expression);
        const auto operands = facts.operands_of(expr);
        if (operands.size() < 2 || !starts_git(facts, facts.expr(operands[1]))) continue;
        if (std::ranges::find(kStarters, facts.dotted(operands[0])) == kStarters.end()) continue;
        const modal::Context context{
            .file = inspection.file.id, .region = call.region, .at = expr.range.begin};
        const auto runs =
            inspection.module.in(modal::World::container).runs_within(call.region, python::kAlways, context);
        const modal::Guards guards = inspection.module.guards_of(call.region, expr.range.begin);
        const bool tried = std::ranges::any_of(facts.regions, [&](const python::Region& region) {
            return region.kind == python::RegionKind::try_body && region.range.contains(expr.range.begin);
        });
        if (runs != modal::Evaluator::Runs::yes || guards.main || tried) continue;
        report.add(
            expr.range,
            {"in the container there is no repository, and importing the module fails; run it under if "
             "modal.is_local(): …, with an else",
             "容器中没有代码仓库，导入模块会失败；请放在 if modal.is_local(): … 中，并写上 else"});
    }
}

} // namespace

extern constinit const Rule unguarded_local_subprocess;
const Rule unguarded_local_subprocess{
    .code = "MDL109",
    .name = "unguarded-local-subprocess",
    .group = "dependency-graph",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/project-structure",
    .page = R"md(
`git` is run while the module is imported.

## Why
The module is imported in the container, too. Its image has no repository, and mostly no `git`: the container stops
before the function runs.

~~~python bad
import subprocess

import modal

app = modal.App("shop")
revision = subprocess.check_output(["git", "rev-parse", "HEAD"]).decode()  # error: [unguarded-local-subprocess] in the container there is no repository


@app.function()
def charge(): ...
~~~

~~~python good
import subprocess

import modal

app = modal.App("shop")

if modal.is_local():
    revision = subprocess.check_output(["git", "rev-parse", "HEAD"]).decode()
else:
    revision = ""


@app.function()
def charge(): ...
~~~

## Known limits
Only `git`, of which it is certain that it needs the checkout.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
