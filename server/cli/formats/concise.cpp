#include "server/cli/formats/formats.hpp"
#include "server/cli/formats/summary.hpp"
#include "server/cli/place.hpp"
#include "server/cli/terminal.hpp"

#include <fmt/format.h>

namespace modal_lsp::server::cli {

std::string format_concise(const CheckResult& result, const FormatOptions& options) {
    const Painter paint(options.color);
    std::string out;
    for (const Finding& finding : result.findings) {
        const Place start = region_of(finding.document, finding.range).start;
        const std::string path = printable(relative_path(finding.path, options.base));
        out += fmt::format("{}:{}:{}: {} {}{}\n", paint(Ink::emphasis, path), start.line, start.column,
                           paint(ink_of(finding.severity),
                                 fmt::format("{}[{}]", name_of(finding.severity), finding.rule->name)),
                           printable(finding.message),
                           applicable_fix(finding, false) != nullptr ? " (fixable)" : "");
    }
    if (options.summary) out += summary(result, paint);
    return out;
}

} // namespace modal_lsp::server::cli
