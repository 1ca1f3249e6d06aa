#pragma once
#include "analysis/python/builder.hpp"

namespace modal_lsp::python {

/// Reads name, parameters, bases, signature and docstring summary of the `def` or `class` under the cursor,
/// and lowers the defaults and bases in the surrounding place. What belongs to the surroundings (scope,
/// decorators, body) is the caller's.
[[nodiscard]] Definition read_header(Builder& builder, const Place& place);

} // namespace modal_lsp::python
