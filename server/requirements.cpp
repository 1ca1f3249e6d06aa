#include "server/requirements.hpp"

#include "analysis/workspace/path.hpp"
#include "server/folders_up.hpp"
#include "server/toml.hpp"

#include <algorithm>
#include <iterator>

namespace modal_lsp::server {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{1} * 1024 * 1024;
constexpr std::size_t kMostRequirements = 500;
constexpr std::string_view kText = "requirements.txt", kProject = "pyproject.toml";

bool is_requirement(std::string_view line) {
    const char first = line.empty() ? ' ' : line.front();
    const bool named = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    return named && line.find("://") == std::string_view::npos && line.find('@') == std::string_view::npos;
}

/// Without comment, marker and blanks around.
std::string_view trimmed(std::string_view line) {
    line = line.substr(0, line.find_first_of("#;"));
    const auto begin = std::min(line.find_first_not_of(" \t\r"), line.size());
    line.remove_prefix(begin);
    return line.substr(0, line.find_last_not_of(" \t\r\\") + 1);
}

void add(std::vector<std::string>& found, std::string_view line) {
    line = trimmed(line);
    if (is_requirement(line) && found.size() < kMostRequirements) found.emplace_back(line);
}

const Setting* member(const Setting* table, std::string_view key) {
    if (table == nullptr) return nullptr;
    const auto found = std::ranges::find(table->items, key, &Setting::key);
    return found == table->items.end() ? nullptr : &*found;
}

void add_list(std::vector<std::string>& found, const Setting* list) {
    if (list == nullptr || list->kind != Setting::Kind::list) return;
    for (const Setting& item : list->items)
        if (item.kind == Setting::Kind::text) add(found, item.text);
}

} // namespace

std::vector<std::string> requirements_in_text(std::string_view text) {
    std::vector<std::string> found;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        add(found, text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return found;
}

std::vector<std::string> requirements_in_pyproject(std::string_view text) {
    std::vector<std::string> found;
    const auto read = parse_toml(text);
    if (!read) return found;
    const Setting* project = member(&*read, "project");
    add_list(found, member(project, "dependencies"));
    for (const Setting* groups :
         {member(project, "optional-dependencies"), member(&*read, "dependency-groups")})
        if (groups != nullptr)
            for (const Setting& group : groups->items)
                add_list(found, &group);
    if (const Setting* poetry = member(member(member(&*read, "tool"), "poetry"), "dependencies"))
        for (const Setting& each : poetry->items)
            if (each.key != "python") add(found, each.key);
    return found;
}

std::vector<std::string> Requirements::find(const std::string& folder, const std::string& top) {
    for (const std::string& at : folders_up(folder, top)) {
        auto known = folders_.find(at);
        if (known == folders_.end()) known = folders_.emplace(at, read_folder(at)).first;
        if (!known->second.empty()) return known->second;
    }
    return {};
}

bool Requirements::forget(std::string_view path) {
    const std::string_view name = workspace::file_name_of(path);
    const auto known = folders_.find(workspace::parent_of(path));
    if ((name != kText && name != kProject) || known == folders_.end()) return false;
    auto now = read_folder(known->first);
    const bool changed = now != known->second;
    known->second = std::move(now);
    return changed;
}

std::vector<std::string> Requirements::read_folder(const std::string& folder) const {
    std::vector<std::string> found;
    const auto add_file = [&](std::string_view name, auto read) {
        const std::string path = workspace::join(folder, name);
        const auto status = files_->status(path);
        if (!status || status->kind != workspace::EntryKind::file) return;
        const auto text = files_->read(path, kMostBytes);
        if (text) std::ranges::move(read(*text), std::back_inserter(found));
    };
    add_file(kText, requirements_in_text);
    add_file(kProject, requirements_in_pyproject);
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    return found;
}

} // namespace modal_lsp::server
