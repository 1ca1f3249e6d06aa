#pragma once
#include "analysis/workspace/index.hpp"

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace modal_lsp::testing {

/// A workspace in memory, indexed. Paths are relative to its root. Every `$0` is taken out of the texts and
/// marks a cursor.
class Project {
  public:
    static constexpr std::string_view kRoot = "/project";

    struct Cursor {
        workspace::FileId file{};
        text::ByteOffset at;
    };

    using Files = std::initializer_list<std::pair<std::string, std::string>>;

    /// Reads all files and commits until no model asks for more.
    explicit Project(Files files, const Config& config = {}, bool complete = true);
    Project(const Project&) = delete;
    Project& operator=(const Project&) = delete;

    /// Replaces one file, or adds it, as an editor would.
    void edit(std::string_view path, std::string text);

    [[nodiscard]] const workspace::Snapshot& snapshot() const { return index_.snapshot(); }

    [[nodiscard]] workspace::WorkspaceIndex& index() { return index_; }

    /// The first cursor of the project; a failed test when there is none.
    [[nodiscard]] Cursor cursor() const;

    /// All cursors, in the order of the files and of their texts.
    [[nodiscard]] const std::vector<Cursor>& cursors() const { return cursors_; }

    [[nodiscard]] workspace::FileId file(std::string_view path) const;
    /// Relative to the root.
    [[nodiscard]] std::string path(workspace::FileId file) const;
    /// The text without its cursors.
    [[nodiscard]] std::string_view text(workspace::FileId file) const;
    [[nodiscard]] std::string_view text(workspace::FileId file, text::ByteRange range) const;
    /// Byte range of the only place where a file says this; a failed test when there is none or another.
    [[nodiscard]] text::ByteRange find(std::string_view path, std::string_view needle) const;

  private:
    void put(const std::string& path, std::string text);
    void commit();

    workspace::WorkspaceIndex index_;
    std::shared_ptr<const Config> config_;
    std::vector<Cursor> cursors_;
};

} // namespace modal_lsp::testing
