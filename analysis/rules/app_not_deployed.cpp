#include "analysis/rules/from_name.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/live_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace modal_lsp::rules {
namespace {

void report_missing(const Inspection& inspection, const MemberLookup& lookup, const live::Environment& where,
                    Report& report) {
    const live::Listing& listing = *inspection.file.config->live;
    const auto* defined = inspection.snapshot.apps().find(lookup.app);
    const auto there = live::presence_of(listing, modal::ObjectKind::app, lookup.app).in;
    std::string message = report.say(
        {"app \"{}\" is not deployed in \"{}\"", "应用 \"{}\" 未部署在 \"{}\" 中"}, lookup.app, where.name);
    if (!there.empty())
        message += report.say({", only in {}", "，仅部署在 {} 中"},
                              fmt::format("\"{}\"", fmt::join(there, "\", \"")));
    else if (defined != nullptr)
        message += report.say({", though it is defined here", "，尽管它在此工作区中定义"});
    message += report.say({" (as of {})", "（截至 {}）"}, listing.taken_at);
    Diagnostic& diagnostic = report.add_said(lookup.call->app.range, std::move(message));
    if (defined != nullptr) relate_app(inspection.snapshot, *defined, diagnostic, report.language());
    relate_literal(inspection.snapshot, lookup.call->app, diagnostic, report.language());
}

void check(Inspection& inspection, Report& report) {
    if (inspection.file.config->live == nullptr) return;
    for (const MemberLookup& lookup : member_lookups(inspection.file)) {
        // What is but a default may be set otherwise where the code runs.
        if (lookup.app_default) continue;
        const live::Environment* where = live_environment_of(inspection.file, *lookup.call);
        if (where == nullptr || where->has(modal::ObjectKind::app, lookup.app) != false) continue;
        report_missing(inspection, lookup, *where, report);
    }
}

} // namespace

extern constinit const Rule app_not_deployed;
const Rule app_not_deployed{
    .code = "MDL981",
    .name = "app-not-deployed",
    .group = "live",
    .severity = Severity::information,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/trigger-deployed-functions",
    .page = R"md(
The app named in `Function.from_name`, `Cls.from_name` or `Server.from_name` is not deployed in the environment that the
lookup works in.

Only with the setting `live-names`: what is deployed is read from Modal's command line.

## Why
A lookup by name finds deployed apps of one environment. What is deployed in another environment, or only defined in
the code, fails with `NotFoundError` on the first call.

With `shop` deployed in `staging`, and the profile working in `dev`:

~~~python bad live=dev:secret/stripe;staging:app/shop
import modal

charge = modal.Function.from_name("shop", "charge")  # info: [app-not-deployed] app "shop" is not deployed in "dev", only in "staging"
~~~

~~~python good live=dev:app/shop;staging:app/shop
import modal

charge = modal.Function.from_name("shop", "charge")
~~~

~~~python good live=dev:secret/stripe;staging:app/shop
import modal

charge = modal.Function.from_name("shop", "charge", environment_name="staging")
~~~

## Fix
None: deploy the app, or name the environment that has it.

## Known limits
What is deployed is known as of the last reading, which the message tells; the command "refresh live names" reads
again. Without `environment_name` the lookup is judged in the profile's environment; where the code runs in another
one, it finds other apps. Environments that were not read are never judged.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
