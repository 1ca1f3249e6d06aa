#include "protocol/describe.hpp"
#include "protocol/methods.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::protocol;

namespace {

enum class Shade : std::uint8_t { light, dark };

constexpr auto enum_names(Shade /*tag*/) {
    using Entry = std::pair<Shade, std::string_view>;
    return std::array{Entry{Shade::light, "light"}, Entry{Shade::dark, "dark"}};
}

struct Sample {
    std::uint32_t count = 0;
    std::optional<std::string> note{};
    std::optional<std::int32_t> version{};
    bool flag = false;
    std::vector<Shade> shades{};

    static constexpr auto fields() {
        return std::tuple{field("count", &Sample::count), field("note", &Sample::note),
                          nullable("version", &Sample::version), lenient("flag", &Sample::flag),
                          lenient("shades", &Sample::shades)};
    }
};

template <class T> std::string error_of(const char* json, std::string_view root = {}) {
    const auto value = decode<T>(Json::parse(json), root);
    CAPTURE(json);
    REQUIRE_FALSE(value.has_value());
    return value.error().text();
}

template <class T> T value_of(const char* json) {
    auto value = decode<T>(Json::parse(json));
    REQUIRE_MESSAGE(value.has_value(), value.error().text());
    return *std::move(value);
}

} // namespace

TEST_CASE("an error names the path from the root") {
    CHECK(error_of<lsp::HoverParams>(R"({"textDocument":{"uri":"u"},"position":{"line":"1","character":0}})",
                                     "params") ==
          "params.position.line: expected unsigned integer, found a string");
    CHECK(error_of<lsp::HoverParams>(R"({"textDocument":{"uri":"u"},"position":{"line":1}})", "params") ==
          "params.position.character: expected unsigned integer, found nothing");
    CHECK(error_of<lsp::HoverParams>("{}", "params") ==
          "params.textDocument: expected object, found nothing");
    CHECK(error_of<lsp::HoverParams>("[]", "params") == "params: expected object, found an array");
    CHECK(error_of<lsp::HoverParams>("[]") == "expected object, found an array");
}

TEST_CASE("an error names the element of a list and the key of a map") {
    CHECK(
        error_of<lsp::PublishDiagnosticsParams>(
            R"({"uri":"u","diagnostics":[{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},
                  "message":"m"},{"message":"m"}]})") ==
        "diagnostics[1].range: expected object, found nothing");
    CHECK(error_of<std::vector<std::int32_t>>(R"([1,"x"])", "items") ==
          "items[1]: expected integer, found a string");
    CHECK(error_of<std::map<std::string, std::vector<bool>>>(R"({"a":[true,0]})") ==
          "a[1]: expected boolean, found a number");
}

TEST_CASE("integers are checked against their range") {
    CHECK(value_of<std::uint32_t>("4294967295") == 4294967295U);
    CHECK(value_of<std::int32_t>("-2147483648") == INT32_MIN);
    CHECK(value_of<std::int64_t>("9223372036854775807") == INT64_MAX);
    CHECK(error_of<std::uint32_t>("-1") == "expected unsigned integer from 0 to 4294967295, found -1");
    CHECK(error_of<std::uint32_t>("4294967296") ==
          "expected unsigned integer from 0 to 4294967295, found 4294967296");
    CHECK_FALSE(decode<std::int32_t>(Json(2147483648)).has_value());
    CHECK_FALSE(decode<std::int64_t>(Json(9223372036854775808U)).has_value());
}

TEST_CASE("a float is an integer if it has no fraction and fits") {
    CHECK(value_of<std::uint32_t>("3.0") == 3);
    CHECK(value_of<std::int64_t>("-1e3") == -1000);
    CHECK(error_of<std::uint32_t>("1.5") == "expected unsigned integer, found 1.5");
    CHECK_FALSE(decode<std::int64_t>(Json(1e300)).has_value());
    CHECK_FALSE(decode<std::int64_t>(Json(9223372036854775808.0)).has_value());
    CHECK_FALSE(decode<std::uint32_t>(Json(-1.0)).has_value());
}

TEST_CASE("an optional member may be absent or null, and is not written when empty") {
    CHECK_FALSE(value_of<Sample>(R"({"count":1})").note.has_value());
    CHECK_FALSE(value_of<Sample>(R"({"count":1,"note":null})").note.has_value());
    CHECK(value_of<Sample>(R"({"count":1,"note":""})").note == "");
    CHECK(error_of<Sample>(R"({"count":1,"note":2})") == "note: expected string, found a number");
    CHECK_FALSE(encode(Sample{}).contains("note"));
}

TEST_CASE("an empty nullable member is written as null") {
    CHECK(encode(Sample{})["version"].is_null());
    CHECK(encode(Sample{.version = 3})["version"] == 3);
}

TEST_CASE("a malformed lenient member keeps its default, and a list keeps what fits") {
    CHECK_FALSE(value_of<Sample>(R"({"count":1,"flag":"yes"})").flag);
    CHECK(value_of<Sample>(R"({"count":1,"flag":true})").flag);
    CHECK(value_of<Sample>(R"({"count":1,"shades":["dark",7,"pink","light"]})").shades ==
          std::vector{Shade::dark, Shade::light});
    CHECK(value_of<Sample>(R"({"count":1,"shades":"dark"})").shades.empty());
}

TEST_CASE("unknown members are ignored") {
    CHECK(value_of<Sample>(R"({"count":1,"more":{}})").count == 1);
}

TEST_CASE("enums are written as their number or their spelling") {
    CHECK(encode(lsp::DiagnosticSeverity::Hint) == 4);
    CHECK(encode(lsp::MarkupKind::PlainText) == "plaintext");
    CHECK(value_of<lsp::FileChangeType>("3") == lsp::FileChangeType::Deleted);
    CHECK(error_of<Shade>("\"pink\"") == "expected one of \"light\" \"dark\", found a string");
}

TEST_CASE("a variant takes its first alternative that fits") {
    using Id = std::variant<std::int32_t, std::string>;
    CHECK(value_of<Id>("5") == Id(5));
    CHECK(value_of<Id>("\"5\"") == Id("5"));
    CHECK(error_of<Id>("[]") == "expected integer or string, found an array");
    using Edit = std::variant<lsp::TextEdit, lsp::InsertReplaceEdit>;
    CHECK(std::holds_alternative<lsp::InsertReplaceEdit>(value_of<Edit>(
        R"({"newText":"x","insert":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},
            "replace":{"start":{"line":0,"character":0},"end":{"line":0,"character":1}}})")));
}

TEST_CASE("a variant's error comes from the alternative that got furthest") {
    using Edit = std::variant<std::string, lsp::TextEdit>;
    CHECK(error_of<Edit>(R"({"newText":"x","range":{"start":{"line":-1,"character":0},"end":{}}})")
              .starts_with("range.start.line: "));
}

TEST_CASE("a literal tells alternatives apart") {
    const auto change = value_of<lsp::DocumentChange>(R"({"kind":"delete","uri":"u"})");
    CHECK(std::holds_alternative<lsp::DeleteFile>(change));
    CHECK(encode(change) == Json{{"kind", "delete"}, {"uri", "u"}});
    CHECK_FALSE(decode<lsp::DocumentChange>(Json{{"kind", "explode"}, {"uri", "u"}}).has_value());
}

TEST_CASE("null is a value of its own") {
    CHECK(encode(std::monostate{}).is_null());
    CHECK(encode(lsp::DefinitionResult{}).is_null());
    CHECK(encode(std::optional<lsp::Hover>{}).is_null());
    CHECK(decode<std::nullptr_t>(Json(nullptr)).has_value());
    CHECK(error_of<std::nullptr_t>("0") == "expected null, found a number");
}

TEST_CASE("any JSON passes through unchanged") {
    const char* text = R"({"a":[1,null,{"b":1.5}]})";
    CHECK(value_of<lsp::CodeLens>((std::string(R"({"range":{"start":{"line":0,"character":0},
        "end":{"line":0,"character":0}},"data":)") +
                                   text + "}")
                                      .c_str())
              .data == Json::parse(text));
}

TEST_CASE("anything fits a method without parameters") {
    for (const char* json : {"null", "{}", "[]", "{\"x\":1}"})
        CHECK(decode<lsp::NoParams>(Json::parse(json)).has_value());
}

TEST_CASE("a struct survives the trip through JSON") {
    lsp::WorkspaceEdit edit;
    edit.changes = {{"file:///a", {{.range = {{1, 2}, {3, 4}}, .newText = "x"}}}};
    edit.documentChanges = std::vector<lsp::DocumentChange>{
        lsp::TextDocumentEdit{
            .textDocument = {.uri = "u"},
            .edits = {lsp::TextEdit{.newText = "a"}, lsp::AnnotatedTextEdit{.annotationId = "n"}}},
        lsp::CreateFile{.uri = "u", .options = lsp::CreateFileOptions{.overwrite = true}},
        lsp::RenameFile{.oldUri = "u", .newUri = "v"}};
    edit.changeAnnotations = {{"n", {.label = "l", .needsConfirmation = true}}};
    CHECK(decode<lsp::WorkspaceEdit>(encode(edit)).value() == edit);
}

TEST_CASE("a tree of symbols survives the trip through JSON") {
    lsp::DocumentSymbol leaf{.name = "leaf", .kind = lsp::SymbolKind::Method};
    lsp::DocumentSymbol root{.name = "root", .kind = lsp::SymbolKind::Class, .children = std::vector{leaf}};
    const auto back = decode<lsp::DocumentSymbol>(encode(root)).value();
    CHECK(back.children->at(0).name == "leaf");
    CHECK(back.children->at(0).kind == lsp::SymbolKind::Method);
}

TEST_CASE("initialize decodes from a client that says little or nothing") {
    CHECK(value_of<lsp::InitializeParams>("{}").capabilities.general.positionEncodings.empty());
    const auto params = value_of<lsp::InitializeParams>(
        R"({"processId":null,"rootUri":null,"capabilities":{"textDocument":{}},"workspaceFolders":null})");
    CHECK_FALSE(params.rootUri.has_value());
    CHECK_FALSE(params.workspaceFolders.has_value());
    CHECK_FALSE(params.capabilities.textDocument.diagnostic.has_value());
}

TEST_CASE("initialize reads what full clients say") {
    const auto capabilities = value_of<lsp::InitializeParams>(R"({"capabilities":{
        "general":{"positionEncodings":["utf-8","utf-32","utf-16"],"staleRequestSupport":{"cancel":true}},
        "window":{"workDoneProgress":true,"showDocument":{"support":true}},
        "workspace":{"diagnostics":{"refreshSupport":true},"workspaceEdit":{"documentChanges":true,
            "resourceOperations":["create","rename"],"changeAnnotationSupport":{"groupsOnLabel":true}},
            "didChangeWatchedFiles":{"dynamicRegistration":true,"relativePatternSupport":true}},
        "textDocument":{"completion":{"completionItem":{"snippetSupport":true,"tagSupport":{"valueSet":[1]},
            "documentationFormat":["markdown","plaintext"],"resolveSupport":{"properties":["detail"]}},
            "completionItemKind":{},"completionList":{"itemDefaults":["editRange"]}},
            "diagnostic":{"relatedDocumentSupport":true},"rename":{"prepareSupport":true}}}})")
                                  .capabilities;
    CHECK(capabilities.general.positionEncodings.front() == "utf-8");
    CHECK(capabilities.general.staleRequestSupport->cancel);
    CHECK(capabilities.window.workDoneProgress);
    CHECK(capabilities.workspace.diagnostics.refreshSupport);
    CHECK(capabilities.workspace.workspaceEdit.resourceOperations.size() == 2);
    CHECK(capabilities.workspace.workspaceEdit.changeAnnotationSupport->groupsOnLabel);
    CHECK(capabilities.workspace.didChangeWatchedFiles.relativePatternSupport);
    const auto& item = capabilities.textDocument.completion.completionItem;
    CHECK(item.snippetSupport);
    CHECK(item.documentationFormat.front() == lsp::MarkupKind::Markdown);
    CHECK(item.resolveSupport.properties == std::vector<std::string>{"detail"});
    CHECK(capabilities.textDocument.completion.completionList.itemDefaults.size() == 1);
    CHECK(capabilities.textDocument.diagnostic->relatedDocumentSupport);
    CHECK(capabilities.textDocument.rename.prepareSupport);
}

TEST_CASE("a malformed capability counts as absent and spoils none beside it") {
    const auto params = value_of<lsp::InitializeParams>(R"({"processId":"x","capabilities":{
        "general":[],"window":{"workDoneProgress":1,"showDocument":{"support":true}},
        "textDocument":{"hover":{"contentFormat":["html","markdown",3]},"diagnostic":false,
            "completion":{"completionItem":true,"contextSupport":true},"rename":{"prepareSupport":true}}},
        "workspaceFolders":[{"uri":"file:///a","name":"a"},7]})");
    const auto& document = params.capabilities.textDocument;
    CHECK(params.capabilities.window.showDocument.support);
    CHECK_FALSE(params.capabilities.window.workDoneProgress);
    CHECK(document.hover.contentFormat == std::vector{lsp::MarkupKind::Markdown});
    CHECK(document.completion.contextSupport);
    CHECK_FALSE(document.diagnostic.has_value());
    CHECK(document.rename.prepareSupport);
    CHECK(params.workspaceFolders->size() == 1);
}

TEST_CASE("a foreign diagnostic does not fail a code action request") {
    const auto params = value_of<lsp::CodeActionParams>(R"({"textDocument":{"uri":"u"},
        "range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},
        "context":{"diagnostics":[{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},
            "message":"m","code":{"value":"x"},"severity":"high","tags":[9,"x"]}]}})");
    CHECK(params.context.diagnostics.size() == 1);
    CHECK_FALSE(params.context.diagnostics[0].code.has_value());
}
