#pragma once
#include "protocol/json.hpp"

#include <string>

namespace modal_lsp::server::handlers {

/// A text of the object that a command is given; empty when there is none.
[[nodiscard]] inline std::string word_in(const protocol::Json& argument, const char* key) {
    const auto found = argument.find(key);
    return found != argument.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace modal_lsp::server::handlers
