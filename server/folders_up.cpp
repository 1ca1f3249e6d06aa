#include "server/folders_up.hpp"

#include "analysis/workspace/path.hpp"

namespace modal_lsp::server {

std::vector<std::string> folders_up(const std::string& folder, const std::string& top) {
    constexpr int kMostLevels = 64;
    std::vector<std::string> folders;
    std::string at = folder;
    for (int level = 0; level < kMostLevels && !at.empty(); ++level) {
        folders.push_back(at);
        if (at == top || at == "/") break;
        at = std::string(workspace::parent_of(at));
    }
    return folders;
}

} // namespace modal_lsp::server
