#pragma once
#include "analysis/workspace/io.hpp"
#include "analysis/workspace/path_rules.hpp"

#include <string>
#include <vector>

namespace modal_lsp::workspace {

/// What a walk found. All paths are absolute and sorted by bytes; each occurs once.
struct Discovery {
    std::vector<std::string> python_files;  ///< *.py
    std::vector<std::string> command_files; ///< others that command lines may stand in: see commands::host_of
    std::vector<std::string> configuration_files; ///< those that DiscoverOptions names
    std::vector<Note> notes;                      ///< at most a few dozen
    std::size_t directories = 0;                  ///< walked
    bool complete = true;                         ///< false when a limit was hit or the walk was stopped
};

/// Walks what lies below `root` (absolute; normalized here), in the order of names, so that a limit always
/// drops the same files. A root that is a file gives that file, whatever its name; one that is neither gives
/// a note.
///
/// Links to files are listed. Links to directories are not followed: a directory of the project is walked
/// under its own path, and anything else lies outside the root or was left out. Hence no loops, and never
/// above the root.
[[nodiscard]] Discovery discover(const FileSystem& files, const std::string& root,
                                 const DiscoverOptions& options);

/// The files whose text is read, Python and others, sorted.
[[nodiscard]] std::vector<std::string> files_to_read(const Discovery& found);

} // namespace modal_lsp::workspace
