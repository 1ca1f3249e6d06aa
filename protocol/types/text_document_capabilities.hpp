#pragma once
#include "protocol/types/completion_capabilities.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

// NOLINTBEGIN(readability-identifier-naming): names are spelt as in the specification.

/// What a client says it can do with documents (LSP 3.17 §textDocumentClientCapabilities).
///
/// Every member is lenient: editors send partial and odd objects, and a malformed capability counts as
/// absent. An absent object equals one of defaults; std::optional marks those whose mere presence says
/// something.
namespace modal_lsp::lsp {

using protocol::field;
using protocol::lenient;

struct TextDocumentSyncClientCapabilities {
    bool dynamicRegistration = false;
    bool willSave = false;
    bool willSaveWaitUntil = false;
    bool didSave = false;

    static constexpr auto fields() {
        return std::tuple{
            lenient("dynamicRegistration", &TextDocumentSyncClientCapabilities::dynamicRegistration),
            lenient("willSave", &TextDocumentSyncClientCapabilities::willSave),
            lenient("willSaveWaitUntil", &TextDocumentSyncClientCapabilities::willSaveWaitUntil),
            lenient("didSave", &TextDocumentSyncClientCapabilities::didSave)};
    }
};

/// definition, declaration, typeDefinition, implementation.
struct LinkClientCapabilities {
    bool dynamicRegistration = false;
    bool linkSupport = false; ///< LocationLink may be answered

    static constexpr auto fields() {
        return std::tuple{lenient("dynamicRegistration", &LinkClientCapabilities::dynamicRegistration),
                          lenient("linkSupport", &LinkClientCapabilities::linkSupport)};
    }
};

struct DocumentSymbolClientCapabilities {
    bool dynamicRegistration = false;
    bool hierarchicalDocumentSymbolSupport = false;
    std::optional<TagSupport> tagSupport{};
    bool labelSupport = false;

    static constexpr auto fields() {
        return std::tuple{
            lenient("dynamicRegistration", &DocumentSymbolClientCapabilities::dynamicRegistration),
            lenient("hierarchicalDocumentSymbolSupport",
                    &DocumentSymbolClientCapabilities::hierarchicalDocumentSymbolSupport),
            lenient("tagSupport", &DocumentSymbolClientCapabilities::tagSupport),
            lenient("labelSupport", &DocumentSymbolClientCapabilities::labelSupport)};
    }
};

struct CodeActionKindSupport {
    std::vector<std::string> valueSet{};

    static constexpr auto fields() {
        return std::tuple{lenient("valueSet", &CodeActionKindSupport::valueSet)};
    }
};

struct CodeActionLiteralSupport {
    CodeActionKindSupport codeActionKind{};

    static constexpr auto fields() {
        return std::tuple{lenient("codeActionKind", &CodeActionLiteralSupport::codeActionKind)};
    }
};

struct CodeActionClientCapabilities {
    bool dynamicRegistration = false;
    std::optional<CodeActionLiteralSupport>
        codeActionLiteralSupport{}; ///< absent: only Commands may be answered
    bool isPreferredSupport = false;
    bool disabledSupport = false;
    bool dataSupport = false;
    ResolveSupport resolveSupport{};
    bool honorsChangeAnnotations = false;

    static constexpr auto fields() {
        return std::tuple{
            lenient("dynamicRegistration", &CodeActionClientCapabilities::dynamicRegistration),
            lenient("codeActionLiteralSupport", &CodeActionClientCapabilities::codeActionLiteralSupport),
            lenient("isPreferredSupport", &CodeActionClientCapabilities::isPreferredSupport),
            lenient("disabledSupport", &CodeActionClientCapabilities::disabledSupport),
            lenient("dataSupport", &CodeActionClientCapabilities::dataSupport),
            lenient("resolveSupport", &CodeActionClientCapabilities::resolveSupport),
            lenient("honorsChangeAnnotations", &CodeActionClientCapabilities::honorsChangeAnnotations)};
    }
};

struct DocumentLinkClientCapabilities {
    bool dynamicRegistration = false;
    bool tooltipSupport = false;

    static constexpr auto fields() {
        return std::tuple{
            lenient("dynamicRegistration", &DocumentLinkClientCapabilities::dynamicRegistration),
            lenient("tooltipSupport", &DocumentLinkClientCapabilities::tooltipSupport)};
    }
};

struct RenameClientCapabilities {
    bool dynamicRegistration = false;
    bool prepareSupport = false;
    bool honorsChangeAnnotations = false;

    static constexpr auto fields() {
        return std::tuple{
            lenient("dynamicRegistration", &RenameClientCapabilities::dynamicRegistration),
            lenient("prepareSupport", &RenameClientCapabilities::prepareSupport),
            lenient("honorsChangeAnnotations", &RenameClientCapabilities::honorsChangeAnnotations)};
    }
};

struct PublishDiagnosticsClientCapabilities {
    bool relatedInformation = false;
    std::optional<TagSupport> tagSupport{};
    bool versionSupport = false;
    bool codeDescriptionSupport = false;
    bool dataSupport = false;

    static constexpr auto fields() {
        return std::tuple{
            lenient("relatedInformation", &PublishDiagnosticsClientCapabilities::relatedInformation),
            lenient("tagSupport", &PublishDiagnosticsClientCapabilities::tagSupport),
            lenient("versionSupport", &PublishDiagnosticsClientCapabilities::versionSupport),
            lenient("codeDescriptionSupport", &PublishDiagnosticsClientCapabilities::codeDescriptionSupport),
            lenient("dataSupport", &PublishDiagnosticsClientCapabilities::dataSupport)};
    }
};

struct DiagnosticClientCapabilities {
    bool dynamicRegistration = false;
    bool relatedDocumentSupport = false;

    static constexpr auto fields() {
        return std::tuple{
            lenient("dynamicRegistration", &DiagnosticClientCapabilities::dynamicRegistration),
            lenient("relatedDocumentSupport", &DiagnosticClientCapabilities::relatedDocumentSupport)};
    }
};

struct InlayHintClientCapabilities {
    bool dynamicRegistration = false;
    ResolveSupport resolveSupport{};

    static constexpr auto fields() {
        return std::tuple{lenient("dynamicRegistration", &InlayHintClientCapabilities::dynamicRegistration),
                          lenient("resolveSupport", &InlayHintClientCapabilities::resolveSupport)};
    }
};

struct TextDocumentClientCapabilities {
    TextDocumentSyncClientCapabilities synchronization{};
    CompletionClientCapabilities completion{};
    HoverClientCapabilities hover{};
    SignatureHelpClientCapabilities signatureHelp{};
    LinkClientCapabilities declaration{};
    LinkClientCapabilities definition{};
    LinkClientCapabilities typeDefinition{};
    DynamicRegistrationCapability references{};
    DynamicRegistrationCapability documentHighlight{};
    DocumentSymbolClientCapabilities documentSymbol{};
    CodeActionClientCapabilities codeAction{};
    DynamicRegistrationCapability codeLens{};
    DocumentLinkClientCapabilities documentLink{};
    RenameClientCapabilities rename{};
    PublishDiagnosticsClientCapabilities publishDiagnostics{};
    std::optional<DiagnosticClientCapabilities> diagnostic{}; ///< present: the client pulls diagnostics
    std::optional<InlayHintClientCapabilities> inlayHint{};

    static constexpr auto fields() {
        return std::tuple{lenient("synchronization", &TextDocumentClientCapabilities::synchronization),
                          lenient("completion", &TextDocumentClientCapabilities::completion),
                          lenient("hover", &TextDocumentClientCapabilities::hover),
                          lenient("signatureHelp", &TextDocumentClientCapabilities::signatureHelp),
                          lenient("declaration", &TextDocumentClientCapabilities::declaration),
                          lenient("definition", &TextDocumentClientCapabilities::definition),
                          lenient("typeDefinition", &TextDocumentClientCapabilities::typeDefinition),
                          lenient("references", &TextDocumentClientCapabilities::references),
                          lenient("documentHighlight", &TextDocumentClientCapabilities::documentHighlight),
                          lenient("documentSymbol", &TextDocumentClientCapabilities::documentSymbol),
                          lenient("codeAction", &TextDocumentClientCapabilities::codeAction),
                          lenient("codeLens", &TextDocumentClientCapabilities::codeLens),
                          lenient("documentLink", &TextDocumentClientCapabilities::documentLink),
                          lenient("rename", &TextDocumentClientCapabilities::rename),
                          lenient("publishDiagnostics", &TextDocumentClientCapabilities::publishDiagnostics),
                          lenient("diagnostic", &TextDocumentClientCapabilities::diagnostic),
                          lenient("inlayHint", &TextDocumentClientCapabilities::inlayHint)};
    }
};

} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
