#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::rules {
namespace {

using python::BindingKind;
using python::ExprKind;
using python::RegionId;
using Runs = modal::Evaluator::Runs;

/// Names of the module that some branch binds, and that nothing certainly binds.
std::set<std::string_view> doubtful_names(const python::ModuleFacts& facts) {
    std::set<std::string_view> names, safe;
    for (const python::Binding& binding : facts.bindings) {
        if (binding.scope != python::kModuleScope || binding.kind == BindingKind::mutated) continue;
        const bool branch = binding.region != python::kAlways;
        (branch ? names : safe).insert(facts.text(binding.name));
    }
    for (const std::string_view name : safe)
        names.erase(name);
    // A star import may bind anything.
    if (safe.contains("*") || names.contains("*")) names.clear();
    return names;
}

/// Where code of the scope runs in the container: as part of the import, or when a function of it is called.
bool runs_in_container(Inspection& inspection, python::ScopeId scope, RegionId region) {
    const modal::Context context{.file = inspection.file.id, .scope = scope, .region = region};
    if (inspection.module.in(modal::World::container).runs_within(region, python::kAlways, context) ==
        Runs::no)
        return false;
    const auto runner = inspection.module.runner_of(scope);
    if (runner == modal::Runner::module) {
        const auto guards = inspection.module.guards_of(region, {});
        return !guards.conditional ||
               inspection.module.in(modal::World::container).runs_within(region, python::kAlways, context) ==
                   Runs::yes;
    }
    return runner == modal::Runner::remote;
}

/// Something that stands for the value in the container, where it is never looked at.
std::string placeholder(Inspection& inspection, const python::Binding& binding) {
    const modal::Context context{
        .file = inspection.file.id, .region = binding.region, .at = binding.range.begin};
    const modal::Values values = inspection.module.evaluator().evaluate(binding.value, context);
    const modal::Value* value = values.certain();
    if (value == nullptr || binding.kind != BindingKind::assignment) return "None";
    if (value->type == "modal.Image")
        if (const auto image = spelled(inspection, "modal.Image")) return *image + ".debian_slim()";
    if (value->type == "modal.Secret")
        if (const auto secret = spelled(inspection, "modal.Secret")) return *secret + ".from_dict({})";
    if (value->kind == modal::ValueKind::text) return "\"\"";
    if (value->path == "pathlib.Path")
        return std::string(inspection.source(
                   inspection.facts
                       .expr(inspection.facts.operands_of(inspection.facts.expr(binding.value)).front())
                       .range)) +
               "(\"/\")";
    return "None";
}

/// An `else` with a placeholder, behind the one branch of a plain `if` that binds the name.
std::optional<Fix> add_else(Inspection& inspection, std::string_view name, const Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    const auto numbers = facts.bindings_of(python::kModuleScope, name);
    if (numbers.size() != 1) return std::nullopt;
    const python::Binding& binding = facts.bindings[numbers.front()];
    const python::Region& branch = facts.region(binding.region);
    if (branch.kind != python::RegionKind::branch || branch.arms != 1 || branch.parent != python::kAlways)
        return std::nullopt;
    const std::string value = placeholder(inspection, binding);
    if (value == "None") return std::nullopt;
    const auto& lines = inspection.file.document.lines();
    const std::uint32_t last = lines.line_of({branch.range.end.value - 1});
    const text::ByteOffset end = lines.line_range(last).end;
    return fix(report.say({"Add an else branch with a placeholder", "添加带占位值的 else 分支"}),
               Safety::unsafe, insert(inspection, end, fmt::format("\nelse:\n    {} = {}", name, value)));
}

struct Use {
    text::ByteRange range;
    python::ScopeId scope{};
};

/// The first use of each name that the container runs, and where it is not bound by then.
void check(Inspection& inspection, Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    auto names = doubtful_names(facts);
    if (names.empty()) return;
    std::vector<Use> uses;
    for (const python::Expr& expr : facts.expressions)
        if (expr.kind == ExprKind::name && names.contains(facts.text(expr.text)))
            uses.push_back({expr.range, facts.scope_at(expr.range.begin)});
    std::ranges::sort(uses, {}, &Use::range);
    modal::Evaluator& container = inspection.module.in(modal::World::container);
    modal::Evaluator& local = inspection.module.in(modal::World::local);
    for (const Use& use : uses) {
        const std::string_view name = inspection.source(use.range);
        if (!names.contains(name)) continue;
        // Another scope's name of the same spelling.
        bool shadowed = false;
        for (auto scope = use.scope; scope != python::kModuleScope; scope = facts.scope(scope).parent)
            shadowed = shadowed || !facts.bindings_of(scope, name).empty();
        const RegionId region = facts.region_at(use.range.begin);
        if (shadowed || !runs_in_container(inspection, use.scope, region)) continue;
        const bool at_import = inspection.module.runner_of(use.scope) == modal::Runner::module;
        modal::Context place{.file = inspection.file.id, .at = use.range.begin};
        if (at_import) place.region = region;
        if (!at_import) place.at = {static_cast<std::uint32_t>(inspection.file.document.text().size())};
        if (container.is_bound(name, place) != Runs::no || local.is_bound(name, place) == Runs::no) continue;
        Diagnostic& diagnostic = report.add(use.range,
                                            {"in the container \"{0}\" is not defined: only the branch for "
                                             "your machine binds it, and this raises "
                                             "NameError; bind \"{0}\" in an else branch, too",
                                             "容器中没有定义 \"{0}\"：只有本机分支绑定了它，这里会引发 "
                                             "NameError；请在 else 分支中也绑定 \"{0}\""},
                                            name);
        const auto bound = facts.bindings_of(python::kModuleScope, name);
        diagnostic.related.push_back({.path = inspection.file.path,
                                      .range = facts.bindings[bound.front()].range,
                                      .message = report.say({"it is bound here", "它在此处绑定"})});
        if (auto cure = add_else(inspection, name, report)) diagnostic.fixes.push_back(std::move(*cure));
        names.erase(name);
    }
}

} // namespace

extern constinit const Rule is_local_missing_else;
const Rule is_local_missing_else{
    .code = "MDL107",
    .name = "is-local-missing-else",
    .group = "dependency-graph",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/project-structure",
    .page = R"md(
A name is bound only where the module runs on your machine, and is used where it runs in the container, too.

## Why
Modal imports the module again in every container, where `modal.is_local()` is false. A name that only the local
branch binds does not exist there, and the import ends with `NameError`.

~~~python bad
import modal

app = modal.App("shop")
if modal.is_local():
    image = modal.Image.debian_slim().uv_pip_install("stripe")


@app.function(image=image)  # error: [is-local-missing-else] in the container "image" is not defined
def charge(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")
if modal.is_local():
    image = modal.Image.debian_slim().uv_pip_install("stripe")
else:
    image = modal.Image.debian_slim()


@app.function(image=image)
def charge(): ...
~~~

~~~python good
import modal

app = modal.App("shop")
image = modal.Image.debian_slim()
if modal.is_local():
    image = image.uv_pip_install("stripe")
    note = "deploying"
    print(note)


@app.function(image=image)
def charge(): ...


@app.local_entrypoint()
def main():
    print(note)
~~~

## Fix
Unsafe: adds an `else` branch that binds the name to an empty value of its kind. What a container takes from the name
may have to be more than that.

## Known limits
Only names that no path in the container binds before they are used. Names bound by loops, `try` or under conditions
that cannot be decided are left alone, as are uses in local entrypoints and in functions of which it is not known
where they run.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
