#include "analysis/rules/inspection.hpp"
#include "analysis/rules/live_names.hpp"
#include "analysis/text/similarity.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

namespace modal_lsp::rules {
namespace {

/// A similar name that the environment does have.
std::optional<std::string> similar_in(const live::Environment& where, const modal::Lookup& lookup,
                                      const std::string& name) {
    const auto known = where.resources.find(lookup.kind);
    if (known == where.resources.end()) return std::nullopt;
    const std::vector<std::string> names(known->second.begin(), known->second.end());
    return text::nearest(name, names);
}

void report_missing(const Inspection& inspection, const modal::Lookup& lookup, const std::string& name,
                    const live::Environment& where, Report& report) {
    const live::Listing& listing = *inspection.file.config->live;
    std::string message = report.say({"there is no {} \"{}\" in \"{}\"", "{} \"{}\" 在 \"{}\" 中不存在"},
                                     modal::name_of(lookup.kind), name, where.name);
    const auto there = live::presence_of(listing, lookup.kind, name).in;
    if (!there.empty())
        message += report.say({", only in {}", "，仅存在于 {} 中"},
                              fmt::format("\"{}\"", fmt::join(there, "\", \"")));
    else if (const auto meant = similar_in(where, lookup, name))
        message += report.say({"; did you mean \"{}\"?", "；是否指 \"{}\"？"}, *meant);
    message += report.say({" (as of {})", "（截至 {}）"}, listing.taken_at);
    report.add_said(lookup.name.range, std::move(message));
}

void check(Inspection& inspection, Report& report) {
    if (inspection.file.config->live == nullptr || inspection.facts.has_error) return;
    for (const modal::Lookup& lookup : inspection.file.model->lookups) {
        const bool must_exist = lookup.use == modal::NameUse::lookup && !lookup.create_if_missing;
        const std::string* name = lookup.name.names.certain();
        if (!must_exist || name == nullptr || name->empty() || modal::is_member_kind(lookup.kind)) continue;
        if (lookup.kind == modal::ObjectKind::app || is_created(inspection.snapshot, lookup.kind, *name))
            continue;
        const live::Environment* where = live_environment_of(inspection.file, lookup);
        if (where == nullptr || where->has(lookup.kind, *name) != false) continue;
        report_missing(inspection, lookup, *name, *where, report);
    }
}

} // namespace

extern constinit const Rule resource_not_created;
const Rule resource_not_created{
    .code = "MDL982",
    .name = "resource-not-created",
    .group = "live",
    .severity = Severity::information,
    .since = "0.1.0",
    .needs = Needs::workspace,
    .docs_url = "https://modal.com/docs/guide/secrets",
    .page = R"md(
A Secret, Volume, Dict or Queue that is looked up by name does not exist in the environment that the lookup works in,
and no code of the workspace creates it.

Only with the setting `live-names`: what exists is read from Modal's command line.

## Why
The lookup itself says nothing. The container, the first access, or the deployment fails with `NotFoundError`; a Secret
that exists in `prod` only is found out when `dev` is deployed.

With a Secret `stripe` in `prod` only, and the profile working in `dev`:

~~~python bad live=dev:secret/hugging-face;prod:secret/stripe
import modal

app = modal.App("shop")


@app.function(secrets=[modal.Secret.from_name("stripe")])  # info: [resource-not-created] there is no Secret "stripe" in "dev", only in "prod"
def charge(): ...
~~~

~~~python good live=dev:secret/stripe
import modal

app = modal.App("shop")
cache = modal.Dict.from_name("prices", create_if_missing=True)


@app.function(secrets=[modal.Secret.from_name("stripe")])
def charge(): ...


@app.function()
def show():
    print(modal.Dict.from_name("prices"))
~~~

## Fix
None: create it (`modal secret create stripe …`), or name the environment that has it.

## Known limits
What exists is known as of the last reading, which the message tells; the command "refresh live names" reads again.
Without `environment_name` the lookup is judged in the profile's environment. What some code of the workspace creates,
there or elsewhere, is never reported; a script that would create it may not have been run.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
