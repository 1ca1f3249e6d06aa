#include "analysis/rules/comment_lines.hpp"
#include "analysis/rules/suppressions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace modal_lsp::rules {

using text::ByteRange;
using text::Document;

namespace {

/// Adds to a list: `[a]` to `[a, b]`.
text::Edit extend(const Suppression& suppression, const Rule& rule) {
    if (suppression.names.empty()) return {suppression.list, std::string(rule.name)};
    const auto behind = suppression.names.back().range.end;
    return {{behind, behind}, fmt::format(", {}", rule.name)};
}

/// A list that another name can be added to.
const Suppression* extensible(const std::vector<Suppression>& suppressions, bool whole_file, LineSpan lines) {
    const auto found = std::ranges::find_if(suppressions, [&](const Suppression& suppression) {
        const bool listed = !suppression.everything && suppression.problem.empty();
        const bool here = lines.first <= suppression.first_line && suppression.last_line <= lines.last;
        return listed && suppression.whole_file == whole_file && (whole_file || here);
    });
    return found == suppressions.end() ? nullptr : &*found;
}

/// Python reads the first line for an interpreter and the first two for an encoding (reference §2.1.4).
std::uint32_t first_free_line(const Document& document) {
    std::uint32_t line = 0;
    while (line < 2 && line + 1 < document.lines().line_count()) {
        const std::string_view text = document.lines().line_text(line);
        const bool encoding = text.starts_with('#') && text.find("coding") != std::string_view::npos;
        if (!text.starts_with("#!") && !encoding) break;
        ++line;
    }
    return line;
}

text::Edit silence_file(const Document& document, const Rule& rule) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    const std::string_view text = document.text();
    const auto first_line = text.substr(0, document.lines().full_line_range(0).size());
    text::ByteOffset place = document.lines().line_range(first_free_line(document)).begin;
    if (place.value == 0 && text.starts_with(kByteOrderMark)) place.value = 3;
    return {{place, place},
            fmt::format("# modal-lsp: ignore-file[{}]{}", rule.name,
                        first_line.ends_with("\r\n") ? "\r\n" : "\n")};
}

text::Edit append(const Document& document, std::uint32_t line, const Rule& rule) {
    ByteRange range = document.lines().line_range(line);
    const std::string_view text = document.slice(range);
    const auto last = text.find_last_not_of(" \t");
    const bool empty = last == std::string_view::npos;
    if (!empty) range.begin.value += static_cast<std::uint32_t>(last + 1);
    return {range, fmt::format("{}# modal-lsp: ignore[{}]", empty ? "" : "  ", rule.name)};
}

} // namespace

SuppressionEdit suppress_here(const Document& document, ByteRange range, const Rule& rule) {
    const CommentLines lines(document);
    const LineSpan joined = lines.joined(lines_of(document, range).first);
    const auto suppressions = find_suppressions(document);
    if (const auto* present = extensible(suppressions, false, joined)) return {extend(*present, rule), false};
    if (lines.takes_comment(joined.last)) return {append(document, joined.last, rule), false};
    if (const auto* present = extensible(suppressions, true, joined)) return {extend(*present, rule), true};
    return {silence_file(document, rule), true};
}

} // namespace modal_lsp::rules
