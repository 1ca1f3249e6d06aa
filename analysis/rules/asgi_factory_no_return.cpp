#include "analysis/rules/inspection.hpp"

#include <algorithm>

namespace modal_lsp::rules {
namespace {

/// A body that does nothing yet: `...`, `pass`, a docstring, or `raise`.
bool is_placeholder(const Inspection& inspection, const python::Definition& definition) {
    return std::ranges::none_of(inspection.facts.bindings, [&](const python::Binding& binding) {
        return definition.body && binding.scope == *definition.body &&
               binding.kind != python::BindingKind::parameter;
    });
}

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        const python::Definition& definition = inspection.facts.definition(decorated.definition);
        if (decorated.application() == nullptr || !definition.body || definition.is_class ||
            definition.is_generator)
            continue;
        if (!definition.returns.empty() || !definition.falls_through || decorated.foreign_decorators > 0)
            continue;
        if (is_placeholder(inspection, definition)) continue;
        report.add(definition.name_range,
                   {"\"{}\" returns no application, and its container stops when it starts; return it",
                    "\"{}\" 没有返回应用，容器启动时就会停止；请返回应用"},
                   inspection.facts.text(definition.name));
    }
}

} // namespace

extern constinit const Rule asgi_factory_no_return;
const Rule asgi_factory_no_return{
    .code = "MDL809",
    .name = "asgi-factory-no-return",
    .group = "web",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhooks",
    .page = R"md(
A function under `@modal.asgi_app()` or `@modal.wsgi_app()` returns nothing.

## Why
Modal serves what the function returns. Without it the container stops when it starts.

~~~python bad
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().pip_install("fastapi[standard]"))
@modal.asgi_app()
def web():  # error: [asgi-factory-no-return] "web" returns no application
    from fastapi import FastAPI

    api = FastAPI()
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function(image=modal.Image.debian_slim().pip_install("fastapi[standard]"))
@modal.asgi_app()
def web():
    from fastapi import FastAPI

    return FastAPI()
~~~

## Known limits
A body without any name of its own is taken for a placeholder.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
