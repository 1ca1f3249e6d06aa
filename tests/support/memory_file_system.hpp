#pragma once
#include "analysis/workspace/io.hpp"

#include <cstdint>
#include <initializer_list>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace modal_lsp::testing {

/// Files in memory, for tests. Paths are absolute; directories come into being with what is put into them.
/// Links work as on a disk, in any component. Every write moves the clock on by a second, so a changed file
/// always shows.
class MemoryFileSystem final : public workspace::FileSystem {
  public:
    MemoryFileSystem() : MemoryFileSystem(std::map<std::string, std::string>{}) {}

    /// From path to content.
    explicit MemoryFileSystem(const std::map<std::string, std::string>& files);

    MemoryFileSystem(std::initializer_list<std::pair<const std::string, std::string>> files)
        : MemoryFileSystem(std::map<std::string, std::string>(files)) {}

    /// Creates or replaces a file; through a link, what it points to.
    void write(const std::string& path, std::string content);
    void make_directory(const std::string& path);
    /// Makes `path` a symbolic link; the target may be relative, and need not exist.
    void link(const std::string& path, const std::string& target);
    /// A file, a link, or a directory with all that is in it; nothing happens when there is nothing.
    void remove(const std::string& path);
    /// Makes a file or directory unreadable; it still has a status.
    void forbid(const std::string& path);
    /// How often `read` was called, failures included.
    [[nodiscard]] std::size_t reads() const;

    [[nodiscard]] tl::expected<std::string, std::string> read(const std::string& path,
                                                              std::uint64_t limit_bytes) const override;
    [[nodiscard]] tl::expected<std::vector<workspace::DirectoryEntry>, std::string>
    list(const std::string& path) const override;
    [[nodiscard]] std::optional<workspace::FileStatus> status(const std::string& path) const override;

  private:
    struct Node {
        workspace::EntryKind kind = workspace::EntryKind::directory;
        bool link = false;
        bool forbidden = false;
        std::string content{}; // of a file; of a link its target
        std::int64_t modified_ns = 0;
        std::uint64_t inode = 0;
    };

    void make_parents(const std::string& path);
    Node& put(const std::string& path, Node node);
    [[nodiscard]] std::optional<std::string> resolved(std::string_view path) const;
    [[nodiscard]] const Node* find(const std::string& path) const;

    mutable std::mutex mutex_;
    mutable std::size_t reads_ = 0;
    std::map<std::string, Node> nodes_; // by path without links in it
    std::int64_t now_ns_ = 0;
    std::uint64_t last_inode_ = 0;
};

} // namespace modal_lsp::testing
