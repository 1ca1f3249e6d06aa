#include "server/cli/formats/formats.hpp"
#include "server/cli/formats/frame.hpp"
#include "server/cli/formats/summary.hpp"
#include "server/cli/place.hpp"
#include "server/cli/terminal.hpp"

#include <fmt/format.h>

#include <string_view>

namespace modal_lsp::server::cli {
namespace {

std::string_view how_to_apply(rules::Safety safety) {
    switch (safety) {
    case rules::Safety::safe: return " (safe fix: --fix)";
    case rules::Safety::unsafe: return " (unsafe fix: --fix --unsafe-fixes)";
    case rules::Safety::display_only: return "";
    }
    return "";
}

std::string note(const FindingRelated& related, const FormatOptions& options, const Painter& paint) {
    const std::string path = relative_path(related.path, options.base);
    return fmt::format("{}: {}\n", paint(Ink::hint, "note"), printable(related.message)) +
           draw_frame({path, &related.document, related.range, Ink::hint, '-'}, options);
}

std::string block(const Finding& finding, const FormatOptions& options, const Painter& paint) {
    const std::string path = relative_path(finding.path, options.base);
    const Ink ink = ink_of(finding.severity);
    std::string out = fmt::format(
        "{}{}\n", paint(ink, fmt::format("{}[{}]", name_of(finding.severity), finding.rule->name)),
        paint(Ink::emphasis, ": " + printable(finding.message)));
    out += draw_frame({path, &finding.document, finding.range, ink, '^'}, options);
    for (const FindingRelated& related : finding.related)
        out += note(related, options, paint);
    for (const rules::Fix& fix : finding.fixes)
        out += fmt::format("  {} {} {}{}\n", paint(Ink::gutter, "="), paint(Ink::help, "help:"),
                           printable(fix.title), how_to_apply(fix.safety));
    return out + '\n';
}

} // namespace

std::string format_text(const CheckResult& result, const FormatOptions& options) {
    const Painter paint(options.color);
    std::string out;
    for (const Finding& finding : result.findings)
        out += block(finding, options, paint);
    if (options.summary) out += summary(result, paint);
    return out;
}

} // namespace modal_lsp::server::cli
