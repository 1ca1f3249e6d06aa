#include "analysis/rules/dependency_mismatch.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace modal_lsp::rules {
namespace {

bool has_env(const std::vector<modal::Dependency>& list) {
    return std::ranges::find(list, std::string("env="), &modal::Dependency::label) != list.end();
}

void check(Inspection& inspection, Report& report) {
    for (const BothLists& lists : both_lists(inspection)) {
        const bool here = has_env(lists.local), there = has_env(lists.container);
        const std::size_t rest_here = lists.local.size() - (here ? 1 : 0);
        const std::size_t rest_there = lists.container.size() - (there ? 1 : 0);
        if (here == there || rest_here != rest_there) continue;
        const auto name = inspection.facts.text(lists.registration.definition->name);
        const auto argument = setting(inspection, lists.registration, "env");
        const text::ByteRange range = argument ? argument->range : lists.registration.decorator->range;
        if (here)
            report.add(
                range,
                {"\"{}\" has no env= in the container, but one on your machine: it stops with "
                 "ExecutionError; give the same keys in both",
                 "\"{}\" 在本机有 env=，在容器中却没有：容器会以 ExecutionError 停止；请在两边给出相同的键"},
                name);
        else
            report.add(
                range,
                {"\"{}\" has env= in the container, but none on your machine: it stops with "
                 "ExecutionError; give the same keys in both",
                 "\"{}\" 在容器中有 env=，在本机却没有：容器会以 ExecutionError 停止；请在两边给出相同的键"},
                name);
    }
}

} // namespace

extern constinit const Rule conditional_env_dict;
const Rule conditional_env_dict{
    .code = "MDL103",
    .name = "conditional-env-dict",
    .group = "dependency-graph",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/environment_variables",
    .page = R"md(
`env=` of a function is filled on your machine and empty in the container, or the other way round.

## Why
A non-empty `env=` adds one more secret to the objects that Modal hands out by position. If it is there in one import
of the module only, the container stops with `ExecutionError`.

~~~python bad
import modal

app = modal.App("shop")
ENV = {"STAGE": "dev"} if modal.is_local() else {}


@app.function(env=ENV)  # error: [conditional-env-dict] "charge" has no env= in the container
def charge(): ...
~~~

~~~python good
import modal

app = modal.App("shop")
ENV = {"STAGE": "dev" if modal.is_local() else "prod"}


@app.function(env=ENV)
def charge(): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
