#include "analysis/rules/from_name.hpp"
#include "analysis/rules/inspection.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace modal_lsp::rules {
namespace {

using workspace::TaggedMember;

/// What stands under the name instead; nullptr when nothing does, or when the right kind does or may.
const TaggedMember* impostor(const workspace::Snapshot& snapshot, const workspace::AppEntry& app,
                             const MemberLookup& lookup) {
    const TaggedMember* found = nullptr;
    for (const TaggedMember& member : app.members) {
        if (!may_have_tag(snapshot, member, lookup.name)) continue;
        if (member.kind == lookup.call->kind) return nullptr;
        if (snapshot.member(member.member).tag.certain() != nullptr) found = &member;
    }
    return found;
}

void check(Inspection& inspection, Report& report) {
    const workspace::Snapshot& snapshot = inspection.snapshot;
    const workspace::File& file = inspection.file;
    for (const MemberLookup& lookup : member_lookups(file)) {
        const modal::Lookup& call = *lookup.call;
        const auto* app = call.has_version ? nullptr : whole_app(snapshot, file, lookup);
        if (app == nullptr) continue;
        const TaggedMember* member = impostor(snapshot, *app, lookup);
        if (member == nullptr) continue;
        const auto right = modal::name_of(member->kind);
        Diagnostic& diagnostic =
            report.add(call.kind_range.empty() ? call.name.range : call.kind_range,
                       {"\"{}\" of app \"{}\" is a {}, not a {}: look it up with modal.{}.from_name",
                        "应用 \"{1}\" 中的 \"{0}\" 是{2}，不是{3}：请用 modal.{4}.from_name 查找"},
                       lookup.name, app->name, noun_of(member->kind, report.language()),
                       noun_of(call.kind, report.language()), right);
        relate_member(snapshot, *member, diagnostic, report.language());
        if (auto edits = change_kind(file, call, member->kind))
            diagnostic.fixes.push_back({.title = report.say({"Change to \"{}\"", "改为 \"{}\""}, right),
                                        .safety = Safety::safe,
                                        .edits = std::move(*edits)});
    }
}

} // namespace

extern constinit const Rule from_name_wrong_kind;
const Rule from_name_wrong_kind{
    .code = "MDL605",
    .name = "from-name-wrong-kind",
    .group = "lookup",
    .severity = Severity::error,
    .since = "0.1.0",
    .needs = Needs::workspace,
    .docs_url = "https://modal.com/docs/guide/trigger-deployed-functions",
    .page = R"md(
`Function.from_name` names a class or a server, `Cls.from_name` a function, or `Server.from_name` one of the others.

## Why
Modal keeps functions, classes and servers of an app apart. A lookup searches only its own kind, so it fails with
`NotFoundError` when it is first used, although something of that name is deployed.

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run(self): ...


model = modal.Function.from_name("shop", "Model")  # error: [from-name-wrong-kind] "Model" of app "shop" is a class
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run(self): ...


model = modal.Cls.from_name("shop", "Model")
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    def run(self): ...


@app.function()
def run(): ...


model = modal.Cls.from_name("shop", "Model")
runner = modal.Function.from_name("shop", "run")
~~~

## Fix
Safe: writes the right class in front of `.from_name`, and imports it where the other one was imported by name. What is
done with the result may have to change too: an object of a class is made by calling it.

## Known limits
Silent when the app's contents are not known for certain, as for `from-name-unknown-target`. No fix when the class is
imported under another name.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
