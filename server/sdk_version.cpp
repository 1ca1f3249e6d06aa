#include "server/sdk_version.hpp"

#include "analysis/workspace/path.hpp"
#include "server/folders_up.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::server {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{16} * 1024 * 1024;
constexpr std::array<std::string_view, 5> kSources = {"uv.lock", "poetry.lock", "pdm.lock",
                                                      "requirements.txt", "pyproject.toml"};
constexpr std::span kLocks = std::span(kSources).first<3>();
constexpr std::span kRequirements = std::span(kSources).last<2>();
constexpr std::string_view kPackage = "modal";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view skip_blanks(std::string_view text) {
    const auto at = text.find_first_not_of(" \t");
    return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

/// The version that the text begins with; empty when it begins with none.
std::string version_at(std::string_view text) {
    const auto end = std::ranges::find_if(text, [](char c) { return !is_digit(c) && c != '.'; });
    std::string version(text.begin(), end);
    while (version.ends_with('.'))
        version.pop_back();
    return version;
}

/// What a specifier such as "==1.2.3" or ">=1.0,<2" begins at, when it bounds from above.
std::optional<std::string> least_of(std::string_view specifier) {
    std::optional<std::string> least;
    bool bounded = false;
    for (specifier = skip_blanks(specifier); !specifier.empty();) {
        const auto operator_end = specifier.find_first_not_of("=<>~^!");
        if (operator_end == 0 && !is_digit(specifier.front())) break;
        const std::string_view op = specifier.substr(0, std::min(operator_end, specifier.size()));
        specifier = skip_blanks(specifier.substr(op.size()));
        const std::string version = version_at(specifier);
        if (version.empty()) break;
        if (op == "<" || op == "<=")
            bounded = true;
        else if (op != "!=" && op != ">" && !least)
            least = version;
        bounded = bounded || op.empty() || op == "==" || op == "===" || op == "~=" || op == "^" || op == "~";
        const auto next = specifier.find_first_of(",;#\"'\n");
        if (next == std::string_view::npos || specifier[next] != ',') break;
        specifier = skip_blanks(specifier.substr(next + 1));
    }
    return bounded ? least : std::nullopt;
}

/// What follows the package's name where a requirement begins with it; extras are left out.
std::optional<std::string_view> specifier_after_name(std::string_view text) {
    if (!text.starts_with(kPackage)) return std::nullopt;
    text = skip_blanks(text.substr(kPackage.size()));
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        text = skip_blanks(text.substr(end + 1));
    }
    return text;
}

/// One line of a requirements.txt, or of a pyproject.toml.
std::optional<std::string> required_by_line(std::string_view line) {
    line = skip_blanks(line);
    for (std::size_t at = 0; at < line.size(); ++at) {
        const bool begins = at == 0 || line[at - 1] == '"' || line[at - 1] == '\'';
        if (!begins) continue;
        const auto rest = specifier_after_name(line.substr(at));
        if (!rest) continue;
        if (const auto least = least_of(*rest)) return least;
        // `modal = "^1.0"` of poetry.
        std::string_view value = skip_blanks(*rest);
        if (at != 0 || !value.starts_with('=')) continue;
        value = skip_blanks(value.substr(1));
        if (!value.empty() && (value.front() == '"' || value.front() == '\''))
            return least_of(value.substr(1));
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> locked_version(std::string_view text) {
    constexpr std::string_view kName = "\nname = \"modal\"", kVersion = "\nversion = \"";
    const auto name = text.find(kName);
    if (name == std::string_view::npos) return std::nullopt;
    std::string_view entry = text.substr(name + kName.size());
    entry = entry.substr(0, entry.find("\n[["));
    const auto version = entry.find(kVersion);
    if (version == std::string_view::npos) return std::nullopt;
    const std::string found = version_at(entry.substr(version + kVersion.size()));
    return found.empty() ? std::nullopt : std::optional(found);
}

std::optional<std::string> required_version(std::string_view text) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (auto found = required_by_line(text.substr(0, end))) return found;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return std::nullopt;
}

std::span<const std::string_view> SdkVersions::sources() {
    return kSources;
}

bool SdkVersions::is_source(std::string_view path) {
    return std::ranges::find(kSources, workspace::file_name_of(path)) != kSources.end();
}

std::optional<std::string> SdkVersions::find(const std::string& folder, const std::string& top) {
    for (const std::string& at : folders_up(folder, top)) {
        auto known = folders_.find(at);
        if (known == folders_.end()) known = folders_.emplace(at, read_folder(at)).first;
        if (known->second) return known->second;
    }
    return std::nullopt;
}

bool SdkVersions::forget(std::string_view path) {
    if (!is_source(path)) return false;
    const auto known = folders_.find(workspace::parent_of(path));
    if (known == folders_.end()) return false;
    const auto before = known->second;
    const std::string folder = known->first;
    folders_.erase(known);
    return folders_.emplace(folder, read_folder(folder)).first->second != before;
}

std::optional<std::string> SdkVersions::read_folder(const std::string& folder) {
    for (const std::string_view name : kLocks)
        if (const auto text = read_file(workspace::join(folder, name)))
            if (auto version = locked_version(*text)) return version;
    if (const auto& package = environments_->in_folder(folder)) return version_at(package->version);
    for (const std::string_view name : kRequirements)
        if (const auto text = read_file(workspace::join(folder, name)))
            if (auto version = required_version(*text)) return version;
    return std::nullopt;
}

std::optional<std::string> SdkVersions::read_file(const std::string& path) const {
    const auto status = files_->status(path);
    if (!status || status->kind != workspace::EntryKind::file) return std::nullopt;
    auto text = files_->read(path, kMostBytes);
    return text ? std::optional(*std::move(text)) : std::nullopt;
}

} // namespace modal_lsp::server
