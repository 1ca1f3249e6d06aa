#include "analysis/rules/inspection.hpp"
#include "analysis/rules/live_names.hpp"
#include "analysis/text/similarity.hpp"

#include <algorithm>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    const auto& live = inspection.file.config->live;
    if (live == nullptr || live->all_environments.empty() || inspection.facts.has_error) return;
    const auto& all = live->all_environments;
    for (const modal::Lookup& lookup : inspection.file.model->lookups) {
        const std::string* name = lookup.environment.names.certain();
        if (name == nullptr || name->empty() || std::ranges::find(all, *name) != all.end()) continue;
        std::string message =
            report.say({"the workspace has no environment \"{}\"", "工作区中没有环境 \"{}\""}, *name);
        if (const auto meant = text::nearest(*name, all))
            message += report.say({"; did you mean \"{}\"?", "；是否指 \"{}\"？"}, *meant);
        message += report.say({" (as of {})", "（截至 {}）"}, live->taken_at);
        report.add_said(lookup.environment.range, std::move(message));
    }
}

} // namespace

extern constinit const Rule environment_unknown;
const Rule environment_unknown{
    .code = "MDL983",
    .name = "environment-unknown",
    .group = "live",
    .severity = Severity::information,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/environments",
    .page = R"md(
A lookup names an environment that the Modal workspace does not have.

Only with the setting `live-names`: the environments are read from Modal's command line.

## Why
Nothing can be found in an environment that does not exist: the lookup fails with `NotFoundError` when it is first
used.

With the environments `dev` and `staging`:

~~~python bad live=dev:app/shop;staging:app/shop
import modal

charge = modal.Function.from_name("shop", "charge", environment_name="stagign")  # info: [environment-unknown] no environment "stagign"; did you mean "staging"?
~~~

~~~python good live=dev:app/shop;staging:app/shop
import modal

charge = modal.Function.from_name("shop", "charge", environment_name="staging")
~~~

## Fix
None: whether the name is misspelt or the environment is still to be made is not known.

## Known limits
The environments are those of the workspace that the current profile belongs to; code that runs in another workspace
has others. They are known as of the last reading, which the message tells.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
