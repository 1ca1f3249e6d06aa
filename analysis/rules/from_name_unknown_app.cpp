#include "analysis/rules/from_name.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/live_names.hpp"
#include "analysis/text/similarity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace modal_lsp::rules {
namespace {

using workspace::AppEntry;
using workspace::Snapshot;
using workspace::TaggedMember;

constexpr std::size_t kMostEdits = 2;
constexpr std::size_t kShortestStem = 3;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "shop-v1" and "shop-v2" are two apps, not one and its misspelling.
bool differ_only_in_digits(std::string_view a, std::string_view b) {
    const auto shape = [](std::string_view name) {
        std::string out;
        for (const char c : name) {
            if (!is_digit(c))
                out.push_back(c);
            else if (!out.ends_with('0'))
                out.push_back('0');
        }
        return out;
    };
    return shape(a) == shape(b);
}

bool within(std::string_view a, std::string_view b, std::size_t edits) {
    return edits > 0 && text::edit_distance(a, b, edits) <= edits;
}

bool is_separator(char c) {
    return c == '-' || c == '_' || c == '.' || c == ' ';
}

std::vector<std::string_view> segments_of(std::string_view name) {
    std::vector<std::string_view> segments;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= name.size(); ++at) {
        if (at < name.size() && !is_separator(name[at])) continue;
        segments.push_back(name.substr(begin, at - begin));
        begin = at + 1;
    }
    return segments;
}

/// One segment misspelt, the others as they are. "train-flux" and "train-fast" are two apps although few
/// letters tell them apart, so edits are counted against the segment they fall into.
bool differs_in_one_segment(std::string_view a, std::string_view b) {
    const auto left = segments_of(a), right = segments_of(b);
    if (left.size() != right.size()) return false;
    const auto [one, other] = std::ranges::mismatch(left, right);
    if (one == left.end()) return false;
    if (!std::equal(std::next(one), left.end(), std::next(other))) return false;
    return within(*one, *other, std::min(kMostEdits, std::min(one->size(), other->size()) / 3));
}

bool is_near_miss(std::string_view written, std::string_view app) {
    if (text::differs_only_in_style(written, app)) return true;
    return !differ_only_in_digits(written, app) && differs_in_one_segment(written, app);
}

char folded(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    return c == '_' || c == '.' || c == ' ' ? '-' : c;
}

/// "shop" is a stem of "shop-api", "Shop_API" and "shop2", not of "shopping".
bool is_stem(std::string_view stem, std::string_view name) {
    if (stem.size() < kShortestStem || stem.size() >= name.size()) return false;
    const char next = folded(name[stem.size()]);
    return (next == '-' || is_digit(next)) &&
           std::ranges::equal(stem, name.substr(0, stem.size()), {}, folded, folded);
}

bool is_stem_of_either(std::string_view a, std::string_view b) {
    return is_stem(a, b) || is_stem(b, a);
}

bool is_similar(std::string_view a, std::string_view b) {
    return is_near_miss(a, b) || differ_only_in_digits(a, b) || is_stem_of_either(a, b);
}

/// The one app whose name the written one is a near miss of; nullptr when there are none or several.
const AppEntry* only_near_app(const Snapshot& snapshot, std::string_view written) {
    const AppEntry* found = nullptr;
    for (const auto& [name, app] : snapshot.apps().apps()) {
        if (!is_near_miss(written, name)) continue;
        if (found != nullptr) return nullptr;
        found = &app;
    }
    return found;
}

const TaggedMember* member_of(const AppEntry& app, const MemberLookup& lookup) {
    const auto found = std::ranges::find_if(app.members, [&](const TaggedMember& member) {
        return member.known_tag && member.kind == lookup.call->kind && member.tag == lookup.name;
    });
    return found == app.members.end() ? nullptr : &*found;
}

struct Owner {
    const AppEntry* app = nullptr;
    const TaggedMember* member = nullptr;
};

/// The one app of the workspace that has what is looked up, if its name is similar.
Owner only_owner(const Snapshot& snapshot, const MemberLookup& lookup) {
    Owner owner;
    for (const auto& [name, app] : snapshot.apps().apps()) {
        const TaggedMember* member = member_of(app, lookup);
        if (member == nullptr) continue;
        if (owner.app != nullptr) return {};
        owner = {&app, member};
    }
    return owner.app != nullptr && is_similar(lookup.app, owner.app->name) ? owner : Owner{};
}

void report_near(const Snapshot& snapshot, const workspace::File& file, const MemberLookup& lookup,
                 Report& report) {
    const Owner owner = only_owner(snapshot, lookup);
    const AppEntry* app = owner.app != nullptr ? owner.app : only_near_app(snapshot, lookup.app);
    if (app == nullptr) return;
    const modal::Lookup& call = *lookup.call;
    const Language language = report.language();
    std::string message =
        report.say({"no app \"{}\" in this workspace; ", "工作区中没有应用 \"{}\"；"}, lookup.app);
    if (is_near_miss(lookup.app, app->name))
        message += suggestion(lookup.app, app->name, language);
    else
        message += report.say({"{} \"{}\" is in app \"{}\"", "{} \"{}\" 属于应用 \"{}\""},
                              noun_of(call.kind, language), lookup.name, app->name);
    Diagnostic& diagnostic = report.add_said(call.app.range, std::move(message));
    if (owner.member != nullptr) {
        // An app beside "shop" may well be called "shop-api" and live elsewhere.
        if (!is_stem_of_either(lookup.app, app->name)) diagnostic.severity = Severity::warning;
        relate_member(snapshot, *owner.member, diagnostic, language);
    }
    relate_app(snapshot, *app, diagnostic, language);
    relate_literal(snapshot, call.app, diagnostic, language);
    if (auto fix = change_name(file, call.app, app->name, language))
        diagnostic.fixes.push_back(std::move(*fix));
}

void check(Inspection& inspection, Report& report) {
    const Snapshot& snapshot = inspection.snapshot;
    const workspace::File& file = inspection.file;
    for (const MemberLookup& lookup : member_lookups(file)) {
        if (lookup.app_default || snapshot.apps().find(lookup.app) != nullptr ||
            snapshot.apps().could_exist(lookup.app))
            continue;
        if (!is_external(file, lookup.app) && !is_deployed(file, lookup.app))
            report_near(snapshot, file, lookup, report);
    }
}

} // namespace

extern constinit const Rule from_name_unknown_app;
const Rule from_name_unknown_app{
    .code = "MDL604",
    .name = "from-name-unknown-app",
    .group = "lookup",
    .severity = Severity::information,
    .since = "0.1.0",
    .needs = Needs::workspace,
    .docs_url = "https://modal.com/docs/guide/trigger-deployed-functions",
    .page = R"md(
The app named in `Function.from_name`, `Cls.from_name` or `Server.from_name` is not defined in this workspace, but one
with nearly that name is.

It is a warning when the function, class or server that is looked up exists in exactly one app of the workspace, and
that app's name is similar: then the app was most likely renamed. Otherwise it is information.

## Why
Modal finds apps by their exact name, and only when the lookup is first used. An app that was renamed, or a name with a
letter swapped, fails with `NotFoundError` on the first call in production.

~~~python bad
import modal

app = modal.App("search-api")


@app.function()
def search(query: str): ...


find = modal.Function.from_name("serach-api", "search")  # warning: [from-name-unknown-app] no app "serach-api" in this workspace; did you mean "search-api"?
~~~

~~~python fixed
import modal

app = modal.App("search-api")


@app.function()
def search(query: str): ...


find = modal.Function.from_name("search-api", "search")
~~~

~~~python good
import modal

app = modal.App("search-api")


@app.function()
def search(query: str): ...


find = modal.Function.from_name("search-api", "search")
bill = modal.Function.from_name("billing", "charge")
~~~

## Fix
Unsafe: writes the similar app's name into the literal. When the name is a constant, the diagnostic points to where it
is written instead.

## Known limits
An app that is deployed from another repository and happens to have a similar name is reported: list it in
`external-apps`, or let the setting `live-names` find out. So is one deployed under another name with `modal deploy --name`. Names that differ only in their
numbers ("shop-v1", "shop-v2") are taken for two apps unless the member says otherwise.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
