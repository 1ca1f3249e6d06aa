#include "server/cli/formats/formats.hpp"
#include "server/cli/place.hpp"

#include <fmt/format.h>

#include <string_view>

namespace modal_lsp::server::cli {
namespace {

std::string escaped(std::string_view text, bool property) {
    std::string out;
    for (const char c : text) {
        if (c == '%')
            out += "%25";
        else if (c == '\r')
            out += "%0D";
        else if (c == '\n')
            out += "%0A";
        else if (property && c == ':')
            out += "%3A";
        else if (property && c == ',')
            out += "%2C";
        else
            out += c;
    }
    return out;
}

std::string_view command_of(rules::Severity severity) {
    switch (severity) {
    case rules::Severity::error: return "error";
    case rules::Severity::warning: return "warning";
    case rules::Severity::information:
    case rules::Severity::hint: return "notice";
    }
    return "notice";
}

} // namespace

std::string format_github(const CheckResult& result, const FormatOptions& options) {
    std::string out;
    for (const Finding& finding : result.findings) {
        const Region region = region_of(finding.document, finding.range);
        const std::string path = relative_path(finding.path, options.base);
        std::string lines = fmt::format("line={},endLine={}", region.start.line, region.end.line);
        // GitHub takes columns only for annotations within one line.
        if (region.start.line == region.end.line)
            lines += fmt::format(",col={},endColumn={}", region.start.column, region.end.column);
        out += fmt::format("::{} title={},file={},{}::{}\n", command_of(finding.severity),
                           escaped(fmt::format("modal-lsp ({})", finding.rule->name), true),
                           escaped(path, true), lines,
                           escaped(fmt::format("{}:{}:{}: {}: {}", path, region.start.line,
                                               region.start.column, finding.rule->name, finding.message),
                                   false));
    }
    for (const std::string& note : result.notes)
        out += fmt::format("::notice title=modal-lsp::{}\n", escaped(note, false));
    return out;
}

} // namespace modal_lsp::server::cli
