#include "server/operate/cli_output.hpp"

#include "server/operate/redact.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace modal_lsp::server::operate {
namespace {

using nlohmann::json;

/// "App ID" as "app_id".
std::string key_of(std::string_view head) {
    std::string out;
    for (const char c : head) {
        const bool upper = c >= 'A' && c <= 'Z';
        out.push_back(c == ' ' ? '_' : upper ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return out;
}

std::string value_of(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_null()) return {};
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

Row row_of(const json& object) {
    Row row;
    for (const auto& [key, value] : object.items())
        row.emplace(key_of(key), value_of(value));
    return row;
}

/// The first place outside of strings that is wanted; npos when there is none.
template <class Wanted>
std::size_t find_unquoted(std::string_view text, std::size_t begin, Wanted&& is_wanted) {
    char quote = '\0';
    for (std::size_t at = begin; at < text.size(); ++at) {
        const char c = text[at];
        if (quote != '\0') {
            if (c == '\\')
                ++at;
            else if (c == quote)
                quote = '\0';
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (is_wanted(c)) {
            return at;
        }
    }
    return std::string_view::npos;
}

/// The end of the bracket that opens at `begin`, strings passed over; npos when it stays open.
std::size_t closing(std::string_view text, std::size_t begin) {
    int depth = 0;
    return find_unquoted(text, begin, [&](char c) {
        if (c == '[' || c == '{') ++depth;
        return (c == ']' || c == '}') && --depth == 0;
    });
}

/// The first bracket that begins a line.
std::size_t line_with(std::string_view text, char bracket) {
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == bracket) return at;
        const std::size_t end = text.find('\n', at);
        if (end == std::string_view::npos) break;
        at = end + 1;
    }
    return std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string_view unquoted(std::string_view text) {
    text = trimmed(text);
    const bool quoted = text.size() >= 2 && (text[0] == '\'' || text[0] == '"') && text.back() == text[0];
    return quoted ? text.substr(1, text.size() - 2) : text;
}

/// The end of a value of a Python dict: its comma, or the end of the text; strings are passed over.
std::size_t end_of_value(std::string_view text) {
    return std::min(find_unquoted(text, 0, [](char c) { return c == ','; }), text.size());
}

/// `{'a': 'b', 'c': None}`, on one line or many, as wide as the terminal is.
Row python_dict(std::string_view text) {
    Row row;
    text = text.substr(1, text.size() - 2);
    while (!text.empty()) {
        const std::size_t end = end_of_value(text);
        const std::string_view entry = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t colon = entry.find("':");
        if (colon == std::string_view::npos) continue;
        const std::string_view value = trimmed(entry.substr(colon + 2));
        if (value != "None") row.emplace(unquoted(entry.substr(0, colon + 1)), unquoted(value));
    }
    return row;
}

/// What the lines of a tree begin with.
constexpr auto kBranches = std::to_array<std::string_view>({"├", "│", "└"});

/// In front of a name, as versions spell it.
constexpr auto kCreated = std::to_array<std::string_view>(
    {"Created web function ", "Created web endpoint for ", "Created function ", "Created Function ",
     "Created server ", "Created Server "});

bool is_url_end(char c) {
    return static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x80 ||
           std::string_view("\"'<>()[]{}|").find(c) != std::string_view::npos;
}

std::vector<std::string_view> urls_in(std::string_view line) {
    std::vector<std::string_view> found;
    for (std::size_t at = line.find("http"); at != std::string_view::npos; at = line.find("http", at + 1)) {
        std::string_view url = line.substr(at);
        if (!url.starts_with("https://") && !url.starts_with("http://")) continue;
        url = url.substr(0, static_cast<std::size_t>(std::ranges::find_if(url, is_url_end) - url.begin()));
        while (url.ends_with('.') || url.ends_with(','))
            url.remove_suffix(1);
        found.push_back(url);
        at += url.size();
    }
    return found;
}

std::string_view host_of(std::string_view url) {
    url.remove_prefix(url.find("://") + 3);
    return url.substr(0, url.find_first_of("/?#"));
}

bool is_page(std::string_view url) {
    const std::string_view host = host_of(url);
    return url.find("/apps/") != std::string_view::npos && !host.ends_with(".modal.run");
}

/// The word behind a marker in a line: "Created web function NAME => …".
std::string word_behind(std::string_view line, std::string_view marker) {
    const std::size_t at = line.find(marker);
    if (at == std::string_view::npos) return {};
    std::string_view rest = trimmed(line.substr(at + marker.size()));
    rest = rest.substr(0, rest.find(' '));
    while (rest.ends_with('.'))
        rest.remove_suffix(1);
    return std::string(rest);
}

} // namespace

std::optional<std::vector<Row>> rows_of(std::string_view output) {
    const std::size_t begin = line_with(output, '[');
    if (begin == std::string_view::npos) return std::nullopt;
    const std::size_t end = closing(output, begin);
    if (end == std::string_view::npos) return std::nullopt;
    const json parsed = json::parse(output.substr(begin, end - begin + 1), nullptr, false);
    if (!parsed.is_array()) return std::nullopt;
    std::vector<Row> rows;
    for (const json& each : parsed)
        if (each.is_object()) rows.push_back(row_of(each));
    return rows;
}

std::optional<Row> settings_of(std::string_view output) {
    const std::size_t begin = line_with(output, '{');
    if (begin == std::string_view::npos) return std::nullopt;
    const std::size_t end = closing(output, begin);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view object = output.substr(begin, end - begin + 1);
    const json parsed = json::parse(object, nullptr, false);
    if (parsed.is_discarded()) return python_dict(object);
    Row row = row_of(parsed);
    std::erase_if(row, [](const auto& entry) { return entry.second.empty(); });
    return row;
}

std::optional<std::string> profile_of(std::string_view output) {
    std::optional<std::string> found;
    while (!output.empty()) {
        const std::size_t end = std::min(output.find('\n'), output.size());
        const std::string_view line = trimmed(output.substr(0, end));
        output.remove_prefix(std::min(end + 1, output.size()));
        if (!line.empty() && line.find(' ') == std::string_view::npos) found = std::string(line);
    }
    return found;
}

void PrintedReader::add(std::string_view raw) {
    const std::string line = plain(raw);
    const std::string_view text = trimmed(line);
    const bool is_branch = std::ranges::any_of(kBranches, [&](auto each) { return text.starts_with(each); });
    if (in_tree_ && !is_branch && !text.empty()) printed_.is_complete = true;
    in_tree_ = is_branch ? in_tree_ : text.find("Created objects") != std::string_view::npos;
    printed_.is_deployed = printed_.is_deployed || text.find("App deployed") != std::string_view::npos;
    for (const std::string_view url : urls_in(text))
        if (is_page(url)) add_page(url);
    for (const std::string_view kind : kCreated)
        if (std::string name = word_behind(text, kind); !name.empty()) function_ = std::move(name);
    // Elsewhere, programs print addresses of their own.
    const bool tells_address = text.find("Created web ") != std::string_view::npos;
    if (in_tree_ || tells_address) add_addresses(text);
}

void PrintedReader::add_addresses(std::string_view text) {
    // Another name of an address that was told, maybe not set up yet.
    if (text.find("Custom domain") != std::string_view::npos) return;
    std::string function = function_;
    // "Model.web -> https://…", below the class.
    if (const std::size_t arrow = text.find(" -> http"); arrow != std::string_view::npos) {
        const std::string_view before = text.substr(0, arrow);
        function = std::string(before.substr(before.rfind(' ') + 1));
    }
    for (const std::string_view url : urls_in(text)) {
        const auto same = [&](const WebAddress& known) { return known.url == url; };
        if (is_page(url) || std::ranges::any_of(printed_.addresses, same)) continue;
        printed_.addresses.push_back({.function = function,
                                      .url = std::string(url),
                                      .needs_authentication = text.find("🔑") != std::string_view::npos});
    }
}

/// https://modal.com/apps/WORKSPACE/ENVIRONMENT/ap-ID, or …/deployed/NAME.
void PrintedReader::add_page(std::string_view url) {
    printed_.page = std::string(url);
    std::vector<std::string_view> parts;
    std::string_view rest = url.substr(url.find("/apps/") + 6);
    rest = rest.substr(0, rest.find_first_of("?#"));
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        parts.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].starts_with("ap-")) printed_.app_id = std::string(parts[i]);
        if (parts[i] == "deployed" && i + 1 < parts.size()) printed_.app = std::string(parts[i + 1]);
    }
    if (parts.size() >= 3) printed_.environment = std::string(parts[1]);
}

std::string text_of(const std::vector<process::Line>& lines, bool with_errors) {
    std::string out;
    for (const process::Line& line : lines)
        if (with_errors || line.stream == process::Line::Stream::output) out += line.text + '\n';
    return out;
}

} // namespace modal_lsp::server::operate
