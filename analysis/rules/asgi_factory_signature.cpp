#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <algorithm>

namespace modal_lsp::rules {
namespace {

std::size_t required_parameters(const python::Definition& definition) {
    return static_cast<std::size_t>(
        std::ranges::count_if(definition.parameters, [](const python::Parameter& parameter) {
            const bool plain = parameter.kind == python::ParameterKind::regular ||
                               parameter.kind == python::ParameterKind::positional_only ||
                               parameter.kind == python::ParameterKind::keyword_only;
            return plain && !parameter.has_default;
        }));
}

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        const modal::ModalDecorator* web = decorated.web();
        const python::Definition& definition = inspection.facts.definition(decorated.definition);
        if (web == nullptr || definition.is_class || !is_registered(inspection, decorated)) continue;
        if (web->symbol != "modal.asgi_app" && web->symbol != "modal.wsgi_app" &&
            web->symbol != "modal.web_server")
            continue;
        const auto name = inspection.facts.text(definition.name);
        const bool asynchronous = definition.is_async && web->symbol != "modal.web_server";
        if (asynchronous)
            report.add(definition.name_range,
                       {"\"{}\" must not be async: this raises InvalidError; make it a plain function",
                        "\"{}\" 不能是 async：这里会引发 InvalidError；请改为普通函数"},
                       name);
        const std::size_t self = decorated.owner ? 1 : 0;
        if (decorated.foreign_decorators == 0 && required_parameters(definition) > self)
            report.add(
                definition.name_range,
                {"\"{}\" is called without arguments: its parameters raise InvalidError; take them out",
                 "\"{}\" 调用时不带参数：它的参数会引发 InvalidError；请去掉"},
                name);
    }
}

} // namespace

extern constinit const Rule asgi_factory_signature;
const Rule asgi_factory_signature{
    .code = "MDL804",
    .name = "asgi-factory-signature",
    .group = "web",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhooks",
    .page = R"md(
A function under `asgi_app`, `wsgi_app` or `web_server` is asynchronous or has parameters.

## Why
It is called once, without arguments, to make the web application or start the server. Anything else raises
`InvalidError`.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")


@app.function()
@modal.asgi_app()
async def web(): ...  # error: [asgi-factory-signature] "web" must not be async
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
@modal.asgi_app()
def web(): ...


@app.cls()
class Site:
    @modal.web_server(8000)
    def serve(self): ...
~~~

## Known limits
Parameters with a default are left alone.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
