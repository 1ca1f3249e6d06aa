#include "server/options_docs.hpp"

#include "server/options.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <variant>

namespace modal_lsp::server {
namespace {

using Json = nlohmann::ordered_json;

Json severity_schema() {
    return {{"type", "string"}, {"enum", severity_words()}};
}

/// The JSON type of an option's value with its limits, by the type of the member it sets.
Json type_of(const Option& option, Words Config::* /*member*/) {
    Json items{{"type", "string"}, {"minLength", 1}};
    if (option.names == Names::selectors) items = {{"type", "string"}, {"enum", rule_selectors()}};
    return {{"type", "array"}, {"items", std::move(items)}};
}

Json type_of(const Option& /*option*/, Severities Config::* /*member*/) {
    return {{"type", "object"},
            {"propertyNames", {{"enum", rule_keys()}}},
            {"additionalProperties", severity_schema()}};
}

Json type_of(const Option& option, std::string Config::* /*member*/) {
    if (option.names == Names::paths) return {{"type", "string"}, {"minLength", 1}};
    if (option.choices.empty()) return {{"type", "string"}, {"pattern", R"(^(auto|[0-9][0-9.]*)$)"}};
    return {{"type", "string"}, {"enum", option.choices}};
}

Json type_of(const Option& /*option*/, bool Config::* /*member*/) {
    return {{"type", "boolean"}};
}

Json type_of(const Option& option, std::uint32_t Config::* /*member*/) {
    return {{"type", "integer"}, {"minimum", option.minimum}, {"maximum", option.maximum}};
}

Json json_value(const Words& words) {
    return words;
}

Json json_value(const std::string& value) {
    return value;
}

Json json_value(bool value) {
    return value;
}

Json json_value(std::uint32_t value) {
    return value;
}

std::string_view word_of(const std::optional<rules::Severity>& severity) {
    return severity ? rules::name_of(*severity) : std::string_view("off");
}

Json json_value(const Severities& severities) {
    Json out = Json::object();
    for (const auto& [rule, severity] : severities)
        out[rule] = word_of(severity);
    return out;
}

Json json_of(const Option& option, const Config& config) {
    return std::visit([&](auto member) { return json_value(config.*member); }, option.member);
}

/// A JSON string, number, boolean or array of these is TOML, too.
std::string toml_value(const Json& value) {
    const auto spelt = [](const Json& json) {
        return json.dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    if (!value.is_structured()) return spelt(value);
    std::string out;
    for (const auto& [key, item] : value.items()) {
        if (!out.empty()) out += ", ";
        out += value.is_object() ? fmt::format("{} = {}", key, spelt(item)) : spelt(item);
    }
    if (value.is_array()) return fmt::format("[{}]", out);
    return out.empty() ? "{}" : fmt::format("{{ {} }}", out);
}

std::string kind_in_words(const Option& option) {
    if (option.names == Names::paths) return "path";
    if (std::holds_alternative<std::string Config::*>(option.member))
        return option.choices.empty() ? "version" : fmt::format("`{}`", fmt::join(option.choices, "`, `"));
    if (std::holds_alternative<bool Config::*>(option.member)) return "true or false";
    if (std::holds_alternative<Severities Config::*>(option.member)) return "table";
    if (std::holds_alternative<std::uint32_t Config::*>(option.member)) return "whole number";
    return option.names == Names::selectors ? "list of rules" : "list of strings";
}

std::string range_in_words(const Option& option) {
    return option.maximum == 0 ? std::string()
                               : fmt::format(" From {} to {}.", option.minimum, option.maximum);
}

Json property_of(const Option& option) {
    Json property = std::visit([&](auto member) { return type_of(option, member); }, option.member);
    property["default"] = json_of(option, Config{});
    property["description"] = option.docs;
    return property;
}

} // namespace

Json config_schema() {
    Json properties = Json::object();
    Json of_editors = Json::object();
    for (const Option& option : options())
        (option.editor_only ? of_editors : properties)[std::string(option.key)] = property_of(option);
    return {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
            {"title", "modal-lsp"},
            {"description", "Settings of modal-lsp: modal-lsp.toml, or [tool.modal-lsp] in pyproject.toml."},
            {"type", "object"},
            {"properties", std::move(properties)},
            {"$defs", {{"editorOnly", {{"properties", std::move(of_editors)}}}}},
            {"additionalProperties", false}};
}

Json editor_properties() {
    Json out = Json::object();
    for (const Option& option : options()) {
        Json property = property_of(option);
        property["markdownDescription"] = option.docs;
        property.erase("description");
        property["scope"] = option.scope == Scope::resource ? "resource" : "window";
        out["modal-lsp." + camel_case(option.key)] = std::move(property);
    }
    return out;
}

std::string options_markdown() {
    std::string out = "| Key | Value | Default | Meaning | Example |\n| --- | --- | --- | --- | --- |\n";
    for (const Option& option : options())
        out += fmt::format("| `{}` | {} | `{}` | {}{} | `{} = {}` |\n", option.key, kind_in_words(option),
                           toml_value(json_of(option, Config{})), option.docs, range_in_words(option),
                           option.key, option.example);
    return out;
}

std::string show_settings(const Config& config, const std::map<std::string, std::string>& origins) {
    std::string out;
    for (const Option& option : options()) {
        const auto origin = origins.find(std::string(option.key));
        // What no file may set is told as a comment, so that the text can be used as one.
        out += fmt::format("{}{} = {}  # {}\n", option.editor_only ? "# " : "", option.key,
                           toml_value(json_of(option, config)),
                           origin == origins.end() ? "default" : presentable(origin->second, 500));
    }
    return out;
}

} // namespace modal_lsp::server
