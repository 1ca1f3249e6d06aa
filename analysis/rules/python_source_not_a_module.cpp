#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <string>

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Image.add_local_python_source"))
        for (const modal::GivenArgument& argument : inspection.module.arguments(call->expression)) {
            if (!argument.keyword.empty()) continue;
            const auto name = certain_text(inspection, argument, call->context);
            if (!name || (name->find('/') == std::string::npos && !name->ends_with(".py"))) continue;
            report.add(
                argument.value_range,
                {"\"{}\" is a path, and the deploy fails: no such module; write the name it is imported by",
                 "\"{}\" 是路径，部署会失败：没有这样的模块；请写导入时使用的名称"},
                *name);
        }
}

} // namespace

extern constinit const Rule python_source_not_a_module;
const Rule python_source_not_a_module{
    .code = "MDL326",
    .name = "python-source-not-a-module",
    .group = "images",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
`add_local_python_source` is given a path.

## Why
It takes the names of modules, as they are imported. With a path the deploy fails: no such module.

~~~python bad
import modal

image = modal.Image.debian_slim().add_local_python_source("src/helpers.py")  # error: [python-source-not-a-module] "src/helpers.py" is a path
~~~

~~~python good
import modal

image = modal.Image.debian_slim().add_local_python_source("helpers")
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
