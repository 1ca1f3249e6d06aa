#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr auto kClasses = std::to_array<std::string_view>(
    {"modal.Dict", "modal.Queue", "modal.Volume", "modal.Secret", "modal.Function", "modal.Cls"});

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (std::ranges::find(kClasses, call.symbol) == kClasses.end()) continue;
        // Modules of the SDK's own have classes of the same names with constructors.
        if (call.callee.path != call.symbol) continue;
        report.add(call.range,
                   {"{0} cannot be called, and this raises an error; write {0}.from_name(\"…\")",
                    "{0} 不能被调用，这里会引发错误；请写 {0}.from_name(\"…\")"},
                   call.symbol);
    }
}

} // namespace

extern constinit const Rule object_constructor_call;
const Rule object_constructor_call{
    .code = "MDL609",
    .name = "object-constructor-call",
    .group = "lookup",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/dicts",
    .page = R"md(
A Dict, Queue, Volume or Secret is made by calling its class.

## Why
These live at Modal, and are looked up by name, or made for a while with `.ephemeral()`. Calling the class raises an
error when the module is imported.

~~~python bad raises:InvalidError
import modal

volume = modal.Volume()  # error: [object-constructor-call] modal.Volume cannot be called
~~~

~~~python good
import modal

volume = modal.Volume.from_name("models", create_if_missing=True)
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
