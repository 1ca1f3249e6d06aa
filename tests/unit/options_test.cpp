#include "server/config_file.hpp"
#include "server/options.hpp"
#include "server/options_docs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>

using namespace modal_lsp;
using namespace modal_lsp::server;
using Json = nlohmann::json;

namespace {

struct Applied {
    Config config;
    std::vector<ConfigProblem> problems;
    std::vector<std::string> keys;
};

Applied apply(const Json& settings, std::span<const std::string_view> client_keys = {}) {
    Applied out;
    out.keys = apply_editor_settings(settings, out.config, out.problems, client_keys);
    return out;
}

/// The part of JSON Schema that our schema uses.
bool accepts(const Json& schema, const Json& value) {
    const std::string type = schema.value("type", "");
    if (type == "boolean" && !value.is_boolean()) return false;
    if (type == "integer" && !value.is_number_integer()) return false;
    if (type == "string" && !value.is_string()) return false;
    if (type == "array" && !value.is_array()) return false;
    if (type == "object" && !value.is_object()) return false;
    if (schema.contains("enum") && !schema["enum"].is_null())
        if (std::ranges::find(schema["enum"], value) == schema["enum"].end()) return false;
    if (schema.contains("minimum") && value < schema["minimum"]) return false;
    if (schema.contains("maximum") && value > schema["maximum"]) return false;
    if (schema.contains("pattern"))
        return std::regex_search(value.get<std::string>(), std::regex(schema["pattern"].get<std::string>()));
    if (schema.contains("minLength") && value.get<std::string>().empty()) return false;
    if (type == "array")
        return std::ranges::all_of(value, [&](const Json& item) { return accepts(schema["items"], item); });
    if (type != "object") return true;
    return std::ranges::all_of(value.items(), [&](const auto& member) {
        return accepts(schema["propertyNames"], member.key()) &&
               accepts(schema["additionalProperties"], member.value());
    });
}

std::vector<Json> samples() {
    return {true,
            false,
            -1,
            0,
            1,
            4096,
            65536,
            65537,
            10000000,
            10000001,
            1.5,
            9007199254740993,
            "",
            "all",
            "true",
            "auto",
            "strict",
            "1.2.3",
            ".1",
            Json::array(),
            Json::array({""}),
            Json::array({"all"}),
            Json::array({"modal-lsp"}),
            Json::array({"unused-suppression", "MDL001"}),
            Json::array({"unused-supression"}),
            Json::array({"src", 3}),
            Json::array({Json::array()}),
            Json::object(),
            {{"unused-suppression", "off"}, {"MDL003", "information"}},
            {{"unused-suppression", "loud"}},
            {{"unused-suppression", 3}},
            {{"modal-lsp", "off"}},
            {{"nope", "off"}}};
}

/// Scalars and arrays are spelt alike in JSON and TOML.
std::string as_toml(const Json& value) {
    if (!value.is_object()) return value.dump();
    std::string out;
    for (const auto& [key, item] : value.items())
        out += fmt::format("{}\"{}\" = {}", out.empty() ? "" : ", ", key, item.dump());
    return "{" + out + "}";
}

std::string read_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// What the schema says of an option.
const Json& part_for(const Option& option, const Json& schema) {
    const Json& properties =
        option.editor_only ? schema["$defs"]["editorOnly"]["properties"] : schema["properties"];
    return properties.at(std::string(option.key));
}

} // namespace

TEST_CASE("what only an editor may set is refused in files, with the reason") {
    const auto file = read_config_file("/modal-lsp.toml", "live-names = true\nlive-name = true\n", {});
    CHECK_FALSE(file.config.live_names);
    REQUIRE(file.problems.size() == 2);
    CHECK(file.problems[0].message.find("can only be set in an editor") != std::string::npos);
    CHECK(file.problems[1].message == "unknown key \"live-name\"");
    CHECK(apply({{"liveNames", true}}).config.live_names);
}

TEST_CASE("the schema and the parsers accept the same values") {
    const Json schema = config_schema();
    for (const Option& option : options()) {
        const std::string key(option.key);
        int accepted = 0;
        int refused = 0;
        for (const Json& sample : samples()) {
            const bool expected = accepts(part_for(option, schema), sample);
            (expected ? accepted : refused) += 1;
            CAPTURE(key);
            CAPTURE(sample.dump());
            CHECK(apply({{key, sample}}).problems.empty() == expected);
            const std::string toml = fmt::format("{} = {}\n", key, as_toml(sample));
            CHECK(read_config_file("/modal-lsp.toml", toml, {}).problems.empty() ==
                  (expected && !option.editor_only));
        }
        CHECK(accepted > 0);
        CHECK(refused > 0);
    }
}

TEST_CASE("defaults and examples of all options are accepted") {
    const Json schema = config_schema();
    for (const Option& option : options()) {
        const std::string key(option.key);
        CAPTURE(key);
        const Json& part = part_for(option, schema);
        CHECK(accepts(part, part["default"]));
        if (option.editor_only) continue;
        const auto file =
            read_config_file("/modal-lsp.toml", fmt::format("{} = {}", key, option.example), {});
        CHECK(file.problems.empty());
        CHECK(file.set_keys == std::vector<std::string>{key});
    }
}

TEST_CASE("the schema knows no other keys than the parser") {
    const Json schema = config_schema();
    CHECK(schema["properties"].size() + schema["$defs"]["editorOnly"]["properties"].size() ==
          options().size());
    CHECK(schema["additionalProperties"] == false);
    CHECK(apply({{"colour", 1}}).problems.size() == 1);
}

TEST_CASE("the checked-in schema is what the table of options yields") {
    const std::string path = std::string(MODAL_LSP_SOURCE_DIR) + "/editors/modal-lsp.schema.json";
    const std::string expected = config_schema().dump(2) + "\n";
    if (std::getenv("MODAL_LSP_UPDATE") != nullptr) std::ofstream(path, std::ios::binary) << expected;
    INFO("run the tests with MODAL_LSP_UPDATE=1 to rewrite it");
    CHECK(read_text(path) == expected);
}

TEST_CASE("an editor may write its settings in kebab-case and in camelCase") {
    const auto read = apply({{"maxFiles", 3}, {"source-roots", {"lib"}}, {"respectGitignore", false}});
    CHECK(read.problems.empty());
    CHECK(read.config.max_files == 3);
    CHECK(read.config.source_roots == Words{"lib"});
    CHECK_FALSE(read.config.respect_gitignore);
    CHECK(read.keys == Words{"source-roots", "respect-gitignore", "max-files"});
}

TEST_CASE("camelCase wins over kebab-case") {
    CHECK(apply({{"maxFiles", 3}, {"max-files", 4}}).config.max_files == 3);
}

TEST_CASE("the section may come inside of an object named after it") {
    CHECK(apply({{"modal-lsp", {{"maxFiles", 3}}}, {"python", {{"x", 1}}}}).config.max_files == 3);
    CHECK(apply({{"modalLsp", {{"maxFiles", 3}}}}).config.max_files == 3);
    CHECK(apply({{"modal-lsp", nullptr}}).problems.empty());
}

TEST_CASE("null is as good as absent in editor settings") {
    CHECK(apply(nullptr).problems.empty());
    const auto read = apply({{"maxFiles", nullptr}, {"ignore", nullptr}});
    CHECK(read.problems.empty());
    CHECK(read.keys.empty());
    CHECK(read.config == Config{});
}

TEST_CASE("what an editor sends wrongly is described and the rest counts") {
    const auto read = apply({{"ignores", 1}, {"max-files", "many"}, {"exclude", {"a"}}});
    REQUIRE(read.problems.size() == 2);
    CHECK(read.problems[0].message == "unknown key \"ignores\"; did you mean \"ignore\"?");
    CHECK(read.problems[1].message ==
          "\"max-files\": expected a whole number from 1 to 10000000, found the string \"many\"");
    CHECK(read.config.exclude == Words{"a"});
    CHECK(apply(3).problems.at(0).message == "settings: expected an object, found the number 3");
    CHECK(apply(Json::array()).problems.size() == 1);
}

TEST_CASE("keys of the editor's extension are passed over") {
    const std::vector<std::string_view> client{"trace"};
    CHECK(apply({{"trace", {{"server", "off"}}}}, client).problems.empty());
    CHECK(apply({{"trace", {{"server", "off"}}}}).problems.size() == 1);
}

TEST_CASE("deep JSON is not followed") {
    Json deep = 1;
    for (int i = 0; i < 1000; ++i)
        deep = Json::array({std::move(deep)});
    CHECK(apply({{"ignore", deep}}).problems.size() == 1);
}

TEST_CASE("numbers of any size are refused, not wrapped") {
    for (const char* text : {"18446744073709551615", "4294967297", "-1", "1e300", "-9223372036854775808"}) {
        CAPTURE(text);
        const auto read = apply({{"max-files", Json::parse(text)}});
        CHECK(read.problems.size() == 1);
        CHECK(read.config.max_files == Config{}.max_files);
    }
}

TEST_CASE("shown settings say where they come from and can be read back") {
    Config config;
    config.exclude = {"a \"b\"", "é"};
    config.severity = {{"MDL001", std::nullopt}, {"file-not-analyzed", rules::Severity::hint}};
    config.max_files = 12;
    const std::string shown = show_settings(config, {{"max-files", "/ws/modal-lsp.toml"}});
    CHECK(shown.find("max-files = 12  # /ws/modal-lsp.toml\n") != std::string::npos);
    CHECK(shown.find("ignore = []  # default\n") != std::string::npos);
    auto back = read_config_file("modal-lsp.toml", shown, {});
    CHECK(back.problems.empty());
    back.config.folder = config.folder;
    CHECK(back.config == config);
}

TEST_CASE("the documentation has a row of five cells for every option") {
    std::istringstream lines(options_markdown());
    std::string line;
    std::getline(lines, line);
    std::getline(lines, line);
    for (const Option& option : options()) {
        std::getline(lines, line);
        CHECK(line.starts_with(fmt::format("| `{}` |", option.key)));
        CHECK(std::ranges::count(line, '|') == 6);
    }
    CHECK_FALSE(std::getline(lines, line));
}

TEST_CASE("editor properties are in camelCase with a scope and Markdown") {
    const Json properties = editor_properties();
    CHECK(properties.size() == options().size());
    const Json& property = properties.at("modal-lsp.maxFileSizeKb");
    CHECK(property.at("scope") == "resource");
    CHECK(property.at("type") == "integer");
    CHECK(property.contains("markdownDescription"));
}
