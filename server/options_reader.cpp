#include "analysis/text/similarity.hpp"
#include "server/options.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace modal_lsp::server {
namespace {

using Kind = Setting::Kind;

/// Reads one table of settings; lives for one call of `apply_settings`.
class Reader {
  public:
    Reader(const ReadStyle& style, Config& config, std::vector<ConfigProblem>& problems)
        : style_(style), config_(config), problems_(problems) {}

    std::vector<std::string> read(const Setting& table) {
        std::vector<bool> set(options().size(), false);
        for (const Setting& member : table.items) {
            const auto option = find(member.key);
            if (option == options().end())
                unknown_key(member);
            else if (option->editor_only && !style_.is_editor)
                problem(option->key, member.key_range,
                        fmt::format("\"{}\" can only be set in an editor: no file of a repository makes "
                                    "programs run",
                                    option->key));
            else if (member.kind != Kind::null && read_option(*option, member))
                set[static_cast<std::size_t>(option - options().begin())] = true;
        }
        std::vector<std::string> keys;
        for (std::size_t i = 0; i < set.size(); ++i)
            if (set[i]) keys.emplace_back(options()[i].key);
        return keys;
    }

  private:
    [[nodiscard]] std::span<const Option>::iterator find(std::string_view key) const {
        const auto all = options();
        return std::ranges::find_if(all, [&](const Option& option) {
            return option.key == key || (style_.is_editor && camel_case(option.key) == key);
        });
    }

    void problem(std::string_view path, text::ByteRange range, std::string message) {
        if (problems_.size() >= kMaxConfigProblems) return;
        problems_.push_back({fmt::format("{}{}", style_.prefix, path), std::move(message), range});
    }

    void mismatch(std::string_view path, std::string_view expected, const Setting& found) {
        problem(path, found.range,
                fmt::format("\"{}\": expected {}, found {}", path, expected, describe(found)));
    }

    void unknown(std::string_view path, text::ByteRange range, std::string_view what, std::string_view name,
                 std::span<const std::string> candidates) {
        if (problems_.size() >= kMaxConfigProblems) return; // spares the search, too
        const auto meant = text::nearest(name, candidates);
        problem(path, range,
                fmt::format("unknown {} \"{}\"{}", what, presentable(name),
                            meant ? fmt::format("; did you mean \"{}\"?", *meant) : ""));
    }

    void unknown_key(const Setting& member) {
        if (std::ranges::find(style_.other_keys, member.key) != style_.other_keys.end()) return;
        std::vector<std::string> keys;
        for (const Option& option : options())
            if (style_.is_editor || !option.editor_only)
                keys.push_back(style_.is_editor ? camel_case(option.key) : std::string(option.key));
        unknown(presentable(member.key), member.key_range, "key", member.key, keys);
    }

    /// A code is not suggested for another code: which number was meant cannot be guessed.
    void unknown_rule(std::string_view path, text::ByteRange range, std::string_view name,
                      std::vector<std::string> candidates) {
        std::erase_if(candidates, [&](const std::string& candidate) {
            const rules::Rule* rule = rules::find_rule(candidate);
            return rule != nullptr && rule->code == candidate &&
                   !text::differs_only_in_style(candidate, name);
        });
        unknown(path, range, "rule", name, candidates);
    }

    bool read_option(const Option& option, const Setting& value) {
        return std::visit([&](auto member) { return read_value(option, value, config_.*member); },
                          option.member);
    }

    bool read_value(const Option& option, const Setting& value, bool& out) {
        if (value.kind == Kind::boolean) {
            out = value.boolean;
            return true;
        }
        mismatch(option.key, "true or false", value);
        return false;
    }

    bool read_value(const Option& option, const Setting& value, std::string& out) {
        const auto& choices = option.choices;
        const bool path = option.names == Names::paths;
        const bool fits = path              ? !value.text.empty()
                          : choices.empty() ? is_version_or_auto(value.text)
                                            : std::ranges::find(choices, value.text) != choices.end();
        if (value.kind == Kind::text && fits) {
            out = value.text;
            return true;
        }
        mismatch(option.key,
                 path              ? std::string("a path, or \"auto\"")
                 : choices.empty() ? std::string("a version such as \"1.2.3\", or \"auto\"")
                                   : fmt::format("\"{}\"", fmt::join(choices, "\", \"")),
                 value);
        return false;
    }

    static bool is_version_or_auto(std::string_view text) {
        const auto part = [](char c) { return c == '.' || (c >= '0' && c <= '9'); };
        const bool version = !text.empty() && text.front() != '.' && std::ranges::all_of(text, part);
        return text == "auto" || version;
    }

    bool read_value(const Option& option, const Setting& value, std::uint32_t& out) {
        if (value.kind == Kind::integer && value.integer >= option.minimum &&
            value.integer <= option.maximum) {
            out = static_cast<std::uint32_t>(value.integer);
            return true;
        }
        mismatch(option.key, fmt::format("a whole number from {} to {}", option.minimum, option.maximum),
                 value);
        return false;
    }

    bool read_value(const Option& option, const Setting& value, Words& out) {
        if (value.kind != Kind::list) {
            mismatch(option.key, "a list of strings", value);
            return false;
        }
        const auto selectors =
            option.names == Names::selectors ? rule_selectors() : std::vector<std::string>{};
        Words words;
        for (std::size_t i = 0; i < value.items.size(); ++i) {
            const Setting& item = value.items[i];
            const auto path = fmt::format("{}[{}]", option.key, i);
            if (item.kind != Kind::text || item.text.empty())
                mismatch(path, "a string that is not empty", item);
            else if (option.names == Names::selectors && !std::ranges::binary_search(selectors, item.text))
                unknown_rule(path, item.range, item.text, selectors);
            else
                words.push_back(item.text);
        }
        out = std::move(words);
        return true;
    }

    bool read_value(const Option& option, const Setting& value, Severities& out) {
        if (value.kind != Kind::table) {
            mismatch(option.key, "a table from rules to severities", value);
            return false;
        }
        Severities severities;
        for (const Setting& member : value.items)
            read_severity(option, member, severities);
        out = std::move(severities);
        return true;
    }

    void read_severity(const Option& option, const Setting& member, Severities& out) {
        const auto path = fmt::format("{}.{}", option.key, presentable(member.key));
        if (rules::find_rule(member.key) == nullptr) {
            unknown_severity_key(path, member);
            return;
        }
        if (member.kind == Kind::null) return;
        const auto words = severity_words();
        if (member.kind != Kind::text || std::ranges::find(words, member.text) == words.end()) {
            mismatch(path, fmt::format("\"{}\"", fmt::join(words, "\", \"")), member);
            return;
        }
        out[member.key] = severity_from(member.text);
    }

    void unknown_severity_key(std::string_view path, const Setting& member) {
        const auto selectors = rule_selectors();
        if (std::ranges::binary_search(selectors, member.key))
            problem(path, member.key_range,
                    fmt::format("\"{}\" is not a rule: severities are set for single rules, by name or code",
                                member.key));
        else
            unknown_rule(path, member.key_range, member.key, rule_keys());
    }

    static std::optional<rules::Severity> severity_from(std::string_view word) {
        using rules::Severity;
        if (word == "information") return Severity::information;
        for (const auto severity :
             {Severity::error, Severity::warning, Severity::information, Severity::hint})
            if (word == rules::name_of(severity)) return severity;
        return std::nullopt;
    }

    const ReadStyle& style_;
    Config& config_;
    std::vector<ConfigProblem>& problems_;
};

/// Settings are two levels deep; what lies deeper in a client's JSON is of no use and not copied.
constexpr int kDeepestSetting = 3;

Setting setting_from(const nlohmann::json& json, int depth = 0) {
    Setting out;
    if (json.is_boolean()) {
        out.kind = Kind::boolean;
        out.boolean = json.get<bool>();
    } else if (json.is_string()) {
        out.kind = Kind::text;
        out.text = json.get_ref<const std::string&>();
    } else if (json.is_number()) {
        const bool fits = !json.is_number_unsigned() || json.get<std::uint64_t>() <= INT64_MAX;
        out.kind = json.is_number_integer() && fits ? Kind::integer : Kind::number;
        if (out.kind == Kind::integer) out.integer = json.get<std::int64_t>();
        out.text = json.dump();
    } else if (json.is_structured()) {
        out.kind = json.is_array() ? Kind::list : Kind::table;
        if (depth >= kDeepestSetting) return out;
        for (const auto& [key, value] : json.items()) {
            out.items.push_back(setting_from(value, depth + 1));
            if (json.is_object()) out.items.back().key = key;
        }
    }
    return out;
}

const nlohmann::json& section_of(const nlohmann::json& settings) {
    if (settings.is_object())
        for (const char* name : {"modal-lsp", "modalLsp"})
            if (const auto found = settings.find(name); found != settings.end()) return *found;
    return settings; // NOLINT(bugprone-return-const-ref-from-parameter): the caller's own, which outlives it
}

} // namespace

std::vector<std::string> apply_settings(const Setting& table, const ReadStyle& style, Config& config,
                                        std::vector<ConfigProblem>& problems) {
    return Reader(style, config, problems).read(table);
}

std::vector<std::string> apply_editor_settings(const nlohmann::json& settings, Config& config,
                                               std::vector<ConfigProblem>& problems,
                                               std::span<const std::string_view> client_keys) {
    const Setting table = setting_from(section_of(settings));
    if (table.kind == Kind::null) return {};
    if (table.kind != Kind::table) {
        problems.push_back({"", fmt::format("settings: expected an object, found {}", describe(table)), {}});
        return {};
    }
    return apply_settings(table, {.is_editor = true, .other_keys = client_keys}, config, problems);
}

} // namespace modal_lsp::server
