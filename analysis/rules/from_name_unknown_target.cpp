#include "analysis/rules/from_name.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/text/similarity.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace modal_lsp::rules {
namespace {

using workspace::AppEntry;
using workspace::TaggedMember;

/// The member of the right kind whose tag the name is most likely meant to be.
const TaggedMember* nearest_member(const AppEntry& app, const MemberLookup& lookup) {
    std::vector<std::string_view> tags;
    for (const TaggedMember& member : app.members)
        if (member.known_tag && member.kind == lookup.call->kind) tags.push_back(member.tag);
    const auto nearest = text::nearest(lookup.name, tags);
    if (!nearest) return nullptr;
    const auto found = std::ranges::find_if(app.members, [&](const TaggedMember& member) {
        return member.known_tag && member.kind == lookup.call->kind && member.tag == *nearest;
    });
    return found == app.members.end() ? nullptr : &*found;
}

bool has_tag(const workspace::Snapshot& snapshot, const AppEntry& app, std::string_view tag) {
    return std::ranges::any_of(
        app.members, [&](const TaggedMember& member) { return may_have_tag(snapshot, member, tag); });
}

/// True when the workspace defines something of this name with a decorator that may be the app's, met in a
/// way that was not followed: `@shared.app.function()` of a package that was not found.
bool may_be_registered_unseen(const workspace::Snapshot& snapshot, std::string_view name) {
    return std::ranges::any_of(snapshot.files(), [&](const auto& file) {
        return file && std::ranges::binary_search(file->model->unexplained, name);
    });
}

void check(Inspection& inspection, Report& report) {
    const workspace::Snapshot& snapshot = inspection.snapshot;
    const workspace::File& file = inspection.file;
    for (const MemberLookup& lookup : member_lookups(file)) {
        const modal::Lookup& call = *lookup.call;
        const AppEntry* app = call.has_version ? nullptr : whole_app(snapshot, file, lookup);
        if (app == nullptr || has_tag(snapshot, *app, lookup.name)) continue;
        // A dot in a function's name is another mistake, with its own rule.
        if (call.kind == modal::ObjectKind::function && lookup.name.find('.') != std::string::npos) continue;
        if (may_be_registered_unseen(snapshot, lookup.name)) continue;
        const Language language = report.language();
        std::string message = report.say({"app \"{}\" has no {} \"{}\"", "应用 \"{}\" 中没有{} \"{}\""},
                                         app->name, noun_of(call.kind, language), lookup.name);
        const TaggedMember* nearest = nearest_member(*app, lookup);
        if (nearest != nullptr)
            message += report.say({"; ", "；"}) + suggestion(lookup.name, nearest->tag, language);
        Diagnostic& diagnostic = report.add_said(call.name.range, std::move(message));
        if (nearest != nullptr)
            relate_member(snapshot, *nearest, diagnostic, language);
        else
            relate_app(snapshot, *app, diagnostic, language);
        relate_literal(snapshot, call.name, diagnostic, language);
        if (nearest == nullptr) continue;
        if (auto fix = change_name(file, call.name, nearest->tag, language))
            diagnostic.fixes.push_back(std::move(*fix));
    }
}

} // namespace

extern constinit const Rule from_name_unknown_target;
const Rule from_name_unknown_target{
    .code = "MDL603",
    .name = "from-name-unknown-target",
    .group = "lookup",
    .severity = Severity::warning,
    .since = "0.1.0",
    .needs = Needs::workspace,
    .docs_url = "https://modal.com/docs/guide/trigger-deployed-functions",
    .page = R"md(
`Function.from_name`, `Cls.from_name` or `Server.from_name` names a function, class or server that its app does not
have. The app is defined in this workspace, and everything registered with it is known.

## Why
`from_name` asks nobody: it returns at once, and the name is sent only when the thing is first used. A misspelt or
renamed class therefore passes import, type checks and often the tests, and fails with `NotFoundError` on the first call
in production.

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Embedder:
    @modal.method()
    def embed(self, text: str): ...


embedder = modal.Cls.from_name("shop", "Embeder")  # error: [from-name-unknown-target] no class "Embeder"; did you mean "Embedder"?
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.cls()
class Embedder:
    @modal.method()
    def embed(self, text: str): ...


embedder = modal.Cls.from_name("shop", "Embedder")
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(name="rank-v2")
def rank(): ...


ranker = modal.Function.from_name("shop", "rank-v2")
elsewhere = modal.Cls.from_name("billing", "Invoice")
~~~

## Fix
Unsafe: writes the nearest name of the same kind into the literal. When the name is a constant, the diagnostic points
to where it is written instead.

## Known limits
Silent whenever the app's contents are not known for certain: an app that is handed to code that cannot be followed, a
registration in a loop with computed names, a file of the app with a syntax error, a name that comes from the
environment, an app listed in `external-apps`, a call with `version=`. What is deployed may be older than the source.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
