#pragma once
#include "analysis/modal/model.hpp"
#include "analysis/modal/modules.hpp"

namespace modal_lsp::modal {

/// Resolves one module's facts against the modules it imports. Total; bounded by the evaluator's limits.
[[nodiscard]] ModuleModel build_model(FileId file, const Modules& modules);

} // namespace modal_lsp::modal
