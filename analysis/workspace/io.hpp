#pragma once
#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::workspace {

enum class EntryKind : std::uint8_t { file, directory, other };

struct DirectoryEntry {
    std::string name;                  ///< last component only
    EntryKind kind = EntryKind::other; ///< of what a symbolic link points to
    bool symlink = false;
};

/// Enough to tell whether a file may have changed, and whether two paths are one directory.
struct FileStatus {
    EntryKind kind = EntryKind::other;
    std::uint64_t size = 0;       ///< bytes
    std::int64_t modified_ns = 0; ///< since the epoch
    std::uint64_t device = 0, inode = 0;
    friend bool operator==(const FileStatus&, const FileStatus&) = default;
};

/// The one seam to the disk. Real in `server/disk`, in memory in tests. Paths are absolute, with '/', without
/// a trailing slash, without "." and "..". Implementations may be called from several threads at once.
class FileSystem {
  public:
    FileSystem() = default;
    FileSystem(const FileSystem&) = delete;
    FileSystem& operator=(const FileSystem&) = delete;
    virtual ~FileSystem() = default;

    /// The file's bytes, or a message that names the path and the reason. A file larger than `limit_bytes` is
    /// an error, found without reading it.
    [[nodiscard]] virtual tl::expected<std::string, std::string> read(const std::string& path,
                                                                      std::uint64_t limit_bytes) const = 0;
    /// In no particular order; a message when it is not a readable directory.
    [[nodiscard]] virtual tl::expected<std::vector<DirectoryEntry>, std::string>
    list(const std::string& path) const = 0;
    /// Follows links; nullopt when there is nothing.
    [[nodiscard]] virtual std::optional<FileStatus> status(const std::string& path) const = 0;
};

} // namespace modal_lsp::workspace
