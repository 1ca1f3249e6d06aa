#include "server/cache_folder.hpp"

#include "analysis/workspace/path.hpp"

#include <cstdlib>

namespace modal_lsp::server {

std::string cache_folder(std::string_view name) {
    const auto absolute = [](const char* variable) {
        const char* value = std::getenv(variable);
        return value != nullptr && *value == '/' ? std::string(value) : std::string();
    };
    std::string base = absolute("XDG_CACHE_HOME");
    if (const std::string home = absolute("HOME"); base.empty() && !home.empty())
        base = workspace::join(home, ".cache");
    return base.empty() ? base : workspace::join(workspace::join(base, "modal-lsp"), name);
}

} // namespace modal_lsp::server
