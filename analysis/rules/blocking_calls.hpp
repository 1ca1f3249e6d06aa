#pragma once
#include "analysis/rules/inspection.hpp"

/// What the rules about blocking and asynchronous calls have in common.
namespace modal_lsp::rules {

/// True for a call that waits for Modal, and that has an asynchronous form `.aio`.
[[nodiscard]] bool is_blocking(const modal::SdkCall& call);

/// True for a call of a function of an app that gives its results one by one: `.map`, `.starmap`,
/// `.remote_gen`.
[[nodiscard]] bool is_generator_call(const modal::SdkCall& call);

/// True when awaiting the asynchronous form gives what the call gives: not for generators.
[[nodiscard]] bool gives_one_result(const modal::SdkCall& call);

/// True when the innermost function around the scope is `async def`.
[[nodiscard]] bool is_in_async_function(const Inspection& inspection, python::ScopeId scope);

} // namespace modal_lsp::rules
