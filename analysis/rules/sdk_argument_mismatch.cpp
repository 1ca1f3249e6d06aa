#include "analysis/docs/sdk_index.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/sdk_changes.hpp"
#include "analysis/text/version.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::rules {
namespace {

using docs::Parameter;
using docs::ParameterKind;

/// Calls that other rules have more to say of when their arguments do not fit.
constexpr auto kOthers = std::to_array<std::string_view>(
    {"modal.App.cls", "modal.App.function", "modal.App.local_entrypoint", "modal.App.server", "modal.Period",
     "modal.asgi_app", "modal.batched", "modal.concurrent", "modal.enter", "modal.exit",
     "modal.fastapi_endpoint", "modal.method", "modal.parameter", "modal.web_endpoint", "modal.web_server",
     "modal.wsgi_app"});

bool is_positional(const Parameter& parameter) {
    return parameter.kind == ParameterKind::regular || parameter.kind == ParameterKind::positional_only;
}

/// True when the version in use certainly has it.
bool is_there(const Inspection& inspection, std::string_view since) {
    const auto version = text::parse_version(since);
    return !version || has_sdk(inspection, *version);
}

/// The first required parameter that is not given; nullptr when all are.
const Parameter* missing(const Inspection& inspection, const docs::Symbol& symbol,
                         const std::vector<modal::GivenArgument>& arguments, std::size_t positions) {
    for (std::size_t i = 0; i < symbol.parameters.size(); ++i) {
        const Parameter& parameter = symbol.parameters[i];
        if (!parameter.is_required() || !is_there(inspection, parameter.since)) continue;
        if (is_positional(parameter) && i < positions) continue;
        if (std::ranges::find(arguments, parameter.name, &modal::GivenArgument::name) == arguments.end())
            return &parameter;
    }
    return nullptr;
}

/// True when the signatures are those of the version in use, and not of a later one.
bool are_exact(const Inspection& inspection) {
    const std::string_view version = sdk_of(*inspection.file.config).version(); // "1.6.4"
    return is_there(inspection, version.substr(0, version.rfind('.')));
}

void check_call(Inspection& inspection, const modal::SdkCall& call, const docs::Symbol& symbol,
                Report& report) {
    const auto arguments = inspection.module.arguments(call.expression);
    const std::size_t positions = modal::positional_count(arguments);
    const auto most = static_cast<std::size_t>(std::ranges::count_if(symbol.parameters, is_positional));
    const bool any = std::ranges::find(symbol.parameters, ParameterKind::variadic, &Parameter::kind) !=
                     symbol.parameters.end();
    const std::string_view name = symbol.path.substr(symbol.path.find('.') + 1);
    if (const Parameter* absent = missing(inspection, symbol, arguments, positions))
        report.add(call.range,
                   {"{} needs \"{}\": this raises TypeError", "{} 需要 \"{}\"：这里会引发 TypeError"}, name,
                   absent->name);
    // Earlier versions took more by position.
    else if (positions > most && !any && are_exact(inspection))
        report.add(arguments[most].range,
                   {"{} takes {} by position: this raises TypeError; give the rest by name",
                    "{} 只接受 {} 个位置参数：这里会引发 TypeError；其余请按名称给出"},
                   name, most);
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        const docs::Symbol* symbol = sdk_of(*inspection.file.config).find(call.symbol);
        if (symbol == nullptr || symbol->kind == docs::SymbolKind::property ||
            inspection.module.may_be_spread(call.expression))
            continue;
        if (std::ranges::binary_search(kOthers, call.symbol) || call.use == python::CallUse::decorator)
            continue;
        check_call(inspection, call, *symbol, report);
    }
}

} // namespace

extern constinit const Rule sdk_argument_mismatch;
const Rule sdk_argument_mismatch{
    .code = "MDL526",
    .name = "sdk-argument-mismatch",
    .group = "sdk-calls",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide",
    .page = R"md(
A call of the SDK lacks an argument it needs, or has more by position than it takes.

## Why
Python raises `TypeError` there: at import for what stands in the module, else when the call is reached.

~~~python bad raises:TypeError
import modal

store = modal.Volume.from_name()  # error: [sdk-argument-mismatch] Volume.from_name needs "name"
~~~

~~~python good
import modal

store = modal.Volume.from_name("models", create_if_missing=True)
~~~

~~~python bad raises:TypeError
import modal

store = modal.Volume.from_name("models", "main")  # error: [sdk-argument-mismatch] Volume.from_name takes 1 by position
~~~

~~~python bad raises:TypeError
import modal

retries = modal.Retries(backoff_coefficient=2.0)  # error: [sdk-argument-mismatch] Retries needs "max_retries"
~~~

## Known limits
The signatures are those of the `modal` package in the project's environment where there is one, else of the newest
release. Calls of decorators, and those with `*` or `**`, are left out.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
