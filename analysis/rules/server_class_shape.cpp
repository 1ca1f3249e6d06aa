#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

void check_methods(Inspection& inspection, const Registration& server, Report& report) {
    bool enters = false;
    for (const modal::Decorated* method : methods_of(inspection, server.what->definition)) {
        enters = enters || method->find("modal.enter") != nullptr;
        if (const modal::ModalDecorator* decorator = method->find("modal.method"))
            report.add(
                decorator->range,
                {"a server is reached by HTTP only, and this raises InvalidError; take the decorator away",
                 "服务器只能通过 HTTP 访问，这里会引发 InvalidError；请去掉该装饰器"});
    }
    if (!enters && server.definition->bases.empty() && server.what->foreign_decorators == 0)
        report.add(server.definition->name_range,
                   {"nothing starts the server, and this raises InvalidError; start it in a method under "
                    "@modal.enter()",
                    "没有任何代码启动服务器，这里会引发 InvalidError；请在 @modal.enter() 方法中启动"});
}

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        if (registration.decorator->symbol != "modal.App.server" || !registration.is_class()) continue;
        check_methods(inspection, registration, report);
        for (const std::string_view other : {"modal.concurrent", "modal.batched"})
            if (const modal::ModalDecorator* decorator = registration.what->find(other))
                report.add(decorator->range,
                           {"a server's class does not take this decorator: it raises InvalidError",
                            "服务器类不接受这个装饰器：会引发 InvalidError"});
    }
}

} // namespace

extern constinit const Rule server_class_shape;
const Rule server_class_shape{
    .code = "MDL524",
    .name = "server-class-shape",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/servers",
    .page = R"md(
A class under `@app.server()` has methods or parameters that a server cannot have, or does not start anything.

## Why
A server is reached by HTTP only. Its class has a method under `@modal.enter()` that starts it; `@modal.method()`,
`modal.parameter()` and `@modal.concurrent()` raise `InvalidError`.

~~~python bad
import modal

app = modal.App("shop")


@app.server(port=8000)
class Site:
    @modal.enter()
    def start(self): ...

    @modal.method()  # error: [server-class-shape] a server is reached by HTTP only
    def run(self): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.server(port=8000)
class Site:
    @modal.enter()
    def start(self): ...
~~~

~~~python bad
import modal

app = modal.App("shop")


@app.server(port=8000)
class Site:  # error: [server-class-shape] nothing starts the server
    def start(self): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
