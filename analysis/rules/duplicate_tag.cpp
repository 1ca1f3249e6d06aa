#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <string>

namespace modal_lsp::rules {
namespace {

bool exclude_each_other(const python::ModuleFacts& facts, python::RegionId a, python::RegionId b) {
    for (auto x = a; x != python::kAlways; x = facts.region(x).parent)
        for (auto y = b; y != python::kAlways; y = facts.region(y).parent)
            if (x != y && facts.region(x).group == facts.region(y).group) return true;
    return false;
}

const python::Definition* definition_of(const python::ModuleFacts& facts, const modal::Member& member) {
    const auto found =
        std::ranges::find(facts.definitions, member.name_range, &python::Definition::name_range);
    return found == facts.definitions.end() ? nullptr : &*found;
}

void check(Inspection& inspection, Report& report) {
    const auto& members = inspection.file.model->members;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const std::string* tag = members[i].tag.certain();
        if (tag == nullptr || members[i].file != inspection.file.id || members[i].app.name.empty()) continue;
        for (std::size_t j = 0; j < i; ++j) {
            const modal::Member& earlier = members[j];
            if (earlier.kind != members[i].kind || earlier.app != members[i].app ||
                earlier.file != members[i].file || earlier.tag.certain() == nullptr ||
                *earlier.tag.certain() != *tag || earlier.name_range == members[i].name_range)
                continue;
            const auto* a = definition_of(inspection.facts, earlier);
            const auto* b = definition_of(inspection.facts, members[i]);
            if (a == nullptr || b == nullptr || a->region != python::kAlways ||
                b->region != python::kAlways) {
                if (a == nullptr || b == nullptr ||
                    exclude_each_other(inspection.facts, a->region, b->region) || a->region != b->region)
                    continue;
            }
            if (a->scope != python::kModuleScope || b->scope != python::kModuleScope) continue;
            Diagnostic& diagnostic = report.add(
                members[i].name_range,
                {"\"{0}\" of app \"{1}\" is registered twice: this one takes the place of the first; give "
                 "one of them another name",
                 "应用 \"{1}\" 的 \"{0}\" 注册了两次：后者会取代前者；请为其中一个换个名称"},
                *tag, members[i].app.name);
            diagnostic.related.push_back({.path = inspection.file.path,
                                          .range = earlier.name_range,
                                          .message = report.say({"the first one is here", "第一个在此处"})});
            break;
        }
    }
}

} // namespace

extern constinit const Rule duplicate_tag;
const Rule duplicate_tag{
    .code = "MDL117",
    .name = "duplicate-tag",
    .group = "dependency-graph",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/apps",
    .page = R"md(
Two functions or classes of one app go by the same name.

## Why
The second one silently takes the place of the first. Whatever looks up or calls the first by its name gets the other.

~~~python bad
import modal

app = modal.App("shop")


@app.function(name="job")
def charge(): ...


@app.function(name="job")
def refund(): ...  # warning: [duplicate-tag] "job" of app "shop" is registered twice
~~~

~~~python good
import modal

app = modal.App("shop")
other = modal.App("other")


@app.function(name="job")
def charge(): ...


@other.function(name="job")
def refund(): ...
~~~

## Known limits
Looks at the definitions of one file. Branches that exclude each other may define the same name.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
