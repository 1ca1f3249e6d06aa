#include "server/cli/report.hpp"

#include "server/cli/command_line.hpp"
#include "server/cli/formats/json_text.hpp"
#include "server/cli/formats/summary.hpp"
#include "server/cli/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

namespace modal_lsp::server::cli {
namespace {

struct RuleCount {
    const rules::Rule* rule = nullptr;
    std::size_t findings = 0, safe = 0, unsafe = 0;
};

std::vector<RuleCount> count_rules(const CheckResult& result) {
    std::vector<RuleCount> counts;
    for (const Finding& finding : result.findings) {
        auto count = std::ranges::find(counts, finding.rule, &RuleCount::rule);
        if (count == counts.end()) count = counts.insert(counts.end(), RuleCount{finding.rule});
        ++count->findings;
        if (applicable_fix(finding, false) != nullptr)
            ++count->safe;
        else if (applicable_fix(finding, true) != nullptr)
            ++count->unsafe;
    }
    std::ranges::sort(counts, [](const RuleCount& a, const RuleCount& b) {
        return std::tie(b.findings, a.rule->code) < std::tie(a.findings, b.rule->code);
    });
    return counts;
}

std::string statistics_json(const std::vector<RuleCount>& counts) {
    Json rows = Json::array();
    for (const RuleCount& count : counts)
        rows.push_back({{"rule", count.rule->name},
                        {"code", count.rule->code},
                        {"findings", count.findings},
                        {"fixable", count.safe},
                        {"unsafeFixable", count.unsafe}});
    return json_text({{"version", 1}, {"statistics", std::move(rows)}});
}

std::string fixable(const RuleCount& count) {
    if (count.safe + count.unsafe == 0) return {};
    if (count.unsafe == 0) return fmt::format("  {} fixable", count.safe);
    if (count.safe == 0) return fmt::format("  {} fixable unsafely", count.unsafe);
    return fmt::format("  {} fixable, {} unsafely", count.safe, count.unsafe);
}

std::string toml_list(const std::vector<std::string>& values) {
    std::string out;
    for (const std::string& value : values)
        out += (out.empty() ? "" : ", ") + Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
    return '[' + out + ']';
}

void apply_baseline(CheckResult& result, const ReportOptions& options) {
    const BaselineMatch match = remove_known(result, *options.baseline, options.look.base);
    if (match.known > 0)
        result.notes.push_back(fmt::format("{} of the baseline left out", counted(match.known, "finding")));
    if (match.gone > 0)
        result.notes.push_back(
            fmt::format("{} in the baseline no longer found; bring it up to date with --write-baseline",
                        match.gone == 1 ? "1 finding is" : fmt::format("{} findings are", match.gone)));
}

} // namespace

std::string statistics_text(const CheckResult& result, const ReportOptions& options) {
    const std::vector<RuleCount> counts = count_rules(result);
    if (options.format == Format::json) return statistics_json(counts);
    std::size_t width = 0;
    for (const RuleCount& count : counts)
        width = std::max(width, count.rule->name.size());
    const Painter paint(options.look.color);
    std::string out;
    for (const RuleCount& count : counts)
        out += fmt::format(
            "{}  {}  {}\n", paint(Ink::emphasis, fmt::format("{:>5}", count.findings)), count.rule->code,
            fixable(count).empty() ? std::string(count.rule->name)
                                   : fmt::format("{:<{}}{}", count.rule->name, width, fixable(count)));
    return options.quiet ? out : out + summary(result, paint);
}

Report make_report(CheckResult result, const ReportOptions& options) {
    // The baseline first: its ordinals were counted over everything it was written from.
    if (options.baseline) apply_baseline(result, options);
    std::erase_if(result.findings,
                  [&](const Finding& finding) { return finding.severity > options.min_severity; });
    Report report;
    FormatOptions look = options.look;
    if (options.quiet) {
        look.summary = false;
        result.notes.clear();
    }
    report.text =
        options.statistics ? statistics_text(result, options) : format(result, options.format, look);
    if (!result.findings.empty())
        report.exit_code = options.exit_zero ? kExitClean : kExitFindings;
    else if (result.files_checked == 0)
        report.exit_code = kExitNothing;
    return report;
}

std::string settings_text(const FileSettings& settings, const std::string& path) {
    const Config& config = settings.config;
    std::string out = fmt::format("# Settings for {}\n", printable(path));
    if (settings.sources.empty()) out += "# No configuration file: these are the defaults.\n";
    for (const std::string& source : settings.sources)
        out += fmt::format("# From {}\n", printable(source));
    out += fmt::format("select = {}\nignore = {}\nexclude = {}\n", toml_list(config.select),
                       toml_list(config.ignore), toml_list(config.exclude));
    out += fmt::format("source-roots = {}\nexternal-apps = {}\n", toml_list(config.source_roots),
                       toml_list(config.external_apps));
    out += fmt::format("respect-gitignore = {}\nmax-file-size-kb = {}\nmax-files = {}\n",
                       config.respect_gitignore, config.max_file_size_kb, config.max_files);
    if (!config.severity.empty()) out += "\n[severity]\n";
    for (const auto& [rule, severity] : config.severity)
        out += fmt::format("{} = \"{}\"\n", printable(rule), severity ? rules::name_of(*severity) : "off");
    return out;
}

} // namespace modal_lsp::server::cli
