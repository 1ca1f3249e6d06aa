#include "analysis/workspace/discover.hpp"

#include "analysis/commands/host.hpp"
#include "analysis/workspace/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace modal_lsp::workspace {

namespace {

constexpr std::size_t kMaxNotesOfAKind = 10;

struct Pending {
    std::string directory;
    IgnoreScopePtr above;
};

/// Depth first with a stack of its own: the depth of a tree is not ours to limit.
class Walk {
  public:
    Walk(const FileSystem& files, const PathRules& rules, const DiscoverOptions& options)
        : files_(files), rules_(rules), options_(options) {}

    Discovery run() && {
        pending_.push_back({.directory = rules_.root(), .above = rules_.above_root(notes_)});
        while (!pending_.empty() && out_.complete) {
            const auto next = std::move(pending_.back());
            pending_.pop_back();
            if (options_.stop && options_.stop())
                out_.complete = false;
            else
                walk(next);
        }
        note_links();
        std::ranges::sort(out_.python_files);
        std::ranges::sort(out_.command_files);
        std::ranges::sort(out_.configuration_files);
        keep_few_notes();
        return std::move(out_);
    }

  private:
    void walk(const Pending& at) {
        if (out_.directories == options_.max_directories) {
            give_up(Note::Kind::too_many_directories, at.directory, options_.max_directories, "directories");
            return;
        }
        auto entries = files_.list(at.directory);
        if (!entries) {
            note(Note::Kind::unreadable_directory, at.directory, entries.error());
            return;
        }
        if (!first_visit(at.directory)) {
            note(Note::Kind::loop_skipped, at.directory,
                 fmt::format("\"{}\" is a directory that was already walked under another path",
                             at.directory));
            return;
        }
        const auto scope = rules_.enter(at.directory, *entries, at.above, notes_);
        if (!scope) return;
        ++out_.directories;
        std::ranges::sort(*entries, {}, &DirectoryEntry::name);
        const auto first_new = static_cast<std::ptrdiff_t>(pending_.size());
        for (const auto& entry : *entries) {
            if (!out_.complete) return;
            path_.assign(at.directory);
            if (!path_.ends_with('/')) path_ += '/';
            path_ += entry.name;
            visit(entry, *scope);
        }
        std::reverse(pending_.begin() + first_new, pending_.end());
    }

    void visit(const DirectoryEntry& entry, const IgnoreScopePtr& scope) {
        if (entry.kind == EntryKind::directory) {
            if (rules_.leaves_out(scope.get(), path_, entry.kind, entry.symlink)) return;
            if (entry.symlink)
                links_.push_back(path_);
            else
                pending_.push_back({.directory = path_, .above = scope});
            return;
        }
        if (entry.kind != EntryKind::file) return;
        const auto& names = options_.configuration_names;
        if (std::ranges::find(names, entry.name) != names.end()) out_.configuration_files.push_back(path_);
        const bool python = entry.name.ends_with(".py");
        if (!python && !commands::host_of(path_)) return;
        if (rules_.leaves_out(scope.get(), path_, entry.kind, entry.symlink)) return;
        if (!python) {
            // Without them less can be said; what is said stays right.
            if (out_.command_files.size() < options_.max_files) out_.command_files.push_back(path_);
            return;
        }
        if (out_.python_files.size() == options_.max_files) {
            give_up(Note::Kind::too_many_files, rules_.root(), options_.max_files, "Python files");
            return;
        }
        out_.python_files.push_back(path_);
    }

    bool first_visit(const std::string& directory) {
        const auto status = files_.status(directory);
        return !status || visited_.emplace(status->device, status->inode).second;
    }

    void give_up(Note::Kind kind, const std::string& path, std::size_t limit, std::string_view what) {
        out_.complete = false;
        note(kind, path,
             fmt::format("more than {} {} in \"{}\", the rest is not indexed", limit, what, rules_.root()));
    }

    void note(Note::Kind kind, const std::string& path, std::string message) {
        notes_.push_back({.kind = kind, .path = path, .message = std::move(message)});
    }

    /// After the walk, since only then it is known what was walked under its own path.
    void note_links() {
        if (!out_.complete) return;
        for (const auto& link : links_) {
            const auto status = files_.status(link);
            if (!status || visited_.contains({status->device, status->inode})) continue;
            note(Note::Kind::link_not_followed, link,
                 fmt::format("link \"{}\" leads out of what is indexed, not followed", link));
        }
    }

    void keep_few_notes() {
        std::map<Note::Kind, std::size_t> counts;
        std::size_t dropped = 0;
        for (auto& entry : notes_) {
            if (counts[entry.kind]++ < kMaxNotesOfAKind)
                out_.notes.push_back(std::move(entry));
            else
                ++dropped;
        }
        if (dropped == 0) return;
        out_.notes.push_back({.kind = Note::Kind::more,
                              .path = rules_.root(),
                              .message = fmt::format("{} further notes of the same kinds", dropped)});
    }

    const FileSystem& files_;
    const PathRules& rules_;
    const DiscoverOptions& options_;
    Discovery out_;
    std::vector<Note> notes_;
    std::vector<Pending> pending_;
    std::vector<std::string> links_;
    std::set<std::pair<std::uint64_t, std::uint64_t>> visited_;
    std::string path_; // of the entry at hand; one buffer for all
};

} // namespace

Discovery discover(const FileSystem& files, const std::string& root, const DiscoverOptions& options) {
    const auto top = normalized_path(root);
    const auto status = files.status(top);
    if (status && status->kind == EntryKind::file) {
        Discovery out;
        out.python_files.push_back(top);
        return out;
    }
    const PathRules rules(files, top, options);
    return Walk(files, rules, options).run();
}

std::vector<std::string> files_to_read(const Discovery& found) {
    std::vector<std::string> out;
    std::ranges::merge(found.python_files, found.command_files, std::back_inserter(out));
    return out;
}

} // namespace modal_lsp::workspace
