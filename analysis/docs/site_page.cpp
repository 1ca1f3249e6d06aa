#include "analysis/docs/site_page.hpp"

#include <algorithm>
#include <set>

namespace modal_lsp::docs {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view text) {
    const auto begin = std::min(text.find_first_not_of(kBlanks), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

template <class Visit> void each_line(std::string_view text, Visit&& visit) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        visit(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// 2 of "## Heading"; 0 for what is no heading.
std::size_t heading_level(std::string_view line) {
    const auto level = std::min(line.find_first_not_of('#'), line.size());
    return level >= 1 && level <= 6 && level < line.size() && line[level] == ' ' ? level : 0;
}

bool is_fence(std::string_view line) {
    line = trimmed(line);
    return line.starts_with("```") || line.starts_with("~~~");
}

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The value of an attribute: `name="x"`.
std::string_view attribute(std::string_view tag, std::string_view name) {
    const std::string opening = std::string(name) + "=\"";
    const auto begin = tag.find(opening);
    if (begin == std::string_view::npos) return {};
    tag.remove_prefix(begin + opening.size());
    return tag.substr(0, tag.find('"'));
}

/// Tags become what they say: a parameter its name and description, others nothing.
std::string without_tags(std::string_view line) {
    std::string out;
    while (!line.empty()) {
        const auto open = std::min(line.find('<'), line.size());
        out += line.substr(0, open);
        line.remove_prefix(open);
        if (line.empty()) break;
        const auto close = line.find('>');
        const char next = line.size() > 1 ? line[1] : ' ';
        const bool is_tag = close != std::string_view::npos &&
                            ((next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z') || next == '/');
        if (!is_tag) {
            out += '<';
            line.remove_prefix(1);
            continue;
        }
        const std::string_view tag = line.substr(0, close + 1);
        const auto name = attribute(tag, "name"), description = attribute(tag, "description");
        if (!name.empty()) out.append("`").append(name).append("` ");
        out += description;
        line.remove_prefix(close + 1);
    }
    return out;
}

/// `modal.X.y` wherever it stands, and what is said to the app.
void add_symbols(std::string_view text, std::set<std::string>& found) {
    const auto add_after = [&](std::string_view prefix, std::string_view stands_for) {
        for (auto at = text.find(prefix); at != std::string_view::npos; at = text.find(prefix, at + 1)) {
            if (at > 0 && (is_name_character(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == '/'))
                continue;
            std::size_t end = at + prefix.size();
            const std::size_t begin = end;
            while (end < text.size() && (is_name_character(text[end]) || (text[end] == '.' && end > begin)))
                ++end;
            while (end > begin && text[end - 1] == '.')
                --end;
            if (end > begin) found.insert(std::string(stands_for).append(text.substr(begin, end - begin)));
        }
    };
    add_after("modal.", "modal.");
    add_after("@app.", "modal.App.");
}

/// The text of a link in Markdown, and where it leads: "- [Title](url)".
bool split_link(std::string_view line, std::string_view& title, std::string_view& url) {
    const auto open = line.find('['), middle = line.find("](");
    if (open == std::string_view::npos || middle == std::string_view::npos || middle < open) return false;
    const auto close = line.find(')', middle);
    if (close == std::string_view::npos) return false;
    title = line.substr(open + 1, middle - open - 1);
    url = line.substr(middle + 2, close - middle - 2);
    return !url.empty();
}

class PageReader {
  public:
    PageReader(std::string_view url, std::string_view title) : url_(url), title_(title) {}

    std::vector<PageSection> read(std::string_view markdown) {
        begin({});
        each_line(markdown, [&](std::string_view line) { add(line); });
        finish();
        return std::move(sections_);
    }

  private:
    void add(std::string_view line) {
        if (is_fence(line)) fenced_ = !fenced_;
        if (const auto level = fenced_ ? 0 : heading_level(line); level > 0) {
            const std::string heading(trimmed(without_tags(line.substr(level))));
            // The first heading of all is the page's title.
            if (level == 1 && sections_.empty() && trimmed(text_).empty()) return;
            finish();
            return begin(heading);
        }
        text_ += fenced_ ? std::string(line) : without_tags(line);
        text_ += '\n';
    }

    void begin(std::string heading) {
        heading_ = std::move(heading);
        text_.clear();
    }

    void finish() {
        std::string_view text = text_;
        const auto first = text.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos && heading_.empty()) return;
        text.remove_prefix(std::min(first, text.size()));
        text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
        std::set<std::string> symbols;
        add_symbols(heading_, symbols);
        add_symbols(text, symbols);
        std::string url = heading_.empty() ? url_ : url_ + "#" + anchor_of(heading_);
        sections_.push_back(
            {title_, heading_, std::move(url), std::string(text), {symbols.begin(), symbols.end()}});
    }

    std::string url_, title_;
    std::string heading_, text_;
    bool fenced_ = false;
    std::vector<PageSection> sections_;
};

} // namespace

std::vector<PageLink> read_contents(std::string_view llms_txt) {
    std::vector<PageLink> links;
    std::set<std::string_view> seen;
    std::string section;
    each_line(llms_txt, [&](std::string_view line) {
        if (const auto level = heading_level(line); level > 0) section = trimmed(line.substr(level));
        std::string_view title, url;
        const std::string_view item = trimmed(line);
        if ((!item.starts_with("- ") && !item.starts_with("* ")) || !split_link(item, title, url)) return;
        if (seen.insert(url).second) links.push_back({section, std::string(title), std::string(url)});
    });
    return links;
}

std::vector<PageSection> read_page(std::string_view url, std::string_view title, std::string_view markdown) {
    return PageReader(url, title).read(markdown);
}

std::string anchor_of(std::string_view heading) {
    std::string anchor;
    for (const char c : heading) {
        if (c >= 'A' && c <= 'Z')
            anchor += static_cast<char>(c + 32);
        else if (is_name_character(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80)
            anchor += c;
        else if (c == ' ')
            anchor += '-';
    }
    return anchor;
}

} // namespace modal_lsp::docs
