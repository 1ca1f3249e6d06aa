#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"
#include "analysis/workspace/path.hpp"

#include <algorithm>
#include <string>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

/// `….parents` of something made from `__file__`.
bool goes_up_from_file(const python::ModuleFacts& facts, python::ExprId id) {
    const python::Expr& expr = facts.expr(id);
    if (expr.kind == ExprKind::name) return facts.text(expr.text) == "__file__";
    const auto operands = facts.operands_of(expr);
    return std::ranges::any_of(operands, [&](python::ExprId part) { return goes_up_from_file(facts, part); });
}

/// Below a package a module lies deeper than in /root.
bool is_in_package(const Inspection& inspection) {
    const std::string& path = inspection.file.path;
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return false;
    return inspection.snapshot.table().find(path.substr(0, slash) + "/__init__.py").has_value();
}

void check(Inspection& inspection, Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    if (is_in_package(inspection) || registrations(inspection).empty()) return;
    for (const python::Expr& expr : facts.expressions) {
        if (expr.kind != ExprKind::subscript) continue;
        const auto operands = facts.operands_of(expr);
        const python::Expr& object = facts.expr(operands[0]);
        if (object.kind != ExprKind::attribute || facts.text(object.text) != "parents") continue;
        const auto scope = facts.scope_at(expr.range.begin);
        if (inspection.module.runner_of(scope) != modal::Runner::module) continue;
        if (!goes_up_from_file(facts, operands[0])) continue;
        const python::RegionId region = facts.region_at(expr.range.begin);
        if (inspection.module.guards_of(region, expr.range.begin).conditional) continue;
        const modal::Context context{.file = inspection.file.id, .scope = scope, .at = expr.range.begin};
        const modal::Values index = inspection.module.evaluator().evaluate(operands[1], context);
        const modal::Value* level = index.certain();
        if (level == nullptr || level->kind != modal::ValueKind::integer || level->integer < 2) continue;
        report.add(expr.range,
                   {"in the container this file is /root/{}, and there are no {} levels above it: importing "
                    "it raises "
                    "IndexError; do this under modal.is_local()",
                    "在容器中该文件是 /root/{}，其上没有 {} 层目录：导入会引发 IndexError；请放在 "
                    "modal.is_local() 之下"},
                   workspace::file_name_of(inspection.file.path), level->integer + 1);
    }
}

} // namespace

extern constinit const Rule unguarded_local_path;
const Rule unguarded_local_path{
    .code = "MDL108",
    .name = "unguarded-local-path",
    .group = "dependency-graph",
    .severity = Severity::hint,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/project-structure",
    .page = R"md(
A path that goes up from the module's own file by two levels or more, while the module is imported.

## Why
In the container a single file lies in `/root`, so `Path(__file__).parents[2]` does not exist there: importing the
module raises `IndexError`, although it works on your machine.

~~~python bad
from pathlib import Path

import modal

app = modal.App("shop")
VERSION = Path(__file__).parents[3] / "VERSION"  # hint: [unguarded-local-path] there are no 4 levels


@app.function()
def charge(): ...
~~~

~~~python good
from pathlib import Path

import modal

app = modal.App("shop")
HERE = Path(__file__).parent
if modal.is_local():
    VERSION = Path(__file__).resolve().parents[3] / "VERSION"


@app.function()
def charge():
    print(HERE)
~~~

## Known limits
Conditional expressions are not looked into. A module of a package lies deeper in the container, and is left alone; so
is one that registers nothing.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
