#include "server/config_file.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace modal_lsp;
using namespace modal_lsp::server;

namespace {

ConfigFile own(std::string_view text) {
    return read_config_file("/shop/modal-lsp.toml", text, Config{});
}

ConfigFile project(std::string_view text) {
    return read_config_file("/shop/pyproject.toml", text, Config{});
}

/// "message @ text of its range" of the only problem.
std::string only_problem(const ConfigFile& file, std::string_view text) {
    if (file.problems.size() != 1) return std::to_string(file.problems.size()) + " problems";
    const auto& problem = file.problems[0];
    return problem.message + " @ " +
           std::string(text.substr(problem.range.begin.value, problem.range.size()));
}

std::string own_problem(std::string_view text) {
    return only_problem(own(text), text);
}

std::string project_problem(std::string_view text) {
    return only_problem(project(text), text);
}

} // namespace

TEST_CASE("every setting can be written in TOML") {
    const auto file = own("select = ['all']\n"
                          "ignore = ['unused-suppression', 'MDL004']\n"
                          "exclude = ['gen/']\n"
                          "source-roots = ['backend']\n"
                          "external-apps = ['billing']\n"
                          "respect-gitignore = false\n"
                          "max-file-size-kb = 16\n"
                          "max-files = 0x20\n"
                          "[severity]\n"
                          "MDL001 = 'off'\n"
                          "file-not-analyzed = 'information'\n"
                          "invalid-configuration = 'info'\n");
    Config expected;
    expected.select = {"all"};
    expected.ignore = {"unused-suppression", "MDL004"};
    expected.exclude = {"gen/"};
    expected.source_roots = {"backend"};
    expected.external_apps = {"billing"};
    expected.respect_gitignore = false;
    expected.max_file_size_kb = 16;
    expected.max_files = 32;
    expected.severity = {{"MDL001", std::nullopt},
                         {"file-not-analyzed", rules::Severity::information},
                         {"invalid-configuration", rules::Severity::information}};
    expected.folder = "/shop";
    CHECK(file.problems.empty());
    CHECK(file.present);
    CHECK(file.config == expected);
    CHECK(file.set_keys.size() == 9);
}

TEST_CASE("a pyproject.toml counts by its table only") {
    const auto file =
        project("[project]\nname = 'shop'\n[tool.ruff]\nignore = 3\n[tool.modal-lsp]\nmax-files = 7\n");
    CHECK(file.present);
    CHECK(file.problems.empty());
    CHECK(file.config.max_files == 7);
    CHECK(file.set_keys == std::vector<std::string>{"max-files"});
}

TEST_CASE("a pyproject.toml without the table is no configuration") {
    for (const std::string_view text :
         {"", "[tool.ruff]\nx = 1\n", "tool = 3\n", "[[tool]]\nx = 1\n", "[project]\n"}) {
        CAPTURE(text);
        CHECK_FALSE(project(text).present);
        CHECK(project(text).problems.empty());
    }
}

TEST_CASE("an empty modal-lsp.toml is a configuration") {
    CHECK(own("").present);
}

TEST_CASE("keys that the file does not set keep what lies under it") {
    Config base;
    base.max_files = 5;
    base.exclude = {"a"};
    base.ignore = {"MDL001"};
    const auto file =
        read_config_file("/x/modal-lsp.toml", "exclude = ['b']\nmax-file-size-kb = 'no'\n", base);
    CHECK(file.config.max_files == 5);
    CHECK(file.config.exclude == std::vector<std::string>{"b"});
    CHECK(file.config.ignore == std::vector<std::string>{"MDL001"});
    CHECK(file.config.max_file_size_kb == Config{}.max_file_size_kb);
    CHECK(file.set_keys == std::vector<std::string>{"exclude"});
}

TEST_CASE("an unknown key is reported on the key with the nearest one") {
    CHECK(own_problem("ignores = []\n") == "unknown key \"ignores\"; did you mean \"ignore\"? @ ignores");
    CHECK(own_problem("maxFiles = 3\n") ==
          "unknown key \"maxFiles\"; did you mean \"max-files\"? @ maxFiles");
    CHECK(own_problem("source_roots = []\n") ==
          "unknown key \"source_roots\"; did you mean \"source-roots\"? @ source_roots");
    CHECK(own_problem("'colour of it' = 3\n") == "unknown key \"colour of it\" @ 'colour of it'");
    CHECK(project_problem("[tool.modal-lsp.colour]\na = 1\n") == "unknown key \"colour\" @ colour");
}

TEST_CASE("a bad value is reported on the value") {
    CHECK(own_problem("max-files = 'many'\n") ==
          "\"max-files\": expected a whole number from 1 to 10000000, found the string \"many\" @ 'many'");
    CHECK(own_problem("max-files = 0\n") ==
          "\"max-files\": expected a whole number from 1 to 10000000, found the number 0 @ 0");
    CHECK(own_problem("max-files = 1.5\n") ==
          "\"max-files\": expected a whole number from 1 to 10000000, found the number 1.5 @ 1.5");
    CHECK(own_problem("respect-gitignore = 1979-05-27\n") ==
          "\"respect-gitignore\": expected true or false, found a date or time @ 1979-05-27");
    CHECK(own_problem("ignore = \"MDL001\"\n") ==
          "\"ignore\": expected a list of strings, found the string \"MDL001\" @ \"MDL001\"");
    CHECK(own_problem("exclude = {}\n") == "\"exclude\": expected a list of strings, found a table @ {}");
    CHECK(own_problem("severity = []\n") ==
          "\"severity\": expected a table from rules to severities, found a list @ []");
    CHECK(project_problem("[tool]\nmodal-lsp = 3\n") ==
          "\"tool.modal-lsp\": expected a table, found the number 3 @ 3");
}

TEST_CASE("an unknown rule is reported with the nearest one") {
    CHECK(own_problem("ignore = ['unused-supression']\n") ==
          "unknown rule \"unused-supression\"; did you mean \"unused-suppression\"? @ 'unused-supression'");
    CHECK(own_problem("ignore = ['mdl001']\n") ==
          "unknown rule \"mdl001\"; did you mean \"MDL001\"? @ 'mdl001'");
    CHECK(own_problem("[severity]\nunused-supression = 'off'\n") ==
          "unknown rule \"unused-supression\"; did you mean \"unused-suppression\"? @ unused-supression");
}

TEST_CASE("another code is not suggested for an unknown code") {
    CHECK(own_problem("ignore = ['MDL000']\n") == "unknown rule \"MDL000\" @ 'MDL000'");
}

TEST_CASE("a severity is set for a rule, to a known word") {
    CHECK(own_problem("severity = { MDL001 = 'fatal' }\n") ==
          "\"severity.MDL001\": expected \"error\", \"warning\", \"info\", \"information\", \"hint\", "
          "\"off\", found "
          "the string \"fatal\" @ 'fatal'");
    CHECK(own_problem("severity = { all = 'off' }\n") ==
          "\"all\" is not a rule: severities are set for single rules, by name or code @ all");
}

TEST_CASE("one bad element leaves the others in force") {
    const auto file = own("ignore = ['MDL001', 3, 'nope', '']\nmax-files = 9\n");
    CHECK(file.problems.size() == 3);
    CHECK(file.problems[0].key_path == "ignore[1]");
    CHECK(file.config.ignore == std::vector<std::string>{"MDL001"});
    CHECK(file.config.max_files == 9);
}

TEST_CASE("key paths in a pyproject.toml begin at its root") {
    CHECK(project("[tool.modal-lsp]\nignore = [3]\n").problems.at(0).key_path == "tool.modal-lsp.ignore[0]");
}

TEST_CASE("ranges are right behind other characters, a byte order mark and CRLF") {
    CHECK(own_problem("# é😀\r\nexclude = ['é😀', 3] # 漢\r\n") ==
          "\"exclude[1]\": expected a string that is not empty, found the number 3 @ 3");
    CHECK(own_problem("\xEF\xBB\xBF"
                      "ignores = 1") == "unknown key \"ignores\"; did you mean \"ignore\"? @ ignores");
    const std::string padding(200, 'x');
    const std::string text = "exclude = ['é" + padding + "', '" + padding + "😀', 42]\n";
    CHECK(own_problem(text) ==
          "\"exclude[2]\": expected a string that is not empty, found the number 42 @ 42");
}

TEST_CASE("a text that is not TOML is reported where it goes wrong") {
    CHECK(own_problem("max-files = \nignore = []\n")
              .ends_with(" @ "
                         " "));
    CHECK(own_problem("ignore = ['é' 'b']\n").ends_with(" @ '"));
    CHECK(own_problem("ignore = [\n").starts_with("syntax error in array: encountered end-of-file"));
    CHECK(own("ignore = [\n").broken);
    CHECK(own("max-files = 3\nignore = [\n").config.max_files == Config{}.max_files);
}

TEST_CASE("half-typed tables and keys are errors like others") {
    for (const std::string_view text :
         {"[", "[\n", "[[\n", "[{\n", "[a.\n", "a.\n", "a.{\n", "a = {\n", "a = {,", "\""}) {
        CAPTURE(text);
        CHECK(own(text).broken);
        CHECK(own(text).problems.size() == 1);
    }
}

TEST_CASE("bytes that are not UTF-8 are an error of the file") {
    CHECK(own("exclude = ['\xFF']\n").problems.at(0).message == "syntax error: a byte that is not UTF-8");
}

TEST_CASE("characters of all planes keep their value") {
    const auto file = own("exclude = ['é漢😀\U000F0001', \"\"\"\\\n  é\"\"\", '\u00A0']\n");
    CHECK(file.config.exclude == std::vector<std::string>{"é漢😀\U000F0001", "é", "\u00A0"});
}

TEST_CASE("a letter outside of strings and comments is named in the error") {
    CHECK(own_problem("é = 1\n") ==
          "syntax error in root table: expected keys, tables, whitespace or comments, saw 'é' @ é");
}

TEST_CASE("a broken pyproject.toml is somebody else's matter unless it speaks of modal-lsp") {
    CHECK_FALSE(project("[tool.ruff\n").present);
    CHECK(project("[tool.ruff\n").problems.empty());
    CHECK(project("[tool.modal-lsp\n").present);
    CHECK(project("[tool.modal-lsp\n").problems.size() == 1);
}

TEST_CASE("a misspelt table is reported") {
    CHECK(project_problem("[tool.modal_lsp]\nmax-files = 3\n") ==
          "unknown table \"tool.modal_lsp\"; did you mean \"tool.modal-lsp\"? @ modal_lsp");
}

TEST_CASE("a modal-lsp.toml written like a pyproject.toml is told so") {
    CHECK(own_problem("[tool.modal-lsp]\nmax-files = 3\n") ==
          "settings in modal-lsp.toml stand at its top level, without [tool.modal-lsp] @ tool");
}

TEST_CASE("hostile depth is refused, not followed") {
    std::string dotted = "a";
    for (int i = 0; i < 200000; ++i)
        dotted += ".a";
    CHECK(own(dotted + " = 1").problems.at(0).message == "a key has more than 32 parts");
    CHECK(own("a = " + std::string(100000, '[')).problems.at(0).message.starts_with("syntax error"));
    std::string both = "a = ";
    for (int i = 0; i < 60; ++i)
        both += "{ a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = ";
    CHECK(own(both + "1" + std::string(60, '}')).problems.size() == 1);
}

TEST_CASE("dots in strings and comments are not key parts") {
    const std::string dots(200, '.');
    CHECK(own("exclude = [\"\\\"" + dots + "\", '" + dots + "', '''\n" + dots + "''']  # " + dots)
              .problems.empty());
}

TEST_CASE("the number and the length of problems are bounded") {
    std::string text;
    for (int i = 0; i < 5000; ++i)
        text += "k" + std::to_string(i) + " = 1\n";
    CHECK(own(text).problems.size() == kMaxConfigProblems);
    const auto long_value = own("max-files = '" + std::string(100000, 'x') + "'\n");
    CHECK(long_value.problems.at(0).message.size() < 200);
}

TEST_CASE("messages hold no control characters") {
    CHECK(own_problem("max-files = \"a\\nb\\u0000\"\n").find("\"a b \"") != std::string::npos);
}
