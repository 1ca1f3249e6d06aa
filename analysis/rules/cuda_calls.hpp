#pragma once
#include "analysis/python/facts.hpp"

namespace modal_lsp::rules {

/// True for `….cuda()`, and for `….to("cuda", …)`: a call that needs a GPU.
[[nodiscard]] bool moves_to_gpu(const python::ModuleFacts& facts, const python::Expr& call);

} // namespace modal_lsp::rules
