#include "tests/support/memory_file_system.hpp"

#include "analysis/workspace/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace modal_lsp::testing {

using workspace::DirectoryEntry;
using workspace::EntryKind;
using workspace::FileStatus;

namespace {

constexpr int kMaxLinks = 40; // as on Linux
constexpr std::int64_t kSecond = 1000000000;

} // namespace

MemoryFileSystem::MemoryFileSystem(const std::map<std::string, std::string>& files) {
    nodes_["/"] = {.inode = ++last_inode_};
    for (const auto& [path, content] : files)
        write(path, content);
}

/// Follows every link, the last component's too. A path that leads to nothing still resolves, unless links
/// loop.
std::optional<std::string> MemoryFileSystem::resolved(std::string_view path) const {
    std::string rest = workspace::normalized_path(path);
    std::string done = "/";
    int links = 0;
    while (!rest.empty()) {
        rest.erase(0, rest.find_first_not_of('/'));
        if (rest.empty() || rest == "/") break;
        const auto end = std::min(rest.find('/'), rest.size());
        auto next = workspace::join(done, rest.substr(0, end));
        rest.erase(0, end);
        const auto node = nodes_.find(next);
        if (node == nodes_.end() || !node->second.link) {
            done = std::move(next);
            continue;
        }
        if (++links > kMaxLinks) return std::nullopt;
        rest = workspace::join(done, node->second.content) + rest;
        done = "/";
    }
    return done;
}

const MemoryFileSystem::Node* MemoryFileSystem::find(const std::string& path) const {
    const auto real = resolved(path);
    const auto node = real ? nodes_.find(*real) : nodes_.end();
    return node == nodes_.end() ? nullptr : &node->second;
}

void MemoryFileSystem::make_parents(const std::string& path) {
    for (std::string at(workspace::parent_of(path)); !nodes_.contains(at); at = workspace::parent_of(at))
        nodes_[at] = {.modified_ns = now_ns_, .inode = ++last_inode_};
}

MemoryFileSystem::Node& MemoryFileSystem::put(const std::string& path, Node node) {
    now_ns_ += kSecond;
    make_parents(path);
    const auto old = nodes_.find(path);
    node.inode = old == nodes_.end() ? ++last_inode_ : old->second.inode;
    node.modified_ns = now_ns_;
    return nodes_[path] = std::move(node);
}

void MemoryFileSystem::write(const std::string& path, std::string content) {
    const std::lock_guard lock(mutex_);
    if (const auto real = resolved(path))
        put(*real, {.kind = EntryKind::file, .content = std::move(content)});
}

void MemoryFileSystem::make_directory(const std::string& path) {
    const std::lock_guard lock(mutex_);
    const auto real = resolved(path);
    if (real && !nodes_.contains(*real)) put(*real, {.kind = EntryKind::directory});
}

void MemoryFileSystem::link(const std::string& path, const std::string& target) {
    const std::lock_guard lock(mutex_);
    const auto parent = resolved(workspace::parent_of(path));
    if (!parent) return;
    put(workspace::join(*parent, workspace::file_name_of(path)),
        {.kind = EntryKind::other, .link = true, .content = target});
}

void MemoryFileSystem::remove(const std::string& path) {
    const std::lock_guard lock(mutex_);
    const auto parent = resolved(workspace::parent_of(path));
    if (!parent) return;
    const auto whole = workspace::join(*parent, workspace::file_name_of(path));
    now_ns_ += kSecond;
    std::erase_if(nodes_, [&](const auto& node) { return workspace::is_inside(node.first, whole); });
}

void MemoryFileSystem::forbid(const std::string& path) {
    const std::lock_guard lock(mutex_);
    const auto real = resolved(path);
    const auto node = real ? nodes_.find(*real) : nodes_.end();
    if (node != nodes_.end()) node->second.forbidden = true;
}

std::size_t MemoryFileSystem::reads() const {
    const std::lock_guard lock(mutex_);
    return reads_;
}

tl::expected<std::string, std::string> MemoryFileSystem::read(const std::string& path,
                                                              std::uint64_t limit_bytes) const {
    const std::lock_guard lock(mutex_);
    ++reads_;
    const auto* node = find(path);
    const auto fail = [&](std::string_view reason) {
        return tl::unexpected(fmt::format("cannot read \"{}\": {}", path, reason));
    };
    if (node == nullptr) return fail("No such file or directory");
    if (node->kind != EntryKind::file) return fail("it is not a regular file");
    if (node->forbidden) return fail("Permission denied");
    if (node->content.size() > limit_bytes)
        return fail(fmt::format("it has {} bytes, the limit is {}", node->content.size(), limit_bytes));
    return node->content;
}

tl::expected<std::vector<DirectoryEntry>, std::string> MemoryFileSystem::list(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    const auto* node = find(path);
    const auto fail = [&](std::string_view reason) {
        return tl::unexpected(fmt::format("cannot list \"{}\": {}", path, reason));
    };
    if (node == nullptr) return fail("No such file or directory");
    if (node->kind != EntryKind::directory) return fail("Not a directory");
    if (node->forbidden) return fail("Permission denied");
    const auto real = *resolved(path);
    const auto prefix = real == "/" ? real : real + '/';
    std::vector<DirectoryEntry> entries;
    for (auto at = nodes_.upper_bound(prefix); at != nodes_.end() && at->first.starts_with(prefix); ++at) {
        if (workspace::parent_of(at->first) != real) continue;
        const auto* target = at->second.link ? find(at->first) : &at->second;
        entries.push_back({.name = std::string(workspace::file_name_of(at->first)),
                           .kind = target == nullptr ? EntryKind::other : target->kind,
                           .symlink = at->second.link});
    }
    return entries;
}

std::optional<FileStatus> MemoryFileSystem::status(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    const auto* node = find(path);
    if (node == nullptr) return std::nullopt;
    return FileStatus{.kind = node->kind,
                      .size = node->content.size(),
                      .modified_ns = node->modified_ns,
                      .device = 1,
                      .inode = node->inode};
}

} // namespace modal_lsp::testing
