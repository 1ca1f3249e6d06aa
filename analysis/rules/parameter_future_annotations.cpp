#include "analysis/rules/inspection.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

/// `from __future__ import annotations` makes no binding that the facts keep: it is looked for in the text.
bool postpones_annotations(const Inspection& inspection) {
    const std::string_view text = inspection.file.document.text();
    const std::string_view import = "from __future__ import annotations";
    for (auto at = text.find(import); at != std::string_view::npos; at = text.find(import, at + 1))
        if (at == 0 || text[at - 1] == '\n') return true;
    return false;
}

void check(Inspection& inspection, Report& report) {
    if (!postpones_annotations(inspection)) return;
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.parameter")) {
        const python::Scope& scope = inspection.facts.scope(call->context.scope);
        if (scope.kind != python::ScopeKind::class_) continue;
        report.add(call->range,
                   {"its annotation is a text, because of the __future__ import: this raises AttributeError; "
                    "take the "
                    "import out",
                    "由于 __future__ 导入，它的注解是字符串：这里会引发 AttributeError；请去掉该导入"});
    }
}

} // namespace

extern constinit const Rule parameter_future_annotations;
const Rule parameter_future_annotations{
    .code = "MDL511",
    .name = "parameter-future-annotations",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/parametrized-functions",
    .page = R"md(
`from __future__ import annotations` in a file with `modal.parameter()`.

## Why
It turns every annotation into a text, and Modal reads the types of parameters from them: registering the class raises
`AttributeError`.

~~~python bad raises:AttributeError
from __future__ import annotations

import modal

app = modal.App("shop")


@app.cls()
class Model:
    name: str = modal.parameter()  # error: [parameter-future-annotations] its annotation is a text

    @modal.method()
    def run(self): ...
~~~

~~~python good
from __future__ import annotations

import modal

app = modal.App("shop")


@app.cls()
class Model:
    name = "x"

    @modal.method()
    def run(self): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
