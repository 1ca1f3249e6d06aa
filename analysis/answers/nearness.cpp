#include "analysis/answers/nearness.hpp"

#include <limits>

namespace modal_lsp::answers {

std::size_t shared_folders(std::string_view a, std::string_view b) {
    std::size_t folders = 0;
    for (std::size_t i = 0; i < a.size() && i < b.size() && a[i] == b[i]; ++i)
        folders += a[i] == '/' ? 1 : 0;
    return folders;
}

bool Nearness::operator()(FileId a, FileId b) const {
    const auto near_a = of(a);
    const auto near_b = of(b);
    return near_a != near_b ? near_a > near_b : snapshot_->table().path(a) < snapshot_->table().path(b);
}

std::size_t Nearness::of(FileId file) const {
    if (file == asking_) return std::numeric_limits<std::size_t>::max();
    return shared_folders(snapshot_->table().path(asking_), snapshot_->table().path(file));
}

std::string shown_path(const workspace::Snapshot& snapshot, FileId file) {
    const std::string& path = snapshot.table().path(file);
    // Behind the NUL of its key stands the address of what is no file.
    if (const auto nul = path.find('\0'); nul != std::string::npos) return path.substr(nul + 1);
    const auto root = snapshot.table().root_of(path);
    if (!root || path.size() <= root->size() + 1) return path;
    return path.substr(root->ends_with('/') ? root->size() : root->size() + 1);
}

} // namespace modal_lsp::answers
