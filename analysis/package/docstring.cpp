#include "analysis/package/docstring.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::package {
namespace {

constexpr auto kSections = std::to_array<std::string_view>(
    {"Args", "Attributes", "Example", "Examples", "Note", "Notes", "Raises", "Returns", "Yields"});
constexpr std::string_view kFence = "```";
constexpr std::string_view kMark = "mdmd:";

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (true) {
        const auto end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (lines.back().ends_with('\r')) lines.back().remove_suffix(1);
        if (end == std::string_view::npos) return lines;
        text.remove_prefix(end + 1);
    }
}

std::size_t indent_of(std::string_view line) {
    return line.find_first_not_of(' ');
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t") == std::string_view::npos;
}

/// "Args" of "Args:"; empty for any other line.
std::string_view section_of(std::string_view line) {
    if (!line.ends_with(':')) return {};
    line.remove_suffix(1);
    return std::ranges::find(kSections, line) == kSections.end() ? std::string_view() : line;
}

std::vector<std::string> without_indent(const std::vector<std::string_view>& lines, std::size_t first) {
    std::size_t common = std::string_view::npos;
    for (std::size_t i = first; i < lines.size(); ++i)
        if (!is_blank(lines[i])) common = std::min(common, indent_of(lines[i]));
    std::vector<std::string> out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view line = lines[i];
        const std::size_t cut =
            i < first ? std::min(indent_of(line), line.size()) : std::min(common, line.size());
        out.emplace_back(line.substr(cut));
        while (out.back().ends_with(' '))
            out.back().pop_back();
    }
    while (!out.empty() && out.back().empty())
        out.pop_back();
    out.erase(out.begin(), std::ranges::find_if(out, [](const std::string& line) { return !line.empty(); }));
    return out;
}

/// The words behind the language of a fence tell the SDK's tests what to do.
std::string readable_line(const std::string& line) {
    const auto begin = line.find_first_not_of(' ');
    if (begin == std::string::npos || std::string_view(line).substr(begin, 3) != kFence) return line;
    return line.substr(0, line.find(' ', begin));
}

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) {
        if (!out.empty()) out += '\n';
        out += readable_line(line);
    }
    return out;
}

void append_block(std::string& out, std::string_view block) {
    if (block.empty()) return;
    if (!out.empty()) out += "\n\n";
    out += block;
}

/// Lines of one section, indented below its heading.
struct Section {
    std::string_view name;
    std::vector<std::string_view> lines;
};

/// "name: text", "name (type): text", and further lines that are indented deeper.
std::vector<std::pair<std::string, std::string>> notes_of(const Section& section) {
    std::vector<std::pair<std::string, std::string>> notes;
    for (const std::string& line : without_indent(section.lines, 0)) {
        const auto colon = line.find(':');
        const bool begins = !line.empty() && line.front() != ' ' && colon != std::string::npos;
        if (begins) {
            std::string name = line.substr(0, line.find_first_of(" :("));
            name.erase(std::ranges::remove(name, '*').begin(), name.end());
            notes.emplace_back(std::move(name), line.substr(std::min(colon + 2, line.size())));
        } else if (!notes.empty() && !line.empty()) {
            notes.back().second += " " + line.substr(indent_of(line));
        }
    }
    return notes;
}

void take_section(const Section& section, Docstring& out) {
    if (section.name.empty()) return append_block(out.text, joined(without_indent(section.lines, 0)));
    if (section.name == "Args") {
        out.parameters = notes_of(section);
        return;
    }
    const std::string text = joined(without_indent(section.lines, 0));
    if (!text.empty()) append_block(out.text, "**" + std::string(section.name) + "**\n\n" + text);
}

/// Takes the first paragraph off.
std::string take_summary(Section& lead) {
    std::string summary;
    std::size_t taken = 0;
    for (; taken < lead.lines.size() && !is_blank(lead.lines[taken]); ++taken) {
        if (lead.lines[taken].starts_with(kFence)) break;
        if (!summary.empty()) summary += ' ';
        summary += lead.lines[taken].substr(indent_of(lead.lines[taken]));
    }
    lead.lines.erase(lead.lines.begin(), lead.lines.begin() + static_cast<std::ptrdiff_t>(taken));
    return summary;
}

} // namespace

std::string_view Docstring::note_of(std::string_view parameter) const {
    const auto found = std::ranges::find(parameters, parameter, &std::pair<std::string, std::string>::first);
    return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

std::string clean_docstring(std::string_view value) {
    std::string out;
    for (const std::string& line : without_indent(lines_of(value), 1))
        out.append(out.empty() ? "" : "\n").append(line);
    return out;
}

Docstring read_docstring(std::string_view value) {
    Docstring out;
    const std::string cleaned = clean_docstring(value);
    std::vector<Section> sections(1);
    bool fenced = false;
    for (std::string_view line : lines_of(cleaned)) {
        const bool is_mark = line.starts_with(kMark);
        out.hidden = out.hidden || line.starts_with("mdmd:hidden");
        if (is_mark) continue;
        if (!is_blank(line) && line.substr(indent_of(line)).starts_with(kFence)) fenced = !fenced;
        const std::string_view name = fenced ? std::string_view() : section_of(line);
        if (!name.empty())
            sections.push_back({name, {}});
        else if (!sections.back().name.empty() && !is_blank(line) && line.front() != ' ' && !fenced &&
                 !line.starts_with(kFence))
            sections.push_back({{}, {line}}); // text goes on below a section
        else
            sections.back().lines.push_back(line);
    }
    out.summary = take_summary(sections.front());
    for (const Section& section : sections)
        take_section(section, out);
    return out;
}

} // namespace modal_lsp::package
