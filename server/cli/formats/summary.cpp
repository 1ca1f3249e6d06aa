#include "server/cli/formats/summary.hpp"

#include "analysis/rules/fix_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string_view>

namespace modal_lsp::server::cli {
namespace {

std::string severities(const CheckResult& result, const Painter& paint) {
    std::array<std::size_t, 4> counts{};
    for (const Finding& finding : result.findings)
        ++counts.at(static_cast<std::size_t>(finding.severity));
    static constexpr std::string_view kNouns[] = {"error", "warning", "remark", "hint"};
    std::string out;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts.at(i) == 0) continue;
        if (!out.empty()) out += ", ";
        out += paint(ink_of(static_cast<rules::Severity>(i)), counted(counts.at(i), kNouns[i]));
    }
    return out;
}

std::string fixable(const CheckResult& result) {
    const auto count = [&](bool unsafe) {
        return static_cast<std::size_t>(std::ranges::count_if(result.findings, [&](const Finding& finding) {
            return applicable_fix(finding, unsafe) != nullptr;
        }));
    };
    const std::size_t safe = count(false), more = count(true) - safe;
    if (safe + more == 0) return {};
    if (more == 0) return fmt::format("{} fixable with --fix\n", safe);
    if (safe == 0) return fmt::format("{} fixable with --fix --unsafe-fixes\n", more);
    return fmt::format("{} fixable with --fix, {} more with --unsafe-fixes\n", safe, more);
}

} // namespace

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

const rules::Fix* applicable_fix(const Finding& finding, bool unsafe) {
    return rules::applicable_fix(finding.fixes, unsafe);
}

std::string summary(const CheckResult& result, const Painter& paint) {
    std::string out;
    for (const std::string& note : result.notes)
        out += fmt::format("{} {}\n", paint(Ink::emphasis, "note:"), printable(note));
    if (result.findings.empty())
        return out + fmt::format("no findings ({} checked)\n", counted(result.files_checked, "file"));
    std::set<std::string_view> files;
    for (const Finding& finding : result.findings)
        files.insert(finding.path);
    out += fmt::format("{} in {} ({} checked)\n", severities(result, paint), counted(files.size(), "file"),
                       result.files_checked);
    return out + fixable(result);
}

} // namespace modal_lsp::server::cli
