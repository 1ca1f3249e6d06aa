#include "server/cli/formats/formats.hpp"
#include "server/cli/formats/frame.hpp"
#include "server/cli/formats/json_text.hpp"
#include "server/cli/place.hpp"
#include "server/cli/terminal.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace modal_lsp;
using namespace modal_lsp::server::cli;

namespace {

// Rules of our own, so that the expected files do not change with the pages of the catalogue.
constexpr rules::Rule kLookup{
    .code = "MDL603",
    .name = "from-name-unknown-target",
    .group = "lookup",
    .severity = rules::Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/trigger-deployed-functions",
    .page = "\nA name that nothing has. It fails when called.\n\n## Why\nIt is a typo.\n"};
constexpr rules::Rule kUnused{.code = "MDL001",
                              .name = "unused-suppression",
                              .group = "modal-lsp",
                              .since = "0.1.0",
                              .docs_url = "https://modal.com/docs/guide",
                              .page = "\nA comment that suppresses nothing.\n"};

text::ByteRange range_of(const text::Document& document, std::string_view piece) {
    const auto at = static_cast<std::uint32_t>(document.text().find(piece));
    return text::make_range(at, at + static_cast<std::uint32_t>(piece.size()));
}

Finding finding_in(const rules::Rule& rule, std::string path, const text::Document& document,
                   std::string_view piece) {
    Finding finding;
    finding.rule = &rule;
    finding.severity = rule.severity;
    finding.path = std::move(path);
    finding.document = document;
    finding.range = range_of(document, piece);
    finding.message = "something is wrong";
    return finding;
}

CheckResult sample() {
    const text::Document caller("import modal\n\n\tf = modal.Function.from_name(\"店\", \"chagre\")\n");
    const text::Document callee("import modal\n\ndef charge():\n    pass\n");
    const text::Document long_call("app.function(\n    gpu=\"T4\",\n)\n");
    Finding lookup = finding_in(kLookup, "/project/src/a.py", caller, "\"chagre\"");
    lookup.message = "no function \"chagre\" in app \"店\": 100%, really";
    lookup.related.push_back(
        {"/project/src/b.py", callee, range_of(callee, "charge"), "\"charge\" is defined here"});
    lookup.fixes.push_back(
        {"Replace by \"charge\"", rules::Safety::safe, {{lookup.path, {lookup.range, "\"charge\""}}}});
    lookup.fixes.push_back({"Rename the function",
                            rules::Safety::unsafe,
                            {{"/project/src/b.py", {range_of(callee, "charge"), "chagre"}},
                             {"/project/src/c.py", {text::make_range(4, 10), "chagre"}}}});
    Finding several =
        finding_in(kUnused, "/project/src/a.py", long_call, "app.function(\n    gpu=\"T4\",\n)");
    several.path = "/project/src/d e.py";
    Finding outside = finding_in(kUnused, "/elsewhere/x,y:z.py", callee, "pass");
    outside.severity = rules::Severity::information;
    CheckResult result;
    result.findings = {outside, lookup, several};
    result.files_checked = 7;
    result.files_indexed = 9;
    result.notes = {"one folder could not be read"};
    return result;
}

FormatOptions options() {
    FormatOptions options;
    options.base = "/project";
    options.version = "0.0.0";
    return options;
}

/// The expected file, which MODAL_LSP_UPDATE=1 writes anew.
std::string expected(const std::string& name, const std::string& actual) {
    const std::filesystem::path path =
        std::filesystem::path(MODAL_LSP_SOURCE_DIR) / "tests/golden/formats" / name;
    if (std::getenv("MODAL_LSP_UPDATE") != nullptr) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << actual;
    }
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string frame(std::string text, std::string_view piece, unsigned width = 80, bool unicode = true) {
    const text::Document document(std::move(text));
    FormatOptions look = options();
    look.width = width;
    look.unicode = unicode;
    return draw_frame({"a.py", &document, range_of(document, piece)}, look);
}

} // namespace

TEST_CASE("every format gives its expected file") {
    for (const FormatEntry& entry : format_table()) {
        CAPTURE(entry.name);
        const std::string actual = entry.formatter(sample(), options());
        CHECK(actual == expected(std::string(entry.name) + ".txt", actual));
    }
}

TEST_CASE("every format gives its expected file for a clean run") {
    CheckResult clean;
    clean.files_checked = 2;
    std::string actual;
    for (const FormatEntry& entry : format_table())
        actual += "=== " + std::string(entry.name) + '\n' + entry.formatter(clean, options());
    CHECK(actual == expected("clean.txt", actual));
}

TEST_CASE("colours come only when asked for") {
    FormatOptions look = options();
    CHECK(format_text(sample(), look).find('\x1b') == std::string::npos);
    look.color = true;
    CHECK(format_text(sample(), look).find("\x1b[1;31merror[from-name-unknown-target]\x1b[0m") !=
          std::string::npos);
}

TEST_CASE("marks stand under wide characters") {
    CHECK(frame("x = \"日本😀\" + y", "y") ==
          " --> a.py:1:13\n  |\n1 | x = \"日本😀\" + y\n  |                ^\n");
    CHECK(frame("日本 = 1", "日本") == " --> a.py:1:1\n  |\n1 | 日本 = 1\n  | ^^^^\n");
}

TEST_CASE("tabs are expanded in source and marks alike") {
    CHECK(frame("\ta = b", "b") == " --> a.py:1:6\n  |\n1 |     a = b\n  |         ^\n");
}

TEST_CASE("control characters and bytes that are not UTF-8 are shown as escapes") {
    CHECK(frame("a\x1b[31m\xFF = b", "b") ==
          " --> a.py:1:11\n  |\n1 | a\\x1b[31m\\xff = b\n  |                 ^\n");
    CHECK(frame("a = \"é\" + b", "b", 80, false).find("\"\\xe9\" + b") != std::string::npos);
    CHECK(printable("a\xE2\x80\xAE\n") == "a\\u{202e}\\n");
}

TEST_CASE("an empty range has one mark, at the end of a line too") {
    const text::Document document("ab\ncd\n");
    CHECK(draw_frame({"a.py", &document, text::make_range(2, 2)}, options()) ==
          " --> a.py:1:3\n  |\n1 | ab\n  |   ^\n");
    CHECK(draw_frame({"a.py", &document, text::make_range(999, 9999)}, options()) ==
          " --> a.py:3:1\n  |\n3 |\n  | ^\n");
}

TEST_CASE("a long line is cropped around the range") {
    const std::string text = std::string(5000, 'a') + " TARGET " + std::string(5000, 'b');
    const std::string drawn = frame(text, "TARGET", 60);
    CHECK(drawn.find("…aaa") != std::string::npos);
    CHECK(drawn.find(" TARGET ") != std::string::npos);
    CHECK(drawn.find("bb…\n") != std::string::npos);
    CHECK(drawn.size() < 250);
    const std::size_t line = drawn.find("1 | "), marks = drawn.find("  | ", line);
    // The ellipsis is three bytes in one cell.
    CHECK(drawn.find("TARGET") - line - 2 == drawn.find("^^^^^^") - marks);
}

TEST_CASE("a range longer than the terminal is cropped at its end") {
    const std::string drawn = frame(std::string(1000000, 'x'), std::string(1000000, 'x'), 60);
    CHECK(drawn.size() < 250);
    CHECK(drawn.find("x…\n") != std::string::npos);
}

TEST_CASE("a range over many lines keeps its first and last lines") {
    std::string text = "begin(\n";
    for (int i = 0; i < 100; ++i)
        text += "    x,\n";
    text += ")\n";
    const std::string drawn = frame(text, text.substr(0, text.size() - 1));
    CHECK(drawn.find("...") != std::string::npos);
    CHECK(drawn.find("102 | | )") != std::string::npos);
    CHECK(drawn.size() < 250);
}

TEST_CASE("a byte order mark is no column") {
    const text::Document document("\xEF\xBB\xBF"
                                  "ab");
    CHECK(region_of(document, text::make_range(3, 4)) == Region{{1, 1}, {1, 2}});
    CHECK(region_of(document, text::make_range(3, 4), text::Encoding::utf8) == Region{{1, 1}, {1, 2}});
}

TEST_CASE("a path counts as below the base only at a folder boundary") {
    CHECK(relative_path("/a/b/c.py", "/a/b") == "c.py");
    CHECK(relative_path("/a/bc/c.py", "/a/b") == "/a/bc/c.py");
    CHECK(relative_path("/c.py", "/") == "c.py");
}

TEST_CASE("a fingerprint survives moving the code and tells equal findings apart") {
    const text::Document before("bad\nbad\n"), after("\n\n  bad\nbad\n");
    Finding first = finding_in(kUnused, "/project/a.py", before, "bad");
    Finding second = first;
    second.range = text::make_range(4, 7);
    Finding moved = finding_in(kUnused, "/project/a.py", after, "bad");
    const auto prints = fingerprints({first, second}, "/project");
    CHECK(prints[0] != prints[1]);
    CHECK(fingerprints({moved}, "/project")[0] == prints[0]);
    moved.message = "another";
    CHECK(fingerprints({moved}, "/project")[0] != prints[0]);
    CHECK(prints[0] == "b086ee8f9bdb5c0d2438bab1438ae9c6");
}

TEST_CASE("github properties are escaped") {
    Finding finding = finding_in(kUnused, "/project/a,b:c%.py", text::Document("x"), "x");
    finding.message = "one\r\ntwo: 5%, done";
    CheckResult result;
    result.findings = {finding};
    const std::string out = format_github(result, options());
    CHECK(out.find("file=a%2Cb%3Ac%25.py,line=1") != std::string::npos);
    CHECK(out.find("unused-suppression: one%0D%0Atwo: 5%25, done\n") != std::string::npos);
}

TEST_CASE("junit is escaped, and free of characters XML forbids") {
    Finding finding = finding_in(kUnused, "/project/a&b.py", text::Document("x"), "x");
    finding.message = "<\"\x01\xFF&";
    CheckResult result;
    result.findings = {finding};
    const std::string out = format_junit(result, options());
    CHECK(out.find("message=\"&lt;&quot;\\x01\\xff&amp;\"") != std::string::npos);
    CHECK(out.find("classname=\"a&amp;b.py\"") != std::string::npos);
}

TEST_CASE("json survives messages that are not UTF-8") {
    Finding finding = finding_in(kUnused, "/project/a.py", text::Document("x"), "x");
    finding.message = "\xFF";
    CheckResult result;
    result.findings = {finding};
    CHECK(Json::parse(format_json(result, options()))["findings"][0]["message"] == "\xEF\xBF\xBD");
}

TEST_CASE("sarif names each rule once and refers to it by its index") {
    const Json run = Json::parse(format_sarif(sample(), options()))["runs"][0];
    REQUIRE(run["tool"]["driver"]["rules"].size() == 2);
    for (const Json& result : run["results"])
        CHECK(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"] ==
              result["ruleId"]);
    CHECK(run["columnKind"] == "unicodeCodePoints");
    CHECK(run["invocations"][0]["executionSuccessful"] == true);
}

TEST_CASE("sarif encodes paths as URIs") {
    const Json results = Json::parse(format_sarif(sample(), options()))["runs"][0]["results"];
    const auto location = [&](std::size_t i) {
        return results[i]["locations"][0]["physicalLocation"]["artifactLocation"];
    };
    CHECK(location(0) == Json{{"uri", "file:///elsewhere/x%2Cy%3Az.py"}});
    CHECK(location(2) == Json{{"uri", "src/d%20e.py"}, {"uriBaseId", "SRCROOT"}});
}

TEST_CASE("a fix in a file without text is placed by bytes") {
    const Json fixes = Json::parse(format_sarif(sample(), options()))["runs"][0]["results"][1]["fixes"];
    CHECK(fixes[1]["artifactChanges"][1]["replacements"][0]["deletedRegion"] ==
          Json{{"byteOffset", 4}, {"byteLength", 6}});
}

TEST_CASE("rdjson columns count bytes") {
    const Json diagnostics = Json::parse(format_rdjson(sample(), options()))["diagnostics"];
    CHECK(diagnostics[1]["location"]["range"]["start"] == Json{{"line", 3}, {"column", 38}});
}
