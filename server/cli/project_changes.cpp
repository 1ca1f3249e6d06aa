#include "server/cli/project_changes.hpp"

#include "analysis/workspace/path.hpp"

#include <chrono>
#include <set>
#include <thread>
#include <utility>

namespace modal_lsp::server::cli {
namespace {

constexpr auto kBetweenLooks = std::chrono::milliseconds(300);

} // namespace

ProjectChanges::Statuses ProjectChanges::look() const {
    Statuses statuses;
    std::set<std::string> folders;
    const auto add = [&](const std::string& path) {
        if (const auto status = files_.status(path)) statuses.emplace(path, *status);
    };
    for (const std::string& path : engine_.watched_files()) {
        add(path);
        for (std::string folder(workspace::parent_of(path)); folders.insert(folder).second;
             folder = workspace::parent_of(folder)) {
            // A folder's own time changes when files come and go in it.
            add(folder);
            add(workspace::join(folder, kOwnConfigName));
            for (const std::string_view name : SdkVersions::sources()) // pyproject.toml is among them
                add(workspace::join(folder, name));
            if (folder == "/") break;
        }
    }
    return statuses;
}

std::vector<std::string> ProjectChanges::wait() {
    if (known_.empty()) known_ = look();
    while (true) {
        std::this_thread::sleep_for(kBetweenLooks);
        Statuses now = look();
        std::vector<std::string> changed;
        for (const auto& [path, status] : now)
            if (const auto before = known_.find(path); before == known_.end() || before->second != status)
                changed.push_back(path);
        for (const auto& [path, status] : known_)
            if (!now.contains(path)) changed.push_back(path);
        known_ = std::move(now);
        if (!changed.empty()) return changed;
    }
}

} // namespace modal_lsp::server::cli
