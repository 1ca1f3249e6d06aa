#include "analysis/answers/completion.hpp"

#include "analysis/answers/candidates.hpp"
#include "analysis/answers/command_completion.hpp"
#include "analysis/answers/fuzzy.hpp"
#include "analysis/answers/name_site.hpp"
#include "analysis/answers/sdk_completion.hpp"
#include "analysis/syntax/literals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace modal_lsp::answers {

using workspace::Snapshot;

namespace {

/// How names are put into the text at the cursor.
struct Insertion {
    syntax::StringLiteral literal{};
    std::string quote; ///< put around the name; empty inside a string
    text::ByteRange replaced;
    std::string typed; ///< of the name, in front of the cursor
};

/// A multi-line string is only touched on the cursor's line: completions may not span lines.
text::ByteRange on_one_line(const text::Document& document, text::ByteRange range, text::ByteOffset at) {
    const text::ByteRange line = document.lines().line_range(document.lines().line_of(at));
    return {std::max(range.begin, line.begin), std::max(at, std::min(range.end, line.end))};
}

std::optional<Insertion> inside_string(const text::Document& document, const syntax::StringContext& string,
                                       text::ByteOffset at) {
    // The holes of an f-string are worth more than a completion.
    if (string.bytes ||
        (string.formatted && document.slice(string.content).find('{') != std::string_view::npos))
        return std::nullopt;
    Insertion insertion;
    insertion.literal = {.raw = string.raw,
                         .formatted = string.formatted,
                         .quote = string.quote,
                         .triple = string.triple,
                         .content_begin = 0,
                         .content_end = 0};
    insertion.replaced = on_one_line(document, string.content, at);
    insertion.typed = document.slice({insertion.replaced.begin, at});
    return insertion;
}

/// Where no string is begun, one is made; nullopt when something else stands there already.
std::optional<Insertion> outside_string(const text::Document& document, const syntax::CallContext& context,
                                        text::ByteOffset at) {
    const text::ByteRange line = document.lines().line_range(document.lines().line_of(at));
    const auto behind = document.slice({at, line.end});
    const auto next = behind.find_first_not_of(" \t");
    if (next != std::string_view::npos && behind[next] != ')' && behind[next] != ',' && behind[next] != '#')
        return std::nullopt;
    Insertion insertion;
    insertion.quote = "\"";
    for (const syntax::CallArgument& argument : context.before)
        if (document.slice(argument.range).starts_with('\'')) insertion.quote = "'";
    insertion.literal = {.quote = insertion.quote.front(), .content_begin = 0, .content_end = 0};
    insertion.replaced = {at, at};
    return insertion;
}

/// A raw string cannot say everything.
bool fits(const std::string& name, const Insertion& insertion) {
    constexpr std::string_view kNeedsEscape = "\\'\"\n\r";
    return !insertion.literal.raw || name.find_first_of(kNeedsEscape) == std::string::npos;
}

CompletionItem item_for(const Candidate& candidate, const Insertion& insertion, std::size_t place) {
    CompletionItem item{.label = candidate.name, .kind = candidate.kind, .detail = candidate.detail};
    const std::string written = syntax::escape_for(candidate.name, insertion.literal);
    item.edit = {.range = insertion.replaced, .replacement = insertion.quote + written + insertion.quote};
    item.filter_text = insertion.quote.empty() ? written : item.edit.replacement;
    item.sort_text = fmt::format("{:05}", place);
    item.is_default_only = candidate.assumed;
    return item;
}

} // namespace

CompletionAnswer completion(const Snapshot& snapshot, FileId file, text::ByteOffset at) {
    CompletionAnswer answer;
    const workspace::File* asked = snapshot.file(file);
    if (asked != nullptr && !asked->is_python()) return command_completion(snapshot, *asked, at);
    const auto site = name_site_at(snapshot, file, at);
    if (!site) return sdk_completion(snapshot, file, at);
    const text::Document& document = snapshot.file(file)->document;
    const auto insertion = site->context.string ? inside_string(document, *site->context.string, at)
                                                : outside_string(document, site->context, at);
    if (!insertion) return answer;
    answer.replaced = insertion->replaced;
    auto candidates = candidates_at(snapshot, file, *site);
    std::erase_if(candidates, [&](const Candidate& candidate) { return !fits(candidate.name, *insertion); });
    if (candidates.size() > kMaxCompletions) {
        std::erase_if(candidates, [&](const Candidate& c) { return !match_rank(insertion->typed, c.name); });
        answer.incomplete = true;
        if (candidates.size() > kMaxCompletions) candidates.resize(kMaxCompletions);
    }
    for (const Candidate& candidate : candidates) {
        answer.items.push_back(item_for(candidate, *insertion, answer.items.size()));
        answer.items.back().documentation = documentation_of(snapshot, file, *site, candidate);
    }
    return answer;
}

} // namespace modal_lsp::answers
