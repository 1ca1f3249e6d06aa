#include "protocol/uri.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace modal_lsp::protocol {

namespace {

// <cctype> follows the locale; URIs do not.
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    const char letter = lower(c);
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size();
        const int high = escape ? hex_value(text[i + 1]) : -1;
        const int low = escape ? hex_value(text[i + 2]) : -1;
        if (high < 0 || low < 0) {
            out += text[i];
            continue;
        }
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

bool starts_with_drive(std::string_view path) {
    return path.size() >= 2 && is_letter(path[0]) && path[1] == ':';
}

/// "/c:/x" and "/c:" name a drive; "/c:x" is a file of that name.
bool is_drive_path(std::string_view path) {
    return path.starts_with('/') && starts_with_drive(path.substr(1)) && (path.size() == 3 || path[3] == '/');
}

/// Joins the segments of a path behind its root, without ".", ".." and empty ones. ".." never climbs past the
/// root.
std::string normalized(std::string_view root, std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        const std::string_view segment = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(path.size(), segment.size() + 1));
        if (segment == "..") {
            if (!segments.empty()) segments.pop_back();
        } else if (!segment.empty() && segment != ".") {
            segments.push_back(segment);
        }
    }
    std::string out(root);
    for (const std::string_view segment : segments) {
        if (!out.ends_with('/')) out += '/';
        out += segment;
    }
    return out;
}

void append_encoded(std::string& out, std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    for (const char c : text) {
        if (is_letter(c) || is_digit(c) || std::string_view("-._~/").find(c) != std::string_view::npos) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
}

} // namespace

std::optional<std::string> path_of(std::string_view uri) {
    const std::size_t colon = uri.find(':');
    if (colon == std::string_view::npos || !equal_ignoring_case(uri.substr(0, colon), "file")) return {};
    std::string_view rest = uri.substr(colon + 1);
    rest = rest.substr(0, rest.find_first_of("?#"));
    std::string authority;
    if (rest.starts_with("//")) {
        rest.remove_prefix(2);
        authority = percent_decoded(rest.substr(0, rest.find('/')));
        rest.remove_prefix(std::min(rest.size(), rest.find('/')));
    }
    const std::string path = percent_decoded(rest);
    if (!path.starts_with('/') || path.find('\0') != std::string::npos ||
        authority.find_first_of(std::string_view("\0/", 2)) != std::string::npos)
        return {};
    if (!authority.empty() && !equal_ignoring_case(authority, "localhost"))
        return normalized("//" + authority + "/", path);
    // Taking out "." and empty segments can bring a drive to the front ("//c:/x").
    std::string whole = is_drive_path(path) ? path : normalized("/", path);
    if (!is_drive_path(whole)) return whole;
    return normalized(std::string{lower(whole[1]), ':', '/'}, std::string_view(whole).substr(3));
}

std::string uri_of(std::string_view path) {
    std::string uri = "file://";
    if (path.starts_with("//")) {
        path.remove_prefix(2); // a host and its share
    } else if (starts_with_drive(path)) {
        uri += '/';
        uri += lower(path.front());
        path.remove_prefix(1);
    } else if (!path.starts_with('/')) {
        uri += '/';
    }
    append_encoded(uri, path);
    return uri;
}

} // namespace modal_lsp::protocol
