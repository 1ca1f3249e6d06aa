#include "analysis/modal/sdk_changes.hpp"
#include "analysis/modal/sdk_keywords.hpp"
#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"
#include "analysis/text/similarity.hpp"

#include <algorithm>
#include <string>

namespace modal_lsp::rules {
namespace {

/// How people write it: "app.function", "image.pip_install", "modal.Cron".
std::string shown(const Inspection& inspection, const modal::SdkCall& call) {
    const python::ExprId callee =
        inspection.facts.operands_of(inspection.facts.expr(call.expression)).front();
    const std::string written = inspection.facts.dotted(callee);
    return written.empty() ? call.symbol.substr(6) : written;
}

void check(Inspection& inspection, Report& report) {
    if (!has_sdk(inspection, modal::kOldestModal)) return; // its keywords were others
    for (const modal::SdkCall& call : inspection.module.calls()) {
        // What is written through a module of the SDK's own may be something else by the same name.
        const auto keywords = modal::keywords_of(call.symbol);
        if (!keywords || call.aio) continue;
        for (const modal::GivenArgument& argument : inspection.module.arguments(call.expression)) {
            if (argument.keyword.empty() || argument.name.starts_with("_")) continue;
            if (std::ranges::find(*keywords, argument.name) != keywords->end()) continue;
            const auto& changes = modal::sdk_changes();
            const bool renamed = std::ranges::any_of(changes, [&](const modal::SdkChange& change) {
                return change.symbol == call.symbol && change.keyword == argument.name;
            });
            if (renamed) continue; // a matter of another rule, which knows what to write
            const auto meant = text::nearest(argument.name, *keywords);
            Diagnostic& diagnostic =
                meant ? report.add(argument.keyword,
                                   {"{} takes no \"{}\"; did you mean \"{}\"?",
                                    "{} 没有参数 \"{}\"；是否想写 \"{}\"？"},
                                   shown(inspection, call), argument.name, *meant)
                      : report.add(argument.keyword,
                                   {"{} takes no \"{}\": this raises TypeError; leave it out",
                                    "{} 没有参数 \"{}\"：这里会引发 TypeError；请去掉"},
                                   shown(inspection, call), argument.name);
            if (meant && !inspection.module.given(call.expression, -1, *meant))
                diagnostic.fixes.push_back(fix(report.say({"Change to \"{}\"", "改为 \"{}\""}, *meant),
                                               Safety::unsafe,
                                               replace(inspection, argument.keyword, std::string(*meant))));
        }
    }
}

} // namespace

extern constinit const Rule unknown_keyword;
const Rule unknown_keyword{
    .code = "MDL520",
    .name = "unknown-keyword",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/reference/modal.App",
    .page = R"md(
A call of the SDK is given a keyword that it does not take.

## Why
It raises `TypeError` when the module is imported. Keywords of other decorators, and of other services, are easily
mixed up.

~~~python bad raises:TypeError
import modal

app = modal.App("shop")


@app.function(gpus="H100")  # error: [unknown-keyword] app.function takes no "gpus"; did you mean "gpu"?
def train(): ...
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function(gpu="H100")
def train(): ...
~~~

~~~python good
import modal

app = modal.App("shop")
options = {"gpu": "H100"}


@app.function(**options, timeout=60)
def train(): ...


@app.cls(enable_memory_snapshot=True)
class Model: ...
~~~

## Fix
Unsafe: takes the keyword with the most similar name.

## Known limits
A keyword that some version of the SDK since 0.64 takes is taken for right. Calls that take any keyword, and
asynchronous forms, are left alone.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
