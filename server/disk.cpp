#include "server/disk.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace modal_lsp::server {

using workspace::DirectoryEntry;
using workspace::EntryKind;
using workspace::FileStatus;

namespace {

/// A directory with more entries than this is no source folder; listing it must not eat the memory.
constexpr std::size_t kMaxEntries = 1000000;

class Descriptor {
  public:
    explicit Descriptor(int value) : value_(value) {}

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }

    [[nodiscard]] int get() const { return value_; }

  private:
    int value_;
};

struct DirectoryCloser {
    void operator()(DIR* directory) const { ::closedir(directory); }
};

tl::unexpected<std::string> failure(std::string_view doing, const std::string& path,
                                    std::string_view reason) {
    return tl::unexpected(fmt::format("cannot {} \"{}\": {}", doing, path, reason));
}

tl::unexpected<std::string> failure(std::string_view doing, const std::string& path, int error) {
    return failure(doing, path, std::generic_category().message(error));
}

/// A C string would end early and name another file.
bool has_nul(const std::string& path) {
    return path.find('\0') != std::string::npos;
}

EntryKind kind_of(mode_t mode) {
    if (S_ISREG(mode)) return EntryKind::file;
    return S_ISDIR(mode) ? EntryKind::directory : EntryKind::other;
}

std::string_view refusal(mode_t mode) {
    if (S_ISDIR(mode)) return "it is a directory";
    if (S_ISFIFO(mode)) return "it is a pipe, not a regular file";
    return "it is not a regular file";
}

DirectoryEntry entry_of(int directory, const dirent& raw) {
    DirectoryEntry entry{.name = raw.d_name};
    if (raw.d_type == DT_REG || raw.d_type == DT_DIR) {
        entry.kind = raw.d_type == DT_REG ? EntryKind::file : EntryKind::directory;
        return entry;
    }
    struct stat status{};
    entry.symlink = raw.d_type == DT_LNK;
    if (raw.d_type == DT_UNKNOWN && ::fstatat(directory, raw.d_name, &status, AT_SYMLINK_NOFOLLOW) == 0)
        entry.symlink = S_ISLNK(status.st_mode);
    const bool worth_a_look = entry.symlink || raw.d_type == DT_UNKNOWN;
    if (worth_a_look && ::fstatat(directory, raw.d_name, &status, 0) == 0)
        entry.kind = kind_of(status.st_mode);
    return entry;
}

bool is_dots(const char* name) {
    return std::strcmp(name, ".") == 0 || std::strcmp(name, "..") == 0;
}

} // namespace

tl::expected<std::string, std::string> Disk::read(const std::string& path, std::uint64_t limit_bytes) const {
    if (has_nul(path)) return failure("read", path, "the path holds a NUL byte");
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.get() < 0) return failure("read", path, errno);
    struct stat status{};
    if (::fstat(file.get(), &status) != 0) return failure("read", path, errno);
    if (!S_ISREG(status.st_mode)) return failure("read", path, refusal(status.st_mode));
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size > limit_bytes)
        return failure("read", path, fmt::format("it has {} bytes, the limit is {}", size, limit_bytes));
    std::string text(size, '\0');
    std::size_t filled = 0;
    while (filled < text.size()) {
        const auto got = ::read(file.get(), text.data() + filled, text.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failure("read", path, errno);
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    text.resize(filled);
    return text;
}

tl::expected<std::vector<DirectoryEntry>, std::string> Disk::list(const std::string& path) const {
    if (has_nul(path)) return failure("list", path, "the path holds a NUL byte");
    const std::unique_ptr<DIR, DirectoryCloser> directory(::opendir(path.c_str()));
    if (!directory) return failure("list", path, errno);
    const int descriptor = ::dirfd(directory.get());
    std::vector<DirectoryEntry> entries;
    while (true) {
        errno = 0;
        const dirent* raw = ::readdir(directory.get());
        if (raw == nullptr && errno != 0) return failure("list", path, errno);
        if (raw == nullptr) return entries;
        if (is_dots(raw->d_name)) continue;
        if (entries.size() == kMaxEntries)
            return failure("list", path, fmt::format("it has more than {} entries", kMaxEntries));
        entries.push_back(entry_of(descriptor, *raw));
    }
}

std::optional<FileStatus> Disk::status(const std::string& path) const {
    struct stat raw{};
    if (has_nul(path) || ::stat(path.c_str(), &raw) != 0) return std::nullopt;
    constexpr std::int64_t kNanoseconds = 1000000000;
    return FileStatus{.kind = kind_of(raw.st_mode),
                      .size = static_cast<std::uint64_t>(raw.st_size),
                      .modified_ns = std::int64_t{raw.st_mtim.tv_sec} * kNanoseconds + raw.st_mtim.tv_nsec,
                      .device = static_cast<std::uint64_t>(raw.st_dev),
                      .inode = static_cast<std::uint64_t>(raw.st_ino)};
}

} // namespace modal_lsp::server
