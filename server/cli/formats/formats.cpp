#include "server/cli/formats/formats.hpp"

#include <algorithm>

namespace modal_lsp::server::cli {
namespace {

constexpr FormatEntry kFormats[] = {
    {"text", Format::text, format_text},       {"concise", Format::concise, format_concise},
    {"json", Format::json, format_json},       {"sarif", Format::sarif, format_sarif},
    {"github", Format::github, format_github}, {"gitlab", Format::gitlab, format_gitlab},
    {"junit", Format::junit, format_junit},    {"rdjson", Format::rdjson, format_rdjson},
};

} // namespace

std::span<const FormatEntry> format_table() {
    return kFormats;
}

std::optional<Format> format_named(std::string_view name) {
    const auto* const entry = std::ranges::find(kFormats, name, &FormatEntry::name);
    if (entry == std::end(kFormats)) return std::nullopt;
    return entry->format;
}

std::string format(const CheckResult& result, Format format, const FormatOptions& options) {
    const auto* const entry = std::ranges::find(kFormats, format, &FormatEntry::format);
    return entry->formatter(result, options);
}

} // namespace modal_lsp::server::cli
