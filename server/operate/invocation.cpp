#include "server/operate/invocation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace modal_lsp::server::operate {
namespace {

using Words = std::vector<std::string>;
using Outcome = tl::expected<Words, Refusal>;

/// From here on, apps are named by a plain argument.
constexpr text::Version kV0_65{.major = 0, .minor = 65, .patch = 0};
/// From here on, modules are marked with -m.
constexpr text::Version kV1_0{.major = 1, .minor = 0, .patch = 0};
/// From here on, logs are fetched, and followed only on demand.
constexpr text::Version kV1_4{.major = 1, .minor = 4, .patch = 0};
/// From here on, `stop` asks.
constexpr text::Version kV1_4_2{.major = 1, .minor = 4, .patch = 2};

constexpr std::string_view kFetchedLines = "500";

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Names with dots between.
bool is_dotted_name(std::string_view text) {
    bool begins = true;
    for (const char c : text) {
        if (c == '.' ? begins
            : begins ? !is_letter(c) && c != '_'
                     : !is_letter(c) && !is_digit(c) && c != '_')
            return false;
        begins = c == '.';
    }
    return !begins;
}

tl::unexpected<Refusal> refused(const Phrase& reason, std::string name = {}) {
    return tl::unexpected(Refusal{.reason = reason, .name = std::move(name)});
}

/// `file.py::function`, with `-m` for a module.
Outcome reference(const Order& order, const text::Version& version) {
    if (!order.function.empty() && !is_dotted_name(order.function))
        return refused({"\"{}\" is no name of a function that can be handed on safely",
                        "\"{}\" 不是可以安全传递的函数名"},
                       order.function);
    const std::string behind = order.function.empty() ? "" : "::" + order.function;
    if (!order.module.empty()) {
        if (!is_dotted_name(order.module))
            return refused({"\"{}\" is no name of a module that can be handed on safely",
                            "\"{}\" 不是可以安全传递的模块名"},
                           order.module);
        if (version < kV1_0) return Words{order.module + behind};
        return Words{"-m", order.module + behind};
    }
    if (order.file.empty()) return refused({"no file is named", "没有指定文件"});
    if (order.file.find("::") != std::string::npos)
        return refused(
            {"\"{}\" is no name of a file that can be handed on safely", "\"{}\" 不是可以安全传递的文件名"},
            order.file);
    // A path that begins with a hyphen would be an option.
    return Words{(order.file.front() == '-' ? "./" : "") + order.file + behind};
}

Outcome on_file(const Order& order, const text::Version& version, Words words) {
    auto target = reference(order, version);
    if (!target) return target;
    std::ranges::move(*target, std::back_inserter(words));
    if (order.command == "run") std::ranges::copy(order.arguments, std::back_inserter(words));
    return words;
}

Outcome on_app(const Order& order, const text::Version& version, Words words) {
    if (order.app.empty())
        return refused({"no app is named, and the file has not exactly one",
                        "没有指定应用，而文件中的应用不是恰好一个"});
    if (!is_plain_name(order.app))
        return refused(
            {"\"{}\" is no name of an app that can be handed on safely", "\"{}\" 不是可以安全传递的应用名"},
            order.app);
    const bool is_id = order.app.starts_with("ap-");
    words.push_back(version < kV0_65 && !is_id ? "--name=" + order.app : order.app);
    return words;
}

} // namespace

bool is_plain_name(std::string_view name) {
    constexpr std::size_t kLongest = 128;
    return !name.empty() && name.size() <= kLongest && name.front() != '-' &&
           std::ranges::all_of(name, [](char c) {
               return (is_letter(c) && static_cast<unsigned char>(c) < 0x80) || is_digit(c) || c == '-' ||
                      c == '_' || c == '.';
           });
}

Outcome words_of(const Order& order, const text::Version& version) {
    Words options;
    if (!order.environment.empty()) {
        if (!is_plain_name(order.environment))
            return refused({"\"{}\" is no name of an environment that can be handed on safely",
                            "\"{}\" 不是可以安全传递的环境名"},
                           order.environment);
        options.push_back("--env=" + order.environment);
    }
    Words words{order.command};
    if (order.command == "logs" || order.command == "stop") words.insert(words.begin(), "app");
    if (order.command == "deploy" && !order.tag.empty()) {
        if (!is_plain_name(order.tag))
            return refused({"\"{}\" is no name of a tag that can be handed on safely",
                            "\"{}\" 不是可以安全传递的标签名"},
                           order.tag);
        options.push_back("--tag=" + order.tag);
    }
    if (order.command == "stop" && version >= kV1_4_2) options.emplace_back("--yes");
    if (order.command == "logs" && version >= kV1_4)
        options.push_back(order.follow ? std::string("--follow") : fmt::format("--tail={}", kFetchedLines));
    std::ranges::move(options, std::back_inserter(words));
    if (order.command == "logs" || order.command == "stop") return on_app(order, version, std::move(words));
    return on_file(order, version, std::move(words));
}

std::string command_line(const std::vector<std::string>& argv) {
    const auto is_safe = [](char c) {
        return is_letter(c) || is_digit(c) ||
               std::string_view("-_./=:,@%+").find(c) != std::string_view::npos;
    };
    std::string out;
    for (const std::string& word : argv) {
        if (!out.empty()) out += ' ';
        if (!word.empty() && std::ranges::all_of(word, is_safe)) {
            out += word;
            continue;
        }
        out += '\'';
        for (const char c : word)
            out += c == '\'' ? std::string("'\\''") : std::string(1, c);
        out += '\'';
    }
    return out;
}

bool is_blocking(const Order& order) {
    return order.command == "serve" || order.command == "shell" || (order.command == "logs" && order.follow);
}

bool always_follows(const text::Version& version) {
    return version < kV1_4;
}

bool changes_something(std::string_view command) {
    constexpr auto kChanging =
        std::to_array<std::string_view>({"run", "serve", "deploy", "shell", "stop", "e2e"});
    return std::ranges::find(kChanging, command) != kChanging.end();
}

} // namespace modal_lsp::server::operate
