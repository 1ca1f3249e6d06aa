#include "analysis/rules/suppression_report.hpp"

#include "analysis/text/similarity.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace modal_lsp::rules {

using text::ByteRange;

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/// The suppression's range without the blanks in front of another tool's comment.
ByteRange visible(const Verdict& verdict) {
    ByteRange range = verdict.suppression.range;
    const std::string_view text = verdict.document.slice(range);
    const auto last = text.find_last_not_of(" \t");
    range.end.value = range.begin.value + static_cast<std::uint32_t>(last + 1);
    return range;
}

/// The suppression with the blanks before it, or its whole line; other tools' comments keep their "#".
ByteRange removal(const Verdict& verdict) {
    const Suppression& suppression = verdict.suppression;
    const auto& lines = verdict.document.lines();
    const std::uint32_t line = lines.line_of(suppression.comment.begin);
    const bool leads_line = suppression.own_line && suppression.range.begin == suppression.comment.begin;
    if (leads_line && suppression.range == suppression.comment) return lines.full_line_range(line);
    // What follows takes its place, and so keeps the line's indentation.
    if (leads_line) return suppression.range;
    ByteRange range = visible(verdict);
    if (suppression.range.end == suppression.comment.end) range.end = suppression.range.end;
    const std::string_view text = verdict.document.text();
    const std::uint32_t line_begin = lines.line_range(line).begin.value;
    while (range.begin.value > line_begin && is_blank(text[range.begin.value - 1]))
        --range.begin.value;
    return range;
}

/// A name with the comma that parts it from those that stay.
ByteRange removal(const Suppression& suppression, std::size_t number, std::size_t first_kept) {
    const auto& names = suppression.names;
    if (number < first_kept) return {names[number].range.begin, names[number + 1].range.begin};
    return {names[number - 1].range.end, names[number].range.end};
}

std::string describe(const Suppression& suppression, const NameFault& fault, Language language) {
    const std::string& name = suppression.names[fault.number].name;
    if (!fault.unknown)
        return say(language, {"nothing of \"{}\" to silence here", "此处没有 \"{}\" 可以忽略"}, name);
    std::vector<std::string_view> rules;
    for (const Rule* rule : catalogue())
        rules.push_back(rule->name);
    const auto meant = text::nearest(name, rules);
    if (!meant) return say(language, {"there is no rule \"{}\"", "没有规则 \"{}\""}, name);
    return say(language,
               {"there is no rule \"{}\"; did you mean \"{}\"?", "没有规则 \"{}\"；是否想写 \"{}\"？"}, name,
               *meant);
}

/// A fault of the whole suppression; empty when some of it is of use.
std::string fault_of_all(const Verdict& verdict, Language language) {
    const Suppression& suppression = verdict.suppression;
    if (!suppression.problem.empty()) return suppression.problem;
    std::string message;
    if (verdict.useless) message = say(language, {"nothing to silence here", "此处没有可以忽略的内容"});
    if (!suppression.names.empty() && verdict.faults.size() == suppression.names.size())
        for (const NameFault& fault : verdict.faults)
            message += (message.empty() ? "" : "; ") + describe(suppression, fault, language);
    if (!message.empty() && suppression.own_line && !suppression.whole_file)
        message += say(language,
                       {"; put the comment at the end of the line it is for", "；请把注释放在对应行的末尾"});
    return message;
}

Fix fix(const Verdict& verdict, std::string title, ByteRange range) {
    return {.title = std::move(title), .safety = Safety::safe, .edits = {{verdict.path, {range, ""}}}};
}

void add(Report& report, ByteRange range, std::string message, Fix fix) {
    Diagnostic& diagnostic = report.add_said(range, std::move(message));
    diagnostic.tags.push_back(Tag::unnecessary);
    diagnostic.fixes.push_back(std::move(fix));
}

} // namespace

void report_unused(const Verdict& verdict, Report& report) {
    const Suppression& suppression = verdict.suppression;
    const Language language = report.language();
    if (std::string message = fault_of_all(verdict, language); !message.empty()) {
        add(report, visible(verdict), std::move(message),
            fix(verdict, report.say({"Remove the comment", "删除该注释"}), removal(verdict)));
        return;
    }
    std::size_t first_kept = 0;
    while (first_kept < verdict.faults.size() && verdict.faults[first_kept].number == first_kept)
        ++first_kept;
    for (const NameFault& fault : verdict.faults) {
        const SuppressedName& name = suppression.names[fault.number];
        add(report, name.range, describe(suppression, fault, language),
            fix(verdict, report.say({"Remove \"{}\"", "删除 \"{}\""}, name.name),
                removal(suppression, fault.number, first_kept)));
    }
}

} // namespace modal_lsp::rules
