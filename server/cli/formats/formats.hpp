#pragma once
#include "server/cli/finding.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace modal_lsp::server::cli {

enum class Format : std::uint8_t { text, concise, json, sarif, github, gitlab, junit, rdjson };

struct FormatOptions {
    std::string base;     ///< absolute; paths below it are shown relative to it
    bool color = false;   ///< ANSI sequences, in text and concise only
    bool unicode = true;  ///< false: the terminal is not UTF-8, so text shows other characters as escapes
    bool summary = true;  ///< the last lines of text and concise
    unsigned width = 100; ///< terminal cells; longer source lines are cropped around the range
    std::string version = MODAL_LSP_VERSION;
};

using Formatter = std::string (*)(const CheckResult& result, const FormatOptions& options);

struct FormatEntry {
    std::string_view name; ///< as given to --output-format
    Format format;
    Formatter formatter;
};

/// All formats, in the order the help lists them.
[[nodiscard]] std::span<const FormatEntry> format_table();
[[nodiscard]] std::optional<Format> format_named(std::string_view name);
/// The whole report, ending in a line feed.
[[nodiscard]] std::string format(const CheckResult& result, Format format, const FormatOptions& options);

/// Coloured code frames for people, with columns in code points.
[[nodiscard]] std::string format_text(const CheckResult& result, const FormatOptions& options);
/// One line per finding: path:line:column: severity[rule] message.
[[nodiscard]] std::string format_concise(const CheckResult& result, const FormatOptions& options);
/// Our own JSON, version 1: fields may be added, never changed.
[[nodiscard]] std::string format_json(const CheckResult& result, const FormatOptions& options);
/// SARIF 2.1.0 with errata 01.
[[nodiscard]] std::string format_sarif(const CheckResult& result, const FormatOptions& options);
/// GitHub Actions workflow commands.
[[nodiscard]] std::string format_github(const CheckResult& result, const FormatOptions& options);
/// GitLab Code Quality report.
[[nodiscard]] std::string format_gitlab(const CheckResult& result, const FormatOptions& options);
/// JUnit XML, one suite per file; a clean run is one suite that passes.
[[nodiscard]] std::string format_junit(const CheckResult& result, const FormatOptions& options);
/// Reviewdog Diagnostic Format; its columns count bytes.
[[nodiscard]] std::string format_rdjson(const CheckResult& result, const FormatOptions& options);

} // namespace modal_lsp::server::cli
