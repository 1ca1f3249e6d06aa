#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace modal_lsp::testing {

/// A new empty directory on the disk, removed with all its contents at the end.
class TemporaryDirectory {
  public:
    TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory();

    /// Absolute, without links in it.
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// Writes a file and the directories it needs; gives its absolute path.
    std::string write(const std::filesystem::path& relative, std::string_view content) const;

  private:
    std::filesystem::path path_;
};

} // namespace modal_lsp::testing
