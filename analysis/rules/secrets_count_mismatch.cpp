#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/dependency_mismatch.hpp"
#include "analysis/rules/inspection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::rules {
namespace {

using modal::Dependency;
using modal::DependencyKind;

std::size_t count(const std::vector<Dependency>& list, DependencyKind kind) {
    return static_cast<std::size_t>(std::ranges::count(list, kind, &Dependency::kind));
}

/// True when the lists differ by the secret that `env=` makes, and by nothing else: a matter of another rule.
bool only_env_differs(const BothLists& lists) {
    const auto env = [](const std::vector<Dependency>& list) {
        return static_cast<std::size_t>(std::ranges::count(list, std::string("env="), &Dependency::label));
    };
    const std::size_t here = env(lists.local), there = env(lists.container);
    return here != there && lists.local.size() - here == lists.container.size() - there;
}

/// A list written out in this file that is the value of `secrets=` in a world.
std::optional<text::ByteRange> written_list(Inspection& inspection, const Registration& registration,
                                            modal::World world) {
    const auto argument = setting(inspection, registration, "secrets");
    const modal::Values values = inspection.module.value_of(argument, registration.what->context, world);
    const modal::Value* value = values.certain();
    if (value == nullptr || value->kind != modal::ValueKind::display) return std::nullopt;
    const python::Expr& list = inspection.facts.expr(value->expression);
    const bool here = value->context.file == inspection.file.id && list.kind == python::ExprKind::list;
    return here && inspection.source(list.range).ends_with(']') ? std::optional(list.range) : std::nullopt;
}

/// The two cures that Modal's users know: as many secrets in both worlds, whatever is in them, or the same
/// secret, looked up by name, in both.
void offer_cures(Inspection& inspection, const BothLists& lists, Report& report, Diagnostic& diagnostic) {
    const auto secret = spelled(inspection, "modal.Secret");
    const auto here = written_list(inspection, lists.registration, modal::World::local);
    const auto there = written_list(inspection, lists.registration, modal::World::container);
    const bool only_secrets = lists.local.size() - count(lists.local, DependencyKind::secret) ==
                              lists.container.size() - count(lists.container, DependencyKind::secret);
    if (!secret || !here || !there || *here == *there || !only_secrets) return;
    const bool fewer_there = lists.container.size() < lists.local.size();
    const text::ByteRange shorter = fewer_there ? *there : *here;
    const std::size_t missing = fewer_there ? lists.local.size() - lists.container.size()
                                            : lists.container.size() - lists.local.size();
    std::string padding;
    const std::string_view present = inspection.source(shorter);
    bool first = present.find_first_not_of("[] \t\r\n") == std::string_view::npos;
    const bool trailing_comma =
        present.substr(0, present.size() - 1).find_last_not_of(" \t\r\n") != std::string_view::npos &&
        present[present.substr(0, present.size() - 1).find_last_not_of(" \t\r\n")] == ',';
    for (std::size_t i = 0; i < missing; ++i) {
        padding += first || (i == 0 && trailing_comma) ? "" : ", ";
        padding += *secret + ".from_dict({})";
        first = false;
    }
    diagnostic.fixes.push_back(
        fix(report.say({"Fill up the shorter list with empty secrets", "用空的 Secret 补足较短的列表"}),
            Safety::unsafe, insert(inspection, {shorter.end.value - 1}, padding)));
    std::string name = "my-secret";
    const auto& app = lists.registration.decorator->callee.receiver;
    if (app && app->kind == modal::ValueKind::app && app->name->certain() != nullptr)
        name = *app->name->certain() + "-secret";
    const std::string same = fmt::format("[{}.from_name(\"{}\")]", *secret, name);
    diagnostic.fixes.push_back(
        {.title = report.say(
             {"Look up one secret by name in both worlds", "在本机和容器中都按名称查找同一个 Secret"}),
         .safety = Safety::unsafe,
         .edits = {replace(inspection, *here, same), replace(inspection, *there, same)}});
}

void check(Inspection& inspection, Report& report) {
    for (const BothLists& lists : both_lists(inspection)) {
        if (lists.local.size() == lists.container.size() || only_env_differs(lists)) continue;
        const python::Definition& definition = *lists.registration.definition;
        Diagnostic& diagnostic = report.add(
            lists.registration.decorator->range,
            {"on your machine \"{}\" needs {}, in the container {}: it stops with ExecutionError; ask for as "
             "many "
             "in both",
             "在本机 \"{}\" 需要 {}，而在容器中需要 {}：容器会以 ExecutionError 停止；请让两边数量一致"},
            inspection.facts.text(definition.name), in_words(lists.local), in_words(lists.container));
        relate_differences(inspection, lists, report, diagnostic);
        offer_cures(inspection, lists, report, diagnostic);
    }
}

} // namespace

extern constinit const Rule secrets_count_mismatch;
const Rule secrets_count_mismatch{
    .code = "MDL101",
    .name = "secrets-count-mismatch",
    .group = "dependency-graph",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/secrets",
    .page = R"md(
A function asks for a different number of objects when its module is imported in the container than when it was
deployed.

## Why
Modal imports the module twice: on your machine, and again in every container. It sends the ids of the function's
secrets, volumes and the like with the deploy, and hands them out by position in the container. When the two imports
disagree on how many there are, the container stops with `ExecutionError` before your code runs.

~~~python bad
import modal

app = modal.App("shop")
if modal.is_local():
    secrets = [modal.Secret.from_local_environ(["STRIPE_KEY"])]
else:
    secrets = []


@app.function(secrets=secrets)  # error: [secrets-count-mismatch] on your machine "charge" needs Secret, Image, in the container Image
def charge(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")
if modal.is_local():
    secrets = [modal.Secret.from_local_environ(["STRIPE_KEY"])]
else:
    secrets = [modal.Secret.from_dict({})]


@app.function(secrets=secrets)
def charge(): ...
~~~

~~~python good
import modal

app = modal.App("shop")
# Both worlds have one secret; what is in the container's is never looked at.
if modal.is_local():
    secrets = [modal.Secret.from_local_environ(["STRIPE_KEY"])]
else:
    secrets = [modal.Secret.from_dict({})]


@app.function(secrets=secrets, image=modal.Image.debian_slim() if modal.is_local() else None)
def charge(): ...


@app.function(secrets=[modal.Secret.from_name("stripe")], serialized=True)
def sent_whole(): ...
~~~

## Fix
Unsafe, two cures: fill up the shorter list with empty secrets (their content in the container is never looked at), or
look up one secret by name in both worlds.

## Known limits
Silent unless both lists are known to the last item: values from the environment, from other packages or from
functions that cannot be followed make it so. Functions with `serialized=True` and functions that are not at module
level are never compared by Modal. The fixes are unsafe: which secret is meant only you can know.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
