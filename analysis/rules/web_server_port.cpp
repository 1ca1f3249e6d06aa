#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.web_server")) {
        const auto argument = inspection.module.given(call->expression, 0, "port");
        const auto value = certain_value(inspection, argument, call->context);
        if (!value) continue;
        const bool number = value->kind == modal::ValueKind::integer;
        const bool text = value->kind == modal::ValueKind::text;
        if (!text && (!number || (value->integer >= 1 && value->integer <= 65535))) continue;
        Diagnostic& diagnostic =
            report.add(argument->value_range,
                       {"{} is no port, and this raises InvalidError; give a number from 1 to 65535",
                        "{} 不是端口，这里会引发 InvalidError；请给出 1 到 65535 的数字"},
                       inspection.source(argument->value_range));
        if (auto edit = take_quotes_off(inspection, *argument))
            diagnostic.fixes.push_back(
                fix(report.say({"Write it as a number", "写成数字"}), Safety::safe, *std::move(edit)));
    }
}

} // namespace

extern constinit const Rule web_server_port;
const Rule web_server_port{
    .code = "MDL813",
    .name = "web-server-port",
    .group = "web",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/webhooks",
    .page = R"md(
The port of `@modal.web_server` is none.

## Why
It is a whole number from 1 to 65535. Anything else raises `InvalidError` when the module is imported.

~~~python bad raises:InvalidError
import modal


@modal.web_server("8000")  # error: [web-server-port] "8000" is no port
def serve(): ...
~~~

~~~python fixed
import modal


@modal.web_server(8000)
def serve(): ...
~~~

~~~python good
import modal

PORT = 8000


@modal.web_server(PORT)
def serve(): ...
~~~

## Fix
Safe: takes the quotes away.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
