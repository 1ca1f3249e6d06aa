#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr auto kBlocking = std::to_array<std::string_view>({"uvicorn.run", "serve_forever", "asyncio.run"});

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        if (decorated.find("modal.web_server") == nullptr) continue;
        const python::Definition& definition = inspection.facts.definition(decorated.definition);
        for (const python::Call& call : inspection.facts.calls) {
            if (!definition.body || call.scope != *definition.body || call.use != python::CallUse::statement)
                continue;
            const python::Expr& expr = inspection.facts.expr(call.expression);
            const auto callee = inspection.facts.operands_of(expr).front();
            const std::string path = inspection.facts.dotted(callee);
            const python::Expr& called = inspection.facts.expr(callee);
            const bool blocks = std::ranges::any_of(kBlocking, [&](std::string_view name) {
                return path == name || (called.kind == python::ExprKind::attribute &&
                                        inspection.facts.text(called.text) == name);
            });
            if (blocks)
                report.add(expr.range,
                           {"\"{}\" never returns, so Modal never looks at the port; start the server in the "
                            "background",
                            "\"{}\" 永远不会返回，Modal 也就不会检查端口；请在后台启动服务器"},
                           inspection.facts.text(definition.name));
        }
    }
}

} // namespace

extern constinit const Rule web_server_blocking;
const Rule web_server_blocking{
    .code = "MDL808",
    .name = "web-server-blocking",
    .group = "web",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhooks",
    .page = R"md(
A function under `@modal.web_server` waits for its server to end.

## Why
The function has to start the server and return; only then does Modal look at the port. One that runs the server
itself never returns.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
@modal.web_server(8000)
def serve():
    import uvicorn

    uvicorn.run("main:api", host="0.0.0.0", port=8000)  # warning: [web-server-blocking] never returns
~~~

~~~python good
import subprocess

import modal

app = modal.App("shop")


@app.function()
@modal.web_server(8000)
def serve():
    subprocess.run(["make", "assets"])
    subprocess.Popen(["uvicorn", "main:api", "--host", "0.0.0.0"])
~~~

## Known limits
Knows uvicorn.run, asyncio.run and serve_forever as statements of the function itself.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
