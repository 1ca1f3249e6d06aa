#include "analysis/modal/object_names.hpp"
#include "analysis/rules/inspection.hpp"

#include <string>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::AppDecl& app : inspection.file.model->apps) {
        const std::string* name = app.name.certain();
        if (name == nullptr || name->empty() || !modal::is_object_name(*name) ||
            app.key.file != inspection.file.id)
            continue;
        const std::string better = modal::slug(*name);
        if (better == *name || better.empty() || app.range.empty()) continue;
        report.add(app.name_range, {"\"{}\" is not in kebab case: {}", "\"{}\" 不是 kebab-case：{}"}, *name,
                   better);
    }
}

} // namespace

extern constinit const Rule name_not_kebab_case;
const Rule name_not_kebab_case{
    .code = "MDL454",
    .name = "name-not-kebab-case",
    .group = "names",
    .severity = Severity::hint,
    .strict = Severity::warning,
    .editor_only = true,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/apps",
    .page = R"md(
The name of an app is not in kebab case.

## Why
Names of Modal's objects are shared by everybody in the workspace, and are part of URLs. Lower case with dashes is
what most projects use, and what is easiest to type.

~~~python bad
import modal

app = modal.App("ImageSearch_v2")  # hint: [name-not-kebab-case] "ImageSearch_v2" is not in kebab case: image-search-v2
~~~

~~~python good
import modal

app = modal.App("image-search-v2")
~~~

## Known limits
Only names of apps. There is no fix: the app that is deployed keeps its name, and everything that looks it up has to
follow.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
