#pragma once
#include "server/host.hpp"
#include "server/operate/tools.hpp"

namespace modal_lsp::server::operate {

/// The tools that a process offers, silent: what is said goes to the program's own log only, and every
/// question is answered with no. The host must outlive them.
[[nodiscard]] Tools tools_of(const Host& host, Language language);

} // namespace modal_lsp::server::operate
