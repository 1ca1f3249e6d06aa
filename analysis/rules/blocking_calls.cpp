#include "analysis/rules/blocking_calls.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace modal_lsp::rules {
namespace {

/// By owner and method; sorted.
constexpr auto kBlocking = std::to_array<std::string_view>({
    "modal.Dict.clear",      "modal.Dict.contains",  "modal.Dict.get",          "modal.Dict.len",
    "modal.Dict.pop",        "modal.Dict.put",       "modal.Dict.update",       "modal.Function.for_each",
    "modal.Function.remote", "modal.Function.spawn", "modal.FunctionCall.get",  "modal.Queue.get",
    "modal.Queue.get_many",  "modal.Queue.len",      "modal.Queue.put",         "modal.Queue.put_many",
    "modal.Sandbox.create",  "modal.Sandbox.exec",   "modal.Sandbox.terminate", "modal.Sandbox.wait",
    "modal.Volume.commit",   "modal.Volume.reload",
});
constexpr auto kGenerators = std::to_array<std::string_view>(
    {"modal.Function.map", "modal.Function.remote_gen", "modal.Function.starmap"});

} // namespace

bool is_blocking(const modal::SdkCall& call) {
    return std::ranges::binary_search(kBlocking, call.symbol) || is_generator_call(call);
}

bool is_generator_call(const modal::SdkCall& call) {
    return std::ranges::binary_search(kGenerators, call.symbol);
}

bool gives_one_result(const modal::SdkCall& call) {
    return std::ranges::binary_search(kBlocking, call.symbol);
}

bool is_in_async_function(const Inspection& inspection, python::ScopeId scope) {
    for (; scope != python::kModuleScope; scope = inspection.facts.scope(scope).parent) {
        const python::Scope& around = inspection.facts.scope(scope);
        if (around.kind == python::ScopeKind::lambda) return false;
        if (around.kind == python::ScopeKind::function && around.definition)
            return inspection.facts.definition(*around.definition).is_async;
    }
    return false;
}

} // namespace modal_lsp::rules
