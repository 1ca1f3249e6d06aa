#pragma once
#include "analysis/workspace/snapshot.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::answers {

using workspace::FileId;

/// A stretch of a file of the workspace.
struct Location {
    FileId file{};
    text::ByteRange range;
    friend auto operator<=>(const Location&, const Location&) = default;
};

/// How many leading folders two absolute paths share.
[[nodiscard]] std::size_t shared_folders(std::string_view a, std::string_view b);

/// Orders files by how near they are to one that asks: itself first, then by folders shared, then by path.
class Nearness {
  public:
    Nearness(const workspace::Snapshot& snapshot, FileId asking) : snapshot_(&snapshot), asking_(asking) {}

    /// True when `a` is nearer than `b`.
    [[nodiscard]] bool operator()(FileId a, FileId b) const;
    /// Larger is nearer; files with one number are equally near.
    [[nodiscard]] std::size_t of(FileId file) const;

  private:
    const workspace::Snapshot* snapshot_;
    FileId asking_;
};

/// Nearest first; keeps the order within one file.
template <class T, class FileOf>
void sort_by_nearness(std::vector<T>& list, const workspace::Snapshot& snapshot, FileId asking,
                      FileOf file_of) {
    const Nearness nearer(snapshot, asking);
    std::ranges::stable_sort(list, [&](const T& a, const T& b) { return nearer(file_of(a), file_of(b)); });
}

/// The path as people say it: relative to the workspace root around it, absolute when there is none.
[[nodiscard]] std::string shown_path(const workspace::Snapshot& snapshot, FileId file);

} // namespace modal_lsp::answers
