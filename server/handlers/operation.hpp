#pragma once
#include "analysis/answers/code_lens.hpp"
#include "protocol/types/basic.hpp"

#include <string>

namespace modal_lsp::server::handlers {

/// What carries out the operation of a lens, for the document at `uri`.
[[nodiscard]] lsp::Command command_of(const std::string& uri, const answers::CodeLens& lens);

} // namespace modal_lsp::server::handlers
