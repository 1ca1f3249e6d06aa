#include "analysis/workspace/file_table.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::workspace {

FileId FileTable::add(std::string_view path) {
    auto found = ids_.find(path);
    if (found == ids_.end()) {
        const FileId id{static_cast<std::uint32_t>(paths_.size())};
        paths_.emplace_back(path);
        exists_.push_back(false);
        found = ids_.emplace(std::string(path), id).first;
    }
    const auto number = static_cast<std::size_t>(found->second);
    if (!exists_[number]) {
        exists_[number] = true;
        count_parents(path, 1);
    }
    return found->second;
}

void FileTable::remove(FileId file) {
    const auto number = static_cast<std::size_t>(file);
    if (!exists_[number]) return;
    exists_[number] = false;
    count_parents(paths_[number], -1);
}

void FileTable::count_parents(std::string_view path, int by) {
    if (!path.ends_with(".py")) return; // a folder of scripts is no package
    for (auto slash = path.rfind('/'); slash != std::string_view::npos && slash > 0;
         slash = path.rfind('/', slash - 1)) {
        const std::string_view parent = path.substr(0, slash);
        auto entry = directories_.find(parent);
        if (entry == directories_.end()) entry = directories_.emplace(std::string(parent), 0).first;
        entry->second += by;
    }
}

std::optional<FileId> FileTable::find(std::string_view path) const {
    const auto found = ids_.find(path);
    if (found == ids_.end() || !exists(found->second)) return std::nullopt;
    return found->second;
}

const std::string& FileTable::path(FileId file) const {
    return paths_[static_cast<std::size_t>(file)];
}

bool FileTable::exists(FileId file) const {
    return exists_[static_cast<std::size_t>(file)];
}

bool FileTable::is_directory(std::string_view path) const {
    const auto found = directories_.find(path);
    return found != directories_.end() && found->second > 0;
}

void FileTable::set_roots(std::vector<std::string> roots) {
    roots_ = std::move(roots);
    std::ranges::sort(roots_, [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

std::optional<std::string_view> FileTable::root_of(std::string_view path) const {
    for (const std::string& root : roots_) {
        const bool inside =
            root == "/" || (path.starts_with(root) && path.size() > root.size() && path[root.size()] == '/');
        if (inside) return root;
    }
    return std::nullopt;
}

} // namespace modal_lsp::workspace
