#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

constexpr auto kFlags =
    std::to_array<std::string_view>({"--host", "--bind", "-b", "--address", "--listen", "--ip"});
constexpr auto kLoopback = std::to_array<std::string_view>({"127.0.0.1", "localhost"});

/// Where a text names a loopback address behind a flag that says where to listen: the offset and length of
/// the address.
std::optional<std::pair<std::size_t, std::size_t>> bound_in(std::string_view text) {
    for (const std::string_view flag : kFlags)
        for (const std::string_view address : kLoopback)
            for (const std::string_view between : {" ", "="})
                if (const auto at = text.find(std::string(flag).append(between).append(address));
                    at != std::string_view::npos)
                    return std::pair(at + flag.size() + 1, address.size());
    return std::nullopt;
}

void check_string(Inspection& inspection, const python::Expr& expr, std::string_view before, Report& report) {
    const std::string_view written = inspection.source(expr.inner);
    const bool flagged = std::ranges::find(kFlags, before) != kFlags.end();
    text::ByteRange range;
    if (flagged && std::ranges::find(kLoopback, written) != kLoopback.end())
        range = expr.inner;
    else if (const auto bound = bound_in(written))
        range = text::make_range(expr.inner.begin.value + static_cast<std::uint32_t>(bound->first),
                                 expr.inner.begin.value +
                                     static_cast<std::uint32_t>(bound->first + bound->second));
    else
        return;
    Diagnostic& diagnostic =
        report.add(range,
                   {"a server on {} cannot be reached from outside of its container; listen on "
                    "0.0.0.0",
                    "监听 {} 的服务器无法从容器外访问；请监听 0.0.0.0"},
                   inspection.source(range));
    diagnostic.fixes.push_back(fix(report.say({"Listen on 0.0.0.0", "监听 0.0.0.0"}), Safety::unsafe,
                                   replace(inspection, range, "0.0.0.0")));
}

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        if (decorated.find("modal.web_server") == nullptr) continue;
        const python::Definition& definition = inspection.facts.definition(decorated.definition);
        for (const python::Expr& expr : inspection.facts.expressions) {
            if (!definition.body_range.contains(expr.range.begin)) continue;
            if (expr.kind != ExprKind::list && expr.kind != ExprKind::tuple && expr.kind != ExprKind::call)
                continue;
            std::string_view before;
            for (const python::ExprId id : inspection.facts.operands_of(expr)) {
                const python::Expr& item = inspection.facts.expr(id);
                if (item.kind == ExprKind::string) check_string(inspection, item, before, report);
                before =
                    item.kind == ExprKind::string ? inspection.facts.text(item.text) : std::string_view();
            }
        }
    }
}

} // namespace

extern constinit const Rule web_server_bind_localhost;
const Rule web_server_bind_localhost{
    .code = "MDL807",
    .name = "web-server-bind-localhost",
    .group = "web",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhooks",
    .page = R"md(
A server under `@modal.web_server` listens on the loopback address only.

## Why
Modal connects to the container's port from outside of it. A server on 127.0.0.1 cannot be reached, and the container
is ended when its startup time is over.

~~~python bad
import subprocess

import modal

app = modal.App("shop")


@app.function()
@modal.web_server(8000)
def serve():
    subprocess.Popen(["uvicorn", "main:api", "--host", "127.0.0.1", "--port", "8000"])  # warning: [web-server-bind-localhost] cannot be reached
~~~

~~~python fixed
import subprocess

import modal

app = modal.App("shop")


@app.function()
@modal.web_server(8000)
def serve():
    subprocess.Popen(["uvicorn", "main:api", "--host", "0.0.0.0", "--port", "8000"])
~~~

~~~python good
import subprocess

import modal

app = modal.App("shop")


@app.function()
@modal.web_server(8000)
def serve():
    subprocess.Popen("uvicorn main:api --host 0.0.0.0 --port 8000", shell=True)


def elsewhere():
    subprocess.Popen(["uvicorn", "main:api", "--host", "127.0.0.1"])
~~~

## Fix
Unsafe: listens on all addresses of the container.

## Known limits
Looks at the texts in the function itself. A proxy on another port may well talk to a server on the loopback address:
say so with a comment.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
