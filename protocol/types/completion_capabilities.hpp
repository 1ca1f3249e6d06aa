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

/// Capabilities that several families share, and those of completion, hover and signature help. Lenient
/// throughout; see text_document_capabilities.hpp.
namespace modal_lsp::lsp {

using protocol::field;
using protocol::lenient;

/// Capabilities that say no more than whether they can be registered later.
struct DynamicRegistrationCapability {
    bool dynamicRegistration = false;

    static constexpr auto fields() {
        return std::tuple{
            lenient("dynamicRegistration", &DynamicRegistrationCapability::dynamicRegistration)};
    }
};

/// Capabilities that say whether the server may ask for a refresh.
struct RefreshCapability {
    bool refreshSupport = false;

    static constexpr auto fields() {
        return std::tuple{lenient("refreshSupport", &RefreshCapability::refreshSupport)};
    }
};

struct ResolveSupport {
    std::vector<std::string> properties{}; ///< names of members that may be filled in late

    static constexpr auto fields() { return std::tuple{lenient("properties", &ResolveSupport::properties)}; }
};

struct TagSupport {
    std::vector<std::int32_t> valueSet{};

    static constexpr auto fields() { return std::tuple{lenient("valueSet", &TagSupport::valueSet)}; }
};

struct InsertTextModeSupport {
    std::vector<std::int32_t> valueSet{};

    static constexpr auto fields() {
        return std::tuple{lenient("valueSet", &InsertTextModeSupport::valueSet)};
    }
};

struct CompletionItemClientCapabilities {
    bool snippetSupport = false;
    bool commitCharactersSupport = false;
    std::vector<MarkupKind> documentationFormat{}; ///< in the order of preference
    bool deprecatedSupport = false;
    bool preselectSupport = false;
    bool insertReplaceSupport = false;
    ResolveSupport resolveSupport{};
    bool labelDetailsSupport = false;
    std::optional<TagSupport> tagSupport{};
    std::optional<InsertTextModeSupport> insertTextModeSupport{};

    static constexpr auto fields() {
        return std::tuple{
            lenient("snippetSupport", &CompletionItemClientCapabilities::snippetSupport),
            lenient("commitCharactersSupport", &CompletionItemClientCapabilities::commitCharactersSupport),
            lenient("documentationFormat", &CompletionItemClientCapabilities::documentationFormat),
            lenient("deprecatedSupport", &CompletionItemClientCapabilities::deprecatedSupport),
            lenient("preselectSupport", &CompletionItemClientCapabilities::preselectSupport),
            lenient("insertReplaceSupport", &CompletionItemClientCapabilities::insertReplaceSupport),
            lenient("resolveSupport", &CompletionItemClientCapabilities::resolveSupport),
            lenient("labelDetailsSupport", &CompletionItemClientCapabilities::labelDetailsSupport),
            lenient("tagSupport", &CompletionItemClientCapabilities::tagSupport),
            lenient("insertTextModeSupport", &CompletionItemClientCapabilities::insertTextModeSupport)};
    }
};

struct CompletionListClientCapabilities {
    std::vector<std::string> itemDefaults{}; ///< members of CompletionList.itemDefaults the client reads

    static constexpr auto fields() {
        return std::tuple{lenient("itemDefaults", &CompletionListClientCapabilities::itemDefaults)};
    }
};

struct CompletionClientCapabilities {
    bool dynamicRegistration = false;
    CompletionItemClientCapabilities completionItem{};
    bool contextSupport = false;
    CompletionListClientCapabilities completionList{};

    static constexpr auto fields() {
        return std::tuple{lenient("dynamicRegistration", &CompletionClientCapabilities::dynamicRegistration),
                          lenient("completionItem", &CompletionClientCapabilities::completionItem),
                          lenient("contextSupport", &CompletionClientCapabilities::contextSupport),
                          lenient("completionList", &CompletionClientCapabilities::completionList)};
    }
};

struct HoverClientCapabilities {
    bool dynamicRegistration = false;
    std::vector<MarkupKind> contentFormat{}; ///< in the order of preference; empty: nothing was said

    static constexpr auto fields() {
        return std::tuple{lenient("dynamicRegistration", &HoverClientCapabilities::dynamicRegistration),
                          lenient("contentFormat", &HoverClientCapabilities::contentFormat)};
    }
};

struct ParameterInformationCapability {
    bool labelOffsetSupport = false;

    static constexpr auto fields() {
        return std::tuple{lenient("labelOffsetSupport", &ParameterInformationCapability::labelOffsetSupport)};
    }
};

struct SignatureInformationCapability {
    std::vector<MarkupKind> documentationFormat{};
    ParameterInformationCapability parameterInformation{};
    bool activeParameterSupport = false;

    static constexpr auto fields() {
        return std::tuple{
            lenient("documentationFormat", &SignatureInformationCapability::documentationFormat),
            lenient("parameterInformation", &SignatureInformationCapability::parameterInformation),
            lenient("activeParameterSupport", &SignatureInformationCapability::activeParameterSupport)};
    }
};

struct SignatureHelpClientCapabilities {
    bool dynamicRegistration = false;
    SignatureInformationCapability signatureInformation{};
    bool contextSupport = false;

    static constexpr auto fields() {
        return std::tuple{
            lenient("dynamicRegistration", &SignatureHelpClientCapabilities::dynamicRegistration),
            lenient("signatureInformation", &SignatureHelpClientCapabilities::signatureInformation),
            lenient("contextSupport", &SignatureHelpClientCapabilities::contextSupport)};
    }
};

} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
