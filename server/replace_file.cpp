#include "server/replace_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace modal_lsp::server {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string reason() {
    return std::generic_category().message(errno);
}

/// A temporary file beside its destination; removed unless it was moved there.
class Temporary {
  public:
    explicit Temporary(const std::string& target)
        : name_((std::filesystem::path(target).parent_path() / ".modal-lsp-XXXXXX").string()),
          file_(::mkstemp(name_.data())) {}

    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;

    ~Temporary() {
        if (file_ < 0) return;
        ::close(file_);
        if (!moved_) ::unlink(name_.c_str());
    }

    [[nodiscard]] bool open() const { return file_ >= 0; }

    [[nodiscard]] bool write(std::string_view text) const {
        while (!text.empty()) {
            const ssize_t written = ::write(file_, text.data(), text.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) return false;
            text.remove_prefix(static_cast<std::size_t>(written));
        }
        return ::fsync(file_) == 0;
    }

    [[nodiscard]] bool set_mode(mode_t mode) const { return ::fchmod(file_, mode) == 0; }

    [[nodiscard]] bool move_to(const std::string& target) {
        moved_ = ::rename(name_.c_str(), target.c_str()) == 0;
        return moved_;
    }

  private:
    std::string name_;
    int file_;
    bool moved_ = false;
};

tl::expected<void, std::string> put(const std::string& target, std::string_view text, mode_t mode) {
    Temporary temporary(target);
    if (!temporary.open() || !temporary.write(text) || !temporary.set_mode(mode) ||
        !temporary.move_to(target))
        return tl::unexpected(fmt::format("cannot write \"{}\": {}", target, reason()));
    return {};
}

} // namespace

tl::expected<std::string, std::string> read_file(const std::string& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return tl::unexpected(fmt::format("cannot read \"{}\": it is a folder", path));
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) return tl::unexpected(fmt::format("cannot read \"{}\": {}", path, reason()));
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (in.bad()) return tl::unexpected(fmt::format("cannot read \"{}\"", path));
    return text;
}

tl::expected<void, std::string> replace_file(const std::string& path, std::string_view before,
                                             std::string_view after) {
    std::error_code error;
    const std::string target = std::filesystem::canonical(path, error).string();
    if (error) return tl::unexpected(fmt::format("cannot write \"{}\": {}", path, error.message()));
    struct stat status{};
    if (::stat(target.c_str(), &status) != 0)
        return tl::unexpected(fmt::format("cannot write \"{}\": {}", path, reason()));
    // Renaming asks only for a writable folder; a file someone made read-only must stay as it is all the
    // same.
    if (::access(target.c_str(), W_OK) != 0)
        return tl::unexpected(fmt::format("cannot write \"{}\": {}", path, reason()));
    const auto current = read_file(target);
    if (!current) return tl::unexpected(current.error());
    std::string text(after);
    if (*current != before) {
        const bool only_mark = current->starts_with(kByteOrderMark) &&
                               std::string_view(*current).substr(kByteOrderMark.size()) == before;
        if (!only_mark)
            return tl::unexpected(
                fmt::format("\"{}\" was changed while it was being checked; it is left as it is", path));
        text.insert(0, kByteOrderMark);
    }
    return put(target, text, status.st_mode & 07777U);
}

tl::expected<void, std::string> write_file(const std::string& path, std::string_view text) {
    constexpr mode_t kReadable = 0644;
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
        std::ofstream out(path, std::ios::binary);
        out << text << std::flush;
        if (!out) return tl::unexpected(fmt::format("cannot write \"{}\"", path));
        return {};
    }
    const bool exists = std::filesystem::exists(status);
    const std::string target = exists ? std::filesystem::canonical(path, error).string() : path;
    return put(target, text, exists ? static_cast<mode_t>(status.permissions()) : kReadable);
}

} // namespace modal_lsp::server
