#include "analysis/workspace/path_filter.hpp"

#include "analysis/workspace/path.hpp"

#include <utility>

namespace modal_lsp::workspace {

namespace {

/// Directories to remember. A client may ask about any path, so this must end somewhere.
constexpr std::size_t kMaxStates = 100000;

} // namespace

PathFilter::PathFilter(const FileSystem& files, const std::string& root, const DiscoverOptions& options)
    : files_(files), rules_(files, normalized_path(root), options) {}

bool PathFilter::is_ignored(std::string_view path, EntryKind kind) {
    const auto whole = normalized_path(path);
    if (whole == rules_.root()) return false;
    if (!is_inside(whole, rules_.root())) return true;
    if (states_.size() > kMaxStates) clear();
    const auto& state = state_of(std::string(parent_of(whole)));
    return !state || rules_.leaves_out(state->get(), whole, kind, false);
}

const PathFilter::State& PathFilter::state_of(const std::string& directory) {
    // From the nearest directory that is known, or from the root, down: no recursion over a client's path.
    std::vector<std::string> unknown;
    for (std::string at = directory; !states_.contains(at); at = parent_of(at)) {
        unknown.push_back(at);
        if (at == rules_.root()) break;
    }
    while (!unknown.empty()) {
        states_.emplace(unknown.back(), judge_directory(unknown.back()));
        unknown.pop_back();
    }
    return states_.at(directory);
}

PathFilter::State PathFilter::judge_directory(const std::string& directory) {
    std::vector<Note> notes; // the walk has already told them
    IgnoreScopePtr above;
    if (directory == rules_.root()) {
        if (!above_root_) above_root_ = rules_.above_root(notes);
        above = *above_root_;
    } else {
        const auto& parent = states_.at(std::string(parent_of(directory)));
        if (!parent || rules_.leaves_out(parent->get(), directory, EntryKind::directory, false))
            return std::nullopt;
        above = *parent;
    }
    const auto entries = files_.list(directory);
    if (!entries) return above; // a directory yet to be made
    return rules_.enter(directory, *entries, std::move(above), notes);
}

bool PathFilter::file_changed(std::string_view path) {
    constexpr std::string_view kExclude = "/.git/info/exclude";
    const auto whole = normalized_path(path);
    const auto name = file_name_of(whole);
    if (whole.ends_with(kExclude)) {
        forget(std::string_view(whole).substr(0, whole.size() - kExclude.size()));
        return true;
    }
    if (name != ".gitignore" && name != "pyvenv.cfg" && name != ".git") return false;
    forget(parent_of(whole));
    return true;
}

void PathFilter::forget(std::string_view directory) {
    if (is_inside(rules_.root(), directory)) {
        clear();
        return;
    }
    if (const auto own = states_.find(directory); own != states_.end()) states_.erase(own);
    // '0' follows '/', so that this is everything that starts with the directory and a '/'.
    const std::string begin = std::string(directory) + '/';
    const std::string end = std::string(directory) + '0';
    states_.erase(states_.lower_bound(begin), states_.lower_bound(end));
}

void PathFilter::clear() {
    states_.clear();
    above_root_.reset();
}

} // namespace modal_lsp::workspace
