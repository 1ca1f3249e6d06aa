#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

/// The number behind the only `--port` of a command; nullopt when there is none, or several.
std::optional<std::string> port_of(const std::vector<std::string>& words) {
    std::optional<std::string> found;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string port;
        if (words[i] == "--port" && i + 1 < words.size()) port = words[i + 1];
        if (words[i].starts_with("--port=")) port = words[i].substr(7);
        if (port.empty()) continue;
        if (found || port.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
        found = port;
    }
    return found;
}

std::vector<std::string> split(std::string_view command) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < command.size();) {
        const auto end = std::min(command.find(' ', at), command.size());
        if (end > at) words.emplace_back(command.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// The words of a command that is written out; empty when any of them is not.
std::vector<std::string> words_of(const python::ModuleFacts& facts, const python::Expr& command) {
    if (command.kind == ExprKind::string) return split(facts.text(command.text));
    std::vector<std::string> words;
    if (command.kind != ExprKind::list) return words;
    for (const python::ExprId id : facts.operands_of(command)) {
        const python::Expr& word = facts.expr(id);
        if (word.kind != ExprKind::string) return {};
        words.emplace_back(facts.text(word.text));
    }
    return words;
}

void check_commands(Inspection& inspection, const python::Definition& definition, std::int64_t port,
                    Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    for (const python::Call& call : facts.calls) {
        if (!definition.body || call.scope != *definition.body) continue;
        const auto operands = facts.operands_of(facts.expr(call.expression));
        if (operands.size() < 2 || facts.dotted(operands[0]).find("Popen") == std::string::npos) continue;
        const auto listens = port_of(words_of(facts, facts.expr(operands[1])));
        if (!listens || *listens == std::to_string(port)) continue;
        report.add(facts.expr(operands[1]).range,
                   {"this listens on {}, and Modal waits for {}; use one port",
                    "它监听 {}，而 Modal 等待的是 {}；请使用同一端口"},
                   *listens, port);
    }
}

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        const modal::ModalDecorator* server = decorated.find("modal.web_server");
        if (server == nullptr || !server->called) continue;
        const auto port = certain_value(inspection, inspection.module.given(server->expression, 0, "port"),
                                        decorated.context);
        if (!port || port->kind != modal::ValueKind::integer) continue;
        check_commands(inspection, inspection.facts.definition(decorated.definition), port->integer, report);
    }
}

} // namespace

extern constinit const Rule web_server_port_mismatch;
const Rule web_server_port_mismatch{
    .code = "MDL814",
    .name = "web-server-port-mismatch",
    .group = "web",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhooks",
    .page = R"md(
The command that a `@modal.web_server` function starts names another port.

## Why
Modal waits for the port of the decorator. Nobody answers there, and the container is given up when `startup_timeout`
is over.

~~~python bad
import subprocess

import modal

app = modal.App("shop")


@app.function()
@modal.web_server(8000)
def serve():
    subprocess.Popen(["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "9000"])  # error: [web-server-port-mismatch] listens on 9000
~~~

~~~python good
import subprocess

import modal

app = modal.App("shop")


@app.function()
@modal.web_server(8000)
def serve():
    subprocess.Popen(["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"])
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
