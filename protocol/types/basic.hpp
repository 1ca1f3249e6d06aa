#pragma once
#include "protocol/describe.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

// NOLINTBEGIN(readability-identifier-naming): names are spelt as in the specification.

/// The types every other family uses (LSP 3.17 §basicJsonStructures), in the specification's spelling.
namespace modal_lsp::lsp {

using protocol::field;
using protocol::Json;
using protocol::nullable;

/// As the client spelt it; protocol/uri.hpp turns it into a path.
using DocumentUri = std::string;
using ProgressToken = std::variant<std::int32_t, std::string>;

/// Parameters of methods that have none; whatever arrives is ignored.
struct NoParams {
    static constexpr auto fields() { return std::tuple{}; }

    friend bool operator==(const NoParams&, const NoParams&) = default;
};

/// Zero-based. `character` counts units of the negotiated PositionEncodingKind; may lie past the line's end.
struct Position {
    std::uint32_t line = 0;
    std::uint32_t character = 0;

    static constexpr auto fields() {
        return std::tuple{field("line", &Position::line), field("character", &Position::character)};
    }

    friend bool operator==(const Position&, const Position&) = default;
};

/// Half-open; `start` should not be after `end`, but clients may send it so.
struct Range {
    Position start{};
    Position end{};

    static constexpr auto fields() {
        return std::tuple{field("start", &Range::start), field("end", &Range::end)};
    }

    friend bool operator==(const Range&, const Range&) = default;
};

struct Location {
    DocumentUri uri{};
    Range range{};

    static constexpr auto fields() {
        return std::tuple{field("uri", &Location::uri), field("range", &Location::range)};
    }

    friend bool operator==(const Location&, const Location&) = default;
};

struct LocationLink {
    std::optional<Range> originSelectionRange{};
    DocumentUri targetUri{};
    Range targetRange{};
    Range targetSelectionRange{};

    static constexpr auto fields() {
        return std::tuple{field("originSelectionRange", &LocationLink::originSelectionRange),
                          field("targetUri", &LocationLink::targetUri),
                          field("targetRange", &LocationLink::targetRange),
                          field("targetSelectionRange", &LocationLink::targetSelectionRange)};
    }

    friend bool operator==(const LocationLink&, const LocationLink&) = default;
};

struct TextEdit {
    Range range{};
    std::string newText{};

    static constexpr auto fields() {
        return std::tuple{field("range", &TextEdit::range), field("newText", &TextEdit::newText)};
    }

    friend bool operator==(const TextEdit&, const TextEdit&) = default;
};

struct TextDocumentIdentifier {
    DocumentUri uri{};

    static constexpr auto fields() { return std::tuple{field("uri", &TextDocumentIdentifier::uri)}; }

    friend bool operator==(const TextDocumentIdentifier&, const TextDocumentIdentifier&) = default;
};

struct VersionedTextDocumentIdentifier {
    DocumentUri uri{};
    std::int32_t version = 0;

    static constexpr auto fields() {
        return std::tuple{field("uri", &VersionedTextDocumentIdentifier::uri),
                          field("version", &VersionedTextDocumentIdentifier::version)};
    }

    friend bool operator==(const VersionedTextDocumentIdentifier&,
                           const VersionedTextDocumentIdentifier&) = default;
};

/// No version (written as null) means the file on disk is the truth: the document is not open.
struct OptionalVersionedTextDocumentIdentifier {
    DocumentUri uri{};
    std::optional<std::int32_t> version{};

    static constexpr auto fields() {
        return std::tuple{field("uri", &OptionalVersionedTextDocumentIdentifier::uri),
                          nullable("version", &OptionalVersionedTextDocumentIdentifier::version)};
    }

    friend bool operator==(const OptionalVersionedTextDocumentIdentifier&,
                           const OptionalVersionedTextDocumentIdentifier&) = default;
};

struct TextDocumentItem {
    DocumentUri uri{};
    std::string languageId{};
    std::int32_t version = 0;
    std::string text{};

    static constexpr auto fields() {
        return std::tuple{
            field("uri", &TextDocumentItem::uri), field("languageId", &TextDocumentItem::languageId),
            field("version", &TextDocumentItem::version), field("text", &TextDocumentItem::text)};
    }

    friend bool operator==(const TextDocumentItem&, const TextDocumentItem&) = default;
};

struct TextDocumentPositionParams {
    TextDocumentIdentifier textDocument{};
    Position position{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &TextDocumentPositionParams::textDocument),
                          field("position", &TextDocumentPositionParams::position)};
    }

    friend bool operator==(const TextDocumentPositionParams&, const TextDocumentPositionParams&) = default;
};

enum class MarkupKind : std::uint8_t { PlainText, Markdown };

constexpr auto enum_names(MarkupKind /*tag*/) {
    using Entry = std::pair<MarkupKind, std::string_view>;
    return std::array{Entry{MarkupKind::PlainText, "plaintext"}, Entry{MarkupKind::Markdown, "markdown"}};
}

struct MarkupContent {
    MarkupKind kind{};
    std::string value{};

    static constexpr auto fields() {
        return std::tuple{field("kind", &MarkupContent::kind), field("value", &MarkupContent::value)};
    }

    friend bool operator==(const MarkupContent&, const MarkupContent&) = default;
};

/// Documentation of completion items and signatures.
using Documentation = std::variant<std::string, MarkupContent>;

struct Command {
    std::string title{};
    std::string command{}; ///< the identifier the handler is registered under
    std::optional<std::vector<Json>> arguments{};

    static constexpr auto fields() {
        return std::tuple{field("title", &Command::title), field("command", &Command::command),
                          field("arguments", &Command::arguments)};
    }

    friend bool operator==(const Command&, const Command&) = default;
};

struct WorkspaceFolder {
    DocumentUri uri{};
    std::string name{};

    static constexpr auto fields() {
        return std::tuple{field("uri", &WorkspaceFolder::uri), field("name", &WorkspaceFolder::name)};
    }

    friend bool operator==(const WorkspaceFolder&, const WorkspaceFolder&) = default;
};

/// Kinds of symbols in documentSymbol and workspace/symbol answers.
enum class SymbolKind : std::int32_t {
    File = 1,
    Module,
    Namespace,
    Package,
    Class,
    Method,
    Property,
    Field,
    Constructor,
    Enum,
    Interface,
    Function,
    Variable,
    Constant,
    String,
    Number,
    Boolean,
    Array,
    Object,
    Key,
    Null,
    EnumMember,
    Struct,
    Event,
    Operator,
    TypeParameter
};
} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
