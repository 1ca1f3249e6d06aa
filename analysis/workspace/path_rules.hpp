#pragma once
#include "analysis/workspace/ignore.hpp"
#include "analysis/workspace/io.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::workspace {

/// Patterns from a configuration, in gitignore syntax, that speak about what lies below `directory`.
struct ExcludePatterns {
    std::string directory; ///< absolute, normalized
    std::vector<std::string> patterns;
};

/// What a walk looks for and what it leaves out.
struct DiscoverOptions {
    /// Obey .gitignore and .git/info/exclude, up to the top of the repository that the root lies in.
    bool respect_gitignore = true;
    /// Stronger than every ignore file and than the built-in names: "!venv" brings a directory back. The last
    /// pattern that matches decides.
    std::vector<ExcludePatterns> exclude;
    /// Names of files to report beside the Python files, even if an ignore file names them.
    std::vector<std::string> configuration_names{"pyproject.toml", "modal-lsp.toml", ".python-version",
                                                 "setup.py", "setup.cfg"};
    std::size_t max_files = 100000;
    /// Ends the walk of a home directory or of "/" that holds few Python files.
    std::size_t max_directories = 200000;
    /// Asked before each directory; true ends the walk. May be empty.
    std::function<bool()> stop;
};

/// Something about a walk that its reader should know.
struct Note {
    enum class Kind : std::uint8_t {
        too_many_files,
        too_many_directories,
        unreadable_directory,
        unreadable_ignore_file,
        link_not_followed, ///< to a directory that is outside the root or left out
        loop_skipped,      ///< a directory that was already walked under another path
        more,              ///< further notes were dropped
    };
    Kind kind = Kind::more;
    std::string path;    ///< absolute
    std::string message; ///< a sentence that names the path
};

/// True for directory names that never hold a project's own code: ".git", "venv", "node_modules" ...
[[nodiscard]] bool is_left_out_by_name(std::string_view directory_name);

/// Decides what belongs to the project below a root; used by the walk and by the judgement of single paths,
/// so that the two cannot differ. Reads ignore files through the file system, which must outlive it; keeps
/// nothing.
class PathRules {
  public:
    PathRules(const FileSystem& files, std::string root, const DiscoverOptions& options);

    /// What is in force in the root's parent. Ignore files above the root that would leave out the root
    /// itself are not obeyed: the user opened it.
    [[nodiscard]] IgnoreScopePtr above_root(std::vector<Note>& notes) const;

    /// What is in force in a directory, from what is in force above it; nullopt when it is a virtual
    /// environment. A repository of its own starts anew.
    [[nodiscard]] std::optional<IgnoreScopePtr> enter(const std::string& directory,
                                                      const std::vector<DirectoryEntry>& entries,
                                                      IgnoreScopePtr above, std::vector<Note>& notes) const;

    /// Whether an entry of a directory where `scope` is in force is left out.
    [[nodiscard]] bool leaves_out(const IgnoreScope* scope, std::string_view path, EntryKind kind,
                                  bool symlink) const;

    [[nodiscard]] const std::string& root() const { return root_; }

  private:
    [[nodiscard]] Verdict excluded(const IgnoreQuery& query) const;
    [[nodiscard]] IgnoreScopePtr with_file(const std::string& file, const std::string& directory,
                                           IgnoreScopePtr above, std::vector<Note>& notes) const;
    [[nodiscard]] std::string git_directory(const std::string& dot_git) const;

    const FileSystem& files_;
    std::string root_;
    bool respect_gitignore_;
    std::vector<IgnoreScope> exclude_;
};

} // namespace modal_lsp::workspace
