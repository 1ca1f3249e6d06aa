#include "server/operate/e2e_checks.hpp"

#include "server/toml.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace modal_lsp::server::operate {
namespace {

using nlohmann::json;
using Kind = Setting::Kind;
using Problem = std::optional<std::string>;

constexpr auto kMethods =
    std::to_array<std::string_view>({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"});
constexpr std::int64_t kLongestSeconds = 3600;
constexpr std::size_t kMostChecks = 200;

json to_json_value(const Setting& setting) {
    switch (setting.kind) {
    case Kind::boolean: return setting.boolean;
    case Kind::integer: return setting.integer;
    case Kind::number: return json::parse(setting.text, nullptr, false);
    case Kind::text:
    case Kind::other: return setting.text;
    case Kind::null: return nullptr;
    case Kind::list: {
        json out = json::array();
        for (const Setting& item : setting.items)
            out.push_back(to_json_value(item));
        return out;
    }
    case Kind::table: break;
    }
    json out = json::object();
    for (const Setting& item : setting.items)
        out[item.key] = to_json_value(item);
    return out;
}

std::string dumped(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

Problem expected(const Setting& found, std::string_view what) {
    return fmt::format("\"{}\": expected {}, found {}", presentable(found.key), what, describe(found));
}

Problem read_number(const Setting& found, std::int64_t least, std::int64_t most, std::int64_t& out) {
    if (found.kind != Kind::integer || found.integer < least || found.integer > most)
        return expected(found, fmt::format("a whole number from {} to {}", least, most));
    out = found.integer;
    return std::nullopt;
}

Problem read_body(const Setting& found, WebCheck& out) {
    if (found.kind == Kind::text)
        out.body = found.text;
    else
        out.body = dumped(to_json_value(found));
    if (found.kind == Kind::text && !json::accept(found.text)) out.content_type = "text/plain";
    return std::nullopt;
}

Problem read_member(const Setting& found, WebCheck& out) {
    std::int64_t number = 0;
    if (found.key == "method") {
        if (found.kind != Kind::text || std::ranges::find(kMethods, found.text) == kMethods.end())
            return expected(found, fmt::format("one of {}", fmt::join(kMethods, ", ")));
        out.method = found.text;
    } else if (found.key == "path") {
        if (found.kind != Kind::text || !found.text.starts_with('/'))
            return expected(found, "a path that begins with a slash");
        out.path = found.text;
    } else if (found.key == "function") {
        if (found.kind != Kind::text) return expected(found, "the name of a function");
        out.function = found.text;
    } else if (found.key == "body") {
        return read_body(found, out);
    } else if (found.key == "status") {
        if (auto problem = read_number(found, 100, 599, number)) return problem;
        out.status = number;
    } else if (found.key == "timeout") {
        if (auto problem = read_number(found, 1, kLongestSeconds, number)) return problem;
        out.limit = std::chrono::seconds(number);
    } else if (found.key == "json") {
        if (found.kind != Kind::table) return expected(found, "a table from paths to values");
        for (const Setting& item : found.items)
            out.json.emplace_back(item.key, dumped(to_json_value(item)));
    } else {
        return fmt::format("unknown key \"{}\"; a check has method, path, function, body, status, json and "
                           "timeout",
                           presentable(found.key));
    }
    return std::nullopt;
}

std::size_t line_of(std::string_view text, const Setting& setting) {
    const auto before = text.substr(0, std::min<std::size_t>(setting.key_range.begin.value, text.size()));
    return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
}

/// A step into a value: a key of an object, or a number in a list.
const json* step(const json& value, std::string_view key) {
    if (value.is_object()) {
        const auto found = value.find(std::string(key));
        return found == value.end() ? nullptr : &*found;
    }
    std::size_t number = 0;
    const auto read = std::from_chars(key.data(), key.data() + key.size(), number);
    if (!value.is_array() || read.ec != std::errc() || number >= value.size()) return nullptr;
    return &value[number];
}

const json* value_at(const json& whole, std::string_view path) {
    const json* at = &whole;
    while (at != nullptr && !path.empty()) {
        const std::string_view key = path.substr(0, path.find('.'));
        path.remove_prefix(std::min(key.size() + 1, path.size()));
        at = step(*at, key);
    }
    return at;
}

} // namespace

tl::expected<std::vector<WebCheck>, std::string> parse_checks(std::string_view text) {
    const auto root = parse_toml(text);
    if (!root) return tl::unexpected(root.error().message);
    std::vector<WebCheck> checks;
    for (const Setting& member : root->items) {
        const auto wrong = [&](const Setting& where, const std::string& what) {
            return tl::unexpected(fmt::format("line {}: {}", line_of(text, where), what));
        };
        if (member.key != "check")
            return wrong(member,
                         fmt::format("unknown key \"{}\"; expected [[check]]", presentable(member.key)));
        if (member.kind != Kind::list) return wrong(member, "expected [[check]], with two brackets");
        for (const Setting& each : member.items) {
            if (each.kind != Kind::table) return wrong(member, "a check is a table");
            WebCheck check;
            for (const Setting& found : each.items)
                if (auto problem = read_member(found, check)) return wrong(found, *problem);
            if (check.body && check.method == "GET") check.method = "POST";
            checks.push_back(std::move(check));
        }
    }
    if (checks.empty()) return tl::unexpected(std::string("there is no [[check]] in it"));
    if (checks.size() > kMostChecks)
        return tl::unexpected(fmt::format("there are more than {} checks in it", kMostChecks));
    return checks;
}

std::vector<WebCheck> default_checks() {
    return {WebCheck{}};
}

std::string mismatch(const WebCheck& check, const WebReply& reply, Language language) {
    if (reply.status == 0)
        return reply.error.empty() ? say(language, {"no answer", "没有响应"}) : reply.error;
    if (reply.status != check.status)
        return say(language, {"expected status {}, got {}", "应为状态 {}，实为 {}"}, check.status,
                   reply.status);
    if (check.json.empty()) return {};
    const json body = json::parse(reply.body, nullptr, false);
    if (body.is_discarded())
        return say(language, {"the answer is not JSON, or too long", "响应不是 JSON，或过长"});
    for (const auto& [path, wanted] : check.json) {
        const json* found = value_at(body, path);
        if (found == nullptr) return say(language, {"the answer has no {}", "响应中没有 {}"}, path);
        if (*found != json::parse(wanted, nullptr, false))
            return say(language, {"expected {} to be {}, got {}", "{} 应为 {}，实为 {}"}, path, wanted,
                       dumped(*found).substr(0, 200));
    }
    return {};
}

} // namespace modal_lsp::server::operate
