#include "analysis/rules/unknown_parameter.hpp"

#include "analysis/rules/call_edits.hpp"
#include "analysis/text/similarity.hpp"

#include <string>
#include <utility>

namespace modal_lsp::rules {

void report_unknown_parameter(const Inspection& inspection, Report& report, std::string_view called,
                              const modal::GivenArgument& argument,
                              std::span<const std::string_view> parameters) {
    const auto nearest = text::nearest(argument.name, parameters);
    std::string message =
        report.say({"\"{}\" has no parameter \"{}\"", "\"{}\" 没有参数 \"{}\""}, called, argument.name);
    if (nearest) message += report.say({"; did you mean \"{}\"?", "；是否想写 \"{}\"？"}, *nearest);
    Diagnostic& diagnostic = report.add_said(argument.keyword, std::move(message));
    if (nearest)
        diagnostic.fixes.push_back(fix(report.say({"Change to \"{}\"", "改为 \"{}\""}, *nearest),
                                       Safety::unsafe, replace(inspection, argument.keyword, *nearest)));
}

} // namespace modal_lsp::rules
