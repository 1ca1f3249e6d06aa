#pragma once
#include "analysis/rules/rule.hpp"
#include "server/cli/baseline.hpp"
#include "server/cli/engine.hpp"
#include "server/cli/finding.hpp"
#include "server/cli/formats/formats.hpp"

#include <optional>
#include <string>

namespace modal_lsp::server::cli {

struct ReportOptions {
    Format format = Format::text;
    FormatOptions look;
    bool statistics = false;
    bool exit_zero = false;
    bool quiet = false;
    rules::Severity min_severity = rules::Severity::information;
    std::optional<Baseline> baseline;
};

struct Report {
    std::string text;
    int exit_code = 0;
};

/// Leaves out what is less grave than `min_severity` and what the baseline knows, and formats the rest. Exit
/// code 1 when something is shown (0 with `exit_zero`), 3 when no file was checked. The same for all formats.
[[nodiscard]] Report make_report(CheckResult result, const ReportOptions& options);

/// Findings per rule, most frequent first, with what --fix would mend; JSON for the JSON formats.
[[nodiscard]] std::string statistics_text(const CheckResult& result, const ReportOptions& options);

/// For `--show-settings`: each setting as a line of TOML, after comments that say where they come from.
[[nodiscard]] std::string settings_text(const FileSettings& settings, const std::string& path);

} // namespace modal_lsp::server::cli
