#pragma once
#include "protocol/types/basic.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

// NOLINTBEGIN(readability-identifier-naming): names are spelt as in the specification.

/// Going to places: definition and its kin, references, highlights, links, symbols (LSP 3.17
/// §languageFeatures).
namespace modal_lsp::lsp {

using protocol::field;
using protocol::Json;

/// Also of declaration, typeDefinition and implementation.
struct DefinitionParams {
    TextDocumentIdentifier textDocument{};
    Position position{};
    std::optional<ProgressToken> workDoneToken{};
    std::optional<ProgressToken> partialResultToken{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &DefinitionParams::textDocument),
                          field("position", &DefinitionParams::position),
                          field("workDoneToken", &DefinitionParams::workDoneToken),
                          field("partialResultToken", &DefinitionParams::partialResultToken)};
    }
};

/// Links only for clients with linkSupport. Written as null, a list of locations or a list of links.
using DefinitionResult = std::variant<std::monostate, std::vector<Location>, std::vector<LocationLink>>;

struct ReferenceContext {
    bool includeDeclaration = false;

    static constexpr auto fields() {
        return std::tuple{field("includeDeclaration", &ReferenceContext::includeDeclaration)};
    }
};

struct ReferenceParams {
    TextDocumentIdentifier textDocument{};
    Position position{};
    ReferenceContext context{};
    std::optional<ProgressToken> workDoneToken{};
    std::optional<ProgressToken> partialResultToken{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &ReferenceParams::textDocument),
                          field("position", &ReferenceParams::position),
                          field("context", &ReferenceParams::context),
                          field("workDoneToken", &ReferenceParams::workDoneToken),
                          field("partialResultToken", &ReferenceParams::partialResultToken)};
    }
};

struct DocumentHighlightParams {
    TextDocumentIdentifier textDocument{};
    Position position{};
    std::optional<ProgressToken> workDoneToken{};
    std::optional<ProgressToken> partialResultToken{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &DocumentHighlightParams::textDocument),
                          field("position", &DocumentHighlightParams::position),
                          field("workDoneToken", &DocumentHighlightParams::workDoneToken),
                          field("partialResultToken", &DocumentHighlightParams::partialResultToken)};
    }
};

enum class DocumentHighlightKind : std::int32_t { Text = 1, Read = 2, Write = 3 };

struct DocumentHighlight {
    Range range{};
    std::optional<DocumentHighlightKind> kind{};

    static constexpr auto fields() {
        return std::tuple{field("range", &DocumentHighlight::range), field("kind", &DocumentHighlight::kind)};
    }

    friend bool operator==(const DocumentHighlight&, const DocumentHighlight&) = default;
};

struct DocumentLinkParams {
    TextDocumentIdentifier textDocument{};
    std::optional<ProgressToken> workDoneToken{};
    std::optional<ProgressToken> partialResultToken{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &DocumentLinkParams::textDocument),
                          field("workDoneToken", &DocumentLinkParams::workDoneToken),
                          field("partialResultToken", &DocumentLinkParams::partialResultToken)};
    }
};

/// Without a target the client asks documentLink/resolve.
struct DocumentLink {
    Range range{};
    std::optional<std::string> target{};
    std::optional<std::string> tooltip{};
    std::optional<Json> data{};

    static constexpr auto fields() {
        return std::tuple{field("range", &DocumentLink::range), field("target", &DocumentLink::target),
                          field("tooltip", &DocumentLink::tooltip), field("data", &DocumentLink::data)};
    }
};

enum class SymbolTag : std::int32_t { Deprecated = 1 };

struct DocumentSymbolParams {
    TextDocumentIdentifier textDocument{};
    std::optional<ProgressToken> workDoneToken{};
    std::optional<ProgressToken> partialResultToken{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &DocumentSymbolParams::textDocument),
                          field("workDoneToken", &DocumentSymbolParams::workDoneToken),
                          field("partialResultToken", &DocumentSymbolParams::partialResultToken)};
    }
};

struct DocumentSymbol {
    std::string name{};
    std::optional<std::string> detail{};
    SymbolKind kind = SymbolKind::Variable;
    std::optional<std::vector<SymbolTag>> tags{};
    Range range{};          ///< everything, comments and body included
    Range selectionRange{}; ///< the name; must lie within range
    std::optional<std::vector<DocumentSymbol>> children{};

    static constexpr auto fields() {
        return std::tuple{field("name", &DocumentSymbol::name),
                          field("detail", &DocumentSymbol::detail),
                          field("kind", &DocumentSymbol::kind),
                          field("tags", &DocumentSymbol::tags),
                          field("range", &DocumentSymbol::range),
                          field("selectionRange", &DocumentSymbol::selectionRange),
                          field("children", &DocumentSymbol::children)};
    }
};

struct SymbolInformation {
    std::string name{};
    SymbolKind kind = SymbolKind::Variable;
    std::optional<std::vector<SymbolTag>> tags{};
    Location location{};
    std::optional<std::string> containerName{};

    static constexpr auto fields() {
        return std::tuple{field("name", &SymbolInformation::name), field("kind", &SymbolInformation::kind),
                          field("tags", &SymbolInformation::tags),
                          field("location", &SymbolInformation::location),
                          field("containerName", &SymbolInformation::containerName)};
    }
};

using DocumentSymbolResult =
    std::variant<std::monostate, std::vector<DocumentSymbol>, std::vector<SymbolInformation>>;

struct WorkspaceSymbolParams {
    std::string query{};
    std::optional<ProgressToken> workDoneToken{};
    std::optional<ProgressToken> partialResultToken{};

    static constexpr auto fields() {
        return std::tuple{field("query", &WorkspaceSymbolParams::query),
                          field("workDoneToken", &WorkspaceSymbolParams::workDoneToken),
                          field("partialResultToken", &WorkspaceSymbolParams::partialResultToken)};
    }
};

/// A location without a range is filled in by workspaceSymbol/resolve.
struct WorkspaceSymbol {
    std::string name{};
    SymbolKind kind = SymbolKind::Variable;
    std::optional<std::vector<SymbolTag>> tags{};
    std::variant<Location, TextDocumentIdentifier> location{};
    std::optional<std::string> containerName{};
    std::optional<Json> data{};

    static constexpr auto fields() {
        return std::tuple{field("name", &WorkspaceSymbol::name),
                          field("kind", &WorkspaceSymbol::kind),
                          field("tags", &WorkspaceSymbol::tags),
                          field("location", &WorkspaceSymbol::location),
                          field("containerName", &WorkspaceSymbol::containerName),
                          field("data", &WorkspaceSymbol::data)};
    }
};

using WorkspaceSymbolResult =
    std::variant<std::monostate, std::vector<SymbolInformation>, std::vector<WorkspaceSymbol>>;
} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
