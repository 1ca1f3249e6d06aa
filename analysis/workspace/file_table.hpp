#pragma once
#include "analysis/modal/value.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace modal_lsp::workspace {

using modal::FileId;

/// The files that exist in the workspace, read or not, and the folders above its Python files: what imports
/// are resolved against. Numbers of files stay the same for the table's whole life.
class FileTable {
  public:
    /// The number of a path (absolute, normalised); makes one when it is new. A removed path gets its old
    /// number back.
    FileId add(std::string_view path);
    void remove(FileId file);

    [[nodiscard]] std::optional<FileId> find(std::string_view path) const;
    /// Also for removed files.
    [[nodiscard]] const std::string& path(FileId file) const;
    [[nodiscard]] bool exists(FileId file) const;
    /// True when some existing Python file is somewhere below.
    [[nodiscard]] bool is_directory(std::string_view path) const;

    /// Numbers given out so far; files are 0 … size() - 1.
    [[nodiscard]] std::size_t size() const { return paths_.size(); }

    /// Workspace roots, absolute, longest first; imports are not looked for above them.
    void set_roots(std::vector<std::string> roots);

    [[nodiscard]] const std::vector<std::string>& roots() const { return roots_; }

    /// The innermost root around a path; nullopt for a file outside of all.
    [[nodiscard]] std::optional<std::string_view> root_of(std::string_view path) const;

  private:
    struct Hash {
        using is_transparent = void; // NOLINT(readability-identifier-naming): the library's name

        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    void count_parents(std::string_view path, int by);

    std::vector<std::string> paths_;
    std::vector<bool> exists_;
    std::unordered_map<std::string, FileId, Hash, std::equal_to<>> ids_;
    std::unordered_map<std::string, int, Hash, std::equal_to<>> directories_; ///< existing files below each
    std::vector<std::string> roots_;
};

} // namespace modal_lsp::workspace
