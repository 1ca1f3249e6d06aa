#pragma once
#include "analysis/modal/evaluate.hpp"
#include "analysis/modal/model.hpp"

namespace modal_lsp::modal {

/// Fills in what a member's `def` or `class` says: name, places, signature, summary, methods, other
/// decorators. `target` is a function or class of the workspace.
void describe_definition(Evaluator& evaluator, const Value& target, Member& member);

} // namespace modal_lsp::modal
