#include "server/cli/rule_page.hpp"

#include "server/cli/formats/json_text.hpp"
#include "server/cli/nearest.hpp"
#include "server/cli/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <vector>

namespace modal_lsp::server::cli {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

/// Inline Markdown of one line: code spans and strong text. What is not closed stays as it is.
std::string inline_text(std::string_view line, const Painter& paint) {
    std::string out;
    while (!line.empty()) {
        const bool strong = line.starts_with("**");
        const std::string_view mark = strong ? "**" : "`";
        const std::size_t end =
            line.starts_with(mark) ? line.find(mark, mark.size()) : std::string_view::npos;
        if (end == std::string_view::npos || end == mark.size()) {
            out += line.front();
            line.remove_prefix(1);
            continue;
        }
        const std::string_view inside = line.substr(mark.size(), end - mark.size());
        if (strong)
            out += paint(Ink::emphasis, inside);
        else
            out += paint.color() ? paint(Ink::code, inside) : fmt::format("`{}`", inside);
        line.remove_prefix(end + mark.size());
    }
    return out;
}

bool is_fence(std::string_view line) {
    return line.starts_with("~~~") || line.starts_with("```");
}

/// "~~~python bad" → "bad:"; a fence that says no more than its language has no label.
std::string fence_label(std::string_view fence) {
    const std::size_t space = fence.find(' ');
    return space == std::string_view::npos ? "" : fmt::format("{}:\n", fence.substr(space + 1));
}

std::string render_line(std::string_view line, const Painter& paint) {
    if (line.starts_with('#')) {
        const std::size_t text = line.find_first_not_of("# ");
        return paint(Ink::heading, text == std::string_view::npos ? "" : line.substr(text)) + '\n';
    }
    const std::size_t indent = line.find_first_not_of(' ');
    if (indent != std::string_view::npos &&
        (line.substr(indent).starts_with("- ") || line.substr(indent).starts_with("* ")))
        return fmt::format("{}  - {}\n", std::string(indent, ' '),
                           inline_text(line.substr(indent + 2), paint));
    return inline_text(line, paint) + '\n';
}

std::string one_line(std::string_view paragraph) {
    std::string out;
    for (const std::string_view line : lines_of(paragraph)) {
        if (!out.empty()) out += ' ';
        out += line;
    }
    return out;
}

std::string_view stripped(std::string_view page) {
    while (page.starts_with('\n'))
        page.remove_prefix(1);
    while (page.ends_with('\n'))
        page.remove_suffix(1);
    return page;
}

std::string facts(const rules::Rule& rule) {
    return fmt::format("group {}, {}{}, since {}", rule.group, name_of(rule.severity),
                       rule.enabled ? "" : ", off by default", rule.since);
}

Json rule_json(const rules::Rule& rule) {
    return {{"name", rule.name},
            {"code", rule.code},
            {"group", rule.group},
            {"severity", name_of(rule.severity)},
            {"enabled", rule.enabled},
            {"since", rule.since},
            {"needs", rule.needs == rules::Needs::file ? "file" : "workspace"},
            {"docs", rule.docs_url},
            {"summary", rule_summary(rule)},
            {"page", stripped(rule.page)}};
}

std::string markdown_page(const rules::Rule& rule) {
    return fmt::format("# {} ({})\n\n*{}*\n\n{}\n\n[Modal's documentation]({})\n", rule.name, rule.code,
                       facts(rule), stripped(rule.page), rule.docs_url);
}

std::string text_page(const rules::Rule& rule, bool color) {
    const Painter paint(color);
    return fmt::format("{} ({})\n{}\n\n{}\nModal's documentation: {}\n", paint(Ink::emphasis, rule.name),
                       rule.code, facts(rule), render_page(rule.page, color), rule.docs_url);
}

std::string table(std::span<const rules::Rule* const> rules, bool color) {
    const Painter paint(color);
    std::size_t width = 0;
    for (const rules::Rule* rule : rules)
        width = std::max(width, rule->name.size());
    std::string out;
    std::string_view group;
    for (const rules::Rule* rule : rules) {
        if (rule->group != group) {
            out += fmt::format("{}{}\n", out.empty() ? "" : "\n", paint(Ink::heading, rule->group));
            group = rule->group;
        }
        const std::string severity = fmt::format("{:<7}", rule->enabled ? name_of(rule->severity) : "off");
        out += fmt::format("  {}  {:<{}}  {}  {}\n", rule->code, rule->name, width,
                           paint(ink_of(rule->severity), severity), rule_summary(*rule));
    }
    return out;
}

} // namespace

std::string rule_description(const rules::Rule& rule) {
    const std::string_view page = stripped(rule.page);
    return one_line(page.substr(0, page.find("\n\n")));
}

std::string rule_summary(const rules::Rule& rule) {
    std::string text = rule_description(rule);
    const std::size_t end = text.find(". ");
    if (end != std::string::npos) text.resize(end + 1);
    return text;
}

std::string render_page(std::string_view markdown, bool color) {
    const Painter paint(color);
    std::string out;
    std::string_view fence; // the opening one, while inside a block
    for (const std::string_view line : lines_of(stripped(markdown))) {
        if (fence.empty() && is_fence(line)) {
            fence = line;
            out += fence_label(line);
            continue;
        }
        if (!fence.empty() && line.starts_with(fence.substr(0, 3))) {
            fence = {};
            continue;
        }
        if (fence.empty())
            out += render_line(line, paint);
        else
            out += line.empty() ? "\n" : fmt::format("    {}\n", paint(Ink::code, line));
    }
    return out;
}

std::string rule_page(const rules::Rule& rule, PageFormat format, bool color) {
    switch (format) {
    case PageFormat::json: return json_text(rule_json(rule));
    case PageFormat::markdown: return markdown_page(rule);
    case PageFormat::text: break;
    }
    return text_page(rule, color);
}

std::string rule_catalogue(std::span<const rules::Rule* const> rules, PageFormat format, bool color) {
    std::vector<const rules::Rule*> sorted(rules.begin(), rules.end());
    std::ranges::sort(sorted, {}, &rules::Rule::code);
    if (format == PageFormat::text) return table(sorted, color);
    if (format == PageFormat::json) {
        Json all = Json::array();
        for (const rules::Rule* rule : sorted)
            all.push_back(rule_json(*rule));
        return json_text({{"version", 1}, {"rules", std::move(all)}});
    }
    std::string out;
    for (const rules::Rule* rule : sorted)
        out += (out.empty() ? "" : "\n") + markdown_page(*rule);
    return out;
}

tl::expected<const rules::Rule*, std::string> rule_for(std::string_view name) {
    const auto lower = [](std::string_view text) {
        std::string out(text);
        std::ranges::transform(out, out.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return out;
    };
    std::vector<std::string_view> names;
    for (const rules::Rule* rule : rules::catalogue()) {
        if (lower(rule->name) == lower(name) || lower(rule->code) == lower(name)) return rule;
        names.push_back(rule->name);
    }
    const std::string_view nearest = nearest_name(lower(name), names);
    std::string message = fmt::format("there is no rule \"{}\"", printable(name));
    if (!nearest.empty())
        message += fmt::format("; did you mean \"{}\"?", nearest);
    else
        message += "; `modal-lsp rule --all` lists them";
    return tl::unexpected(message);
}

} // namespace modal_lsp::server::cli
