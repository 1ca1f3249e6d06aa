#pragma once
#include "analysis/workspace/glob.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::workspace {

/// What patterns say about a path. `included` comes from a pattern with "!".
enum class Verdict : std::uint8_t { none, ignored, included };

/// A path to be judged, split once for many patterns. Borrows the path.
struct IgnoreQuery {
    std::string_view path; ///< absolute
    std::string_view name; ///< its last component
    /// A real directory; a link to one is not, as for git.
    bool directory = false;

    IgnoreQuery(std::string_view absolute_path, bool is_directory);
};

/// The patterns of one ignore file (gitignore(5)), relative to the directory that they speak about.
class IgnoreFile {
  public:
    IgnoreFile() = default;

    /// Takes any bytes. A line that git would make no sense of matches nothing, as with git.
    [[nodiscard]] static IgnoreFile parse(std::string_view text);

    /// What the last pattern that matches says. `relative_path` is relative to the file's directory, `name`
    /// its last component. Looks only at this path: that a directory above it is ignored is for the caller to
    /// know.
    [[nodiscard]] Verdict verdict(std::string_view relative_path, std::string_view name,
                                  bool directory) const;

    [[nodiscard]] bool empty() const { return patterns_.empty(); }

  private:
    /// What to compare with what; the first three look at the name alone.
    enum class Kind : std::uint8_t { name, name_start, name_end, name_glob, path, path_glob };

    struct Pattern {
        Kind kind = Kind::name;
        bool negated = false;
        bool directories_only = false;
        std::string literal;      // in front of the glob, if there is one
        std::optional<Glob> glob; // of what follows `literal`

        [[nodiscard]] bool matches(std::string_view relative_path, std::string_view name) const;
    };

    static std::optional<Pattern> parse_line(std::string_view line);

    std::vector<Pattern> patterns_;
};

/// An ignore file in force in a directory, on top of those further up. Immutable, shared between directories.
struct IgnoreScope {
    std::string directory; ///< absolute; what the file's patterns are relative to
    IgnoreFile file;
    std::shared_ptr<const IgnoreScope> above; ///< asked when `file` says nothing; may be null
};

using IgnoreScopePtr = std::shared_ptr<const IgnoreScope>;

/// The nearest file that says something decides. Every scope's directory must be above the path; null says
/// nothing.
[[nodiscard]] Verdict verdict_of(const IgnoreScope* scope, const IgnoreQuery& query);

} // namespace modal_lsp::workspace
