#include "analysis/workspace/ignore.hpp"

#include "analysis/workspace/path.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::workspace {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kSpecial = "*?[\\";

/// Spaces at the end do not count, unless a backslash stands before them. Tabs do count.
std::string_view without_trailing_spaces(std::string_view line) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == ' ') continue;
        if (line[i] == '\\') ++i;
        if (i == line.size()) return line;
        kept = i + 1;
    }
    return line.substr(0, kept);
}

} // namespace

IgnoreQuery::IgnoreQuery(std::string_view absolute_path, bool is_directory)
    : path(absolute_path), name(file_name_of(absolute_path)), directory(is_directory) {}

std::optional<IgnoreFile::Pattern> IgnoreFile::parse_line(std::string_view line) {
    if (line.starts_with('#')) return std::nullopt;
    line = without_trailing_spaces(line);
    Pattern pattern;
    if (line.starts_with('!')) {
        pattern.negated = true;
        line.remove_prefix(1);
    }
    if (line.ends_with('/')) {
        pattern.directories_only = true;
        line.remove_suffix(1);
    }
    const bool name_only = line.find('/') == std::string_view::npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    if (line.empty()) return std::nullopt;

    const auto special = std::min(line.find_first_of(kSpecial), line.size());
    const auto after_star = line.substr(std::min(special + 1, line.size()));
    const bool lone_star = special < line.size() && line[special] == '*' &&
                           after_star.find_first_of(kSpecial) == std::string_view::npos;
    if (special == line.size()) {
        pattern.kind = name_only ? Kind::name : Kind::path;
        pattern.literal = line;
    } else if (name_only && lone_star && special == 0) {
        pattern.kind = Kind::name_end;
        pattern.literal = after_star;
    } else if (name_only && lone_star && after_star.empty()) {
        pattern.kind = Kind::name_start;
        pattern.literal = line.substr(0, special);
    } else {
        // Git compiles only what follows the literal start, so that in "x/a**" the stars are a whole
        // component.
        pattern.kind = name_only ? Kind::name_glob : Kind::path_glob;
        pattern.literal = line.substr(0, special);
        pattern.glob.emplace(line.substr(special));
    }
    return pattern;
}

IgnoreFile IgnoreFile::parse(std::string_view text) {
    IgnoreFile file;
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = std::min(text.find('\n', at), text.size());
        auto line = text.substr(at, end - at);
        at = end + 1;
        if (line.ends_with('\r')) line.remove_suffix(1);
        line = line.substr(0, line.find('\0')); // git's lines are C strings
        if (auto pattern = parse_line(line)) file.patterns_.push_back(std::move(*pattern));
    }
    return file;
}

bool IgnoreFile::Pattern::matches(std::string_view relative_path, std::string_view name) const {
    switch (kind) {
    case Kind::name: return name == literal;
    case Kind::name_start: return name.starts_with(literal);
    case Kind::name_end: return name.ends_with(literal);
    case Kind::name_glob: return name.starts_with(literal) && glob->matches(name.substr(literal.size()));
    case Kind::path: return relative_path == literal;
    case Kind::path_glob:
        return relative_path.starts_with(literal) && glob->matches(relative_path.substr(literal.size()));
    }
    return false;
}

Verdict IgnoreFile::verdict(std::string_view relative_path, std::string_view name, bool directory) const {
    for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
        if (pattern->directories_only && !directory) continue;
        if (pattern->matches(relative_path, name))
            return pattern->negated ? Verdict::included : Verdict::ignored;
    }
    return Verdict::none;
}

Verdict verdict_of(const IgnoreScope* scope, const IgnoreQuery& query) {
    for (; scope != nullptr; scope = scope->above.get()) {
        const auto start = scope->directory.size() + (scope->directory.ends_with('/') ? 0 : 1);
        const auto verdict = scope->file.verdict(query.path.substr(start), query.name, query.directory);
        if (verdict != Verdict::none) return verdict;
    }
    return Verdict::none;
}

} // namespace modal_lsp::workspace
