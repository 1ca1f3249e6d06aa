#include "analysis/workspace/path_rules.hpp"

#include "analysis/workspace/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace modal_lsp::workspace {

namespace {

/// A file of patterns larger than this was not written by hand, and each pattern is tried on each path.
constexpr std::uint64_t kMaxIgnoreFileBytes = std::uint64_t{256} * 1024;

constexpr std::array<std::string_view, 19> kLeftOut{
    ".cache",      ".direnv",       ".eggs",         ".git", ".hg",  ".idea", ".mypy_cache",
    ".nox",        ".pytest_cache", ".ruff_cache",   ".svn", ".tox", ".venv", ".vscode-test",
    "__pycache__", "node_modules",  "site-packages", "venv", ".pyre"};

const DirectoryEntry* find(const std::vector<DirectoryEntry>& entries, std::string_view name) {
    const auto found = std::ranges::find(entries, name, &DirectoryEntry::name);
    return found == entries.end() ? nullptr : &*found;
}

std::string child(const std::string& directory, std::string_view name) {
    return fmt::format("{}{}{}", directory, directory.ends_with('/') ? "" : "/", name);
}

std::string_view first_line(std::string_view text) {
    const auto line = text.substr(0, text.find_first_of("\r\n"));
    return line.substr(0, line.find_last_not_of(' ') + 1);
}

} // namespace

bool is_left_out_by_name(std::string_view directory_name) {
    return std::ranges::find(kLeftOut, directory_name) != kLeftOut.end() ||
           directory_name.ends_with(".egg-info");
}

PathRules::PathRules(const FileSystem& files, std::string root, const DiscoverOptions& options)
    : files_(files), root_(std::move(root)), respect_gitignore_(options.respect_gitignore) {
    for (const auto& entry : options.exclude) {
        std::string lines;
        for (const auto& pattern : entry.patterns)
            lines.append(pattern).append(1, '\n');
        exclude_.push_back(
            {.directory = entry.directory, .file = IgnoreFile::parse(lines), .above = nullptr});
    }
}

Verdict PathRules::excluded(const IgnoreQuery& query) const {
    for (auto scope = exclude_.rbegin(); scope != exclude_.rend(); ++scope) {
        if (query.path == scope->directory || !is_inside(query.path, scope->directory)) continue;
        const auto verdict = verdict_of(&*scope, query);
        if (verdict != Verdict::none) return verdict;
    }
    return Verdict::none;
}

bool PathRules::leaves_out(const IgnoreScope* scope, std::string_view path, EntryKind kind,
                           bool symlink) const {
    const IgnoreQuery query(path, kind == EntryKind::directory && !symlink);
    if (const auto verdict = excluded(query); verdict != Verdict::none) return verdict == Verdict::ignored;
    if (kind == EntryKind::directory && is_left_out_by_name(query.name)) return true;
    return verdict_of(scope, query) == Verdict::ignored;
}

IgnoreScopePtr PathRules::with_file(const std::string& file, const std::string& directory,
                                    IgnoreScopePtr above, std::vector<Note>& notes) const {
    auto text = files_.read(file, kMaxIgnoreFileBytes);
    if (!text) {
        notes.push_back({.kind = Note::Kind::unreadable_ignore_file,
                         .path = file,
                         .message = fmt::format("ignore file not obeyed: {}", text.error())});
        return above;
    }
    auto patterns = IgnoreFile::parse(*text);
    if (patterns.empty()) return above;
    return std::make_shared<const IgnoreScope>(
        IgnoreScope{.directory = directory, .file = std::move(patterns), .above = std::move(above)});
}

/// In a linked worktree or a submodule ".git" is a file that names the real directory, which in turn may name
/// the one that all worktrees share (gitrepository-layout(5)).
std::string PathRules::git_directory(const std::string& dot_git) const {
    constexpr std::string_view kKey = "gitdir: ";
    constexpr std::uint64_t kMaxBytes = 8192;
    const auto text = files_.read(dot_git, kMaxBytes);
    if (!text || !text->starts_with(kKey)) return dot_git;
    auto directory = join(parent_of(dot_git), first_line(std::string_view(*text).substr(kKey.size())));
    if (const auto common = files_.read(child(directory, "commondir"), kMaxBytes))
        directory = join(directory, first_line(*common));
    return directory;
}

std::optional<IgnoreScopePtr> PathRules::enter(const std::string& directory,
                                               const std::vector<DirectoryEntry>& entries,
                                               IgnoreScopePtr above, std::vector<Note>& notes) const {
    if (directory != root_ && find(entries, "pyvenv.cfg") != nullptr) {
        if (excluded(IgnoreQuery(directory, true)) != Verdict::included) return std::nullopt;
    }
    if (!respect_gitignore_) return above;
    if (const auto* git = find(entries, ".git"); git != nullptr && git->kind != EntryKind::other) {
        above = nullptr;
        const auto dot_git = child(directory, ".git");
        const auto real = git->kind == EntryKind::file ? git_directory(dot_git) : dot_git;
        const auto exclude = child(real, "info/exclude");
        const auto status = files_.status(exclude);
        if (status && status->kind == EntryKind::file) above = with_file(exclude, directory, nullptr, notes);
    }
    // Git does not follow a .gitignore that is a link (gitignore(5), "NOTES").
    const auto* ignore = find(entries, ".gitignore");
    if (ignore == nullptr || ignore->kind != EntryKind::file || ignore->symlink) return above;
    return with_file(child(directory, ".gitignore"), directory, std::move(above), notes);
}

IgnoreScopePtr PathRules::above_root(std::vector<Note>& notes) const {
    if (!respect_gitignore_ || root_ == "/" || files_.status(child(root_, ".git"))) return nullptr;
    std::vector<std::string> ancestors; // from the root's parent up to the repository's top
    bool repository = false;
    for (std::string at(parent_of(root_));; at = parent_of(at)) {
        ancestors.push_back(at);
        repository = files_.status(child(at, ".git")).has_value();
        if (repository || at == "/") break;
    }
    if (!repository) return nullptr;
    IgnoreScopePtr scope;
    for (std::size_t i = ancestors.size(); i-- > 0;) {
        const auto entries = files_.list(ancestors[i]);
        if (entries) scope = enter(ancestors[i], *entries, scope, notes).value_or(scope);
        const auto& below = i == 0 ? root_ : ancestors[i - 1];
        if (verdict_of(scope.get(), IgnoreQuery(below, true)) == Verdict::ignored) return nullptr;
    }
    return scope;
}

} // namespace modal_lsp::workspace
