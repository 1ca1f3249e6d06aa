#pragma once
#include "analysis/python/facts.hpp"
#include "analysis/syntax/tree.hpp"

namespace modal_lsp::python {

/// Reads a module's facts off its tree in one walk. Total: what is broken, too deep or of no interest is left
/// out.
///
/// The body of a function is read only if it mentions a name that Modal's API is called by; a body that does
/// not cannot hold anything the analysis asks for, and most bodies do not.
[[nodiscard]] ModuleFacts extract(const syntax::SyntaxTree& tree);

} // namespace modal_lsp::python
