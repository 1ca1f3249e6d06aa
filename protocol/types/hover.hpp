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

/// textDocument/hover and textDocument/signatureHelp (LSP 3.17).
namespace modal_lsp::lsp {

using protocol::field;

struct HoverParams {
    TextDocumentIdentifier textDocument{};
    Position position{};
    std::optional<ProgressToken> workDoneToken{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &HoverParams::textDocument),
                          field("position", &HoverParams::position),
                          field("workDoneToken", &HoverParams::workDoneToken)};
    }
};

struct Hover {
    MarkupContent contents{};
    std::optional<Range> range{};

    static constexpr auto fields() {
        return std::tuple{field("contents", &Hover::contents), field("range", &Hover::range)};
    }
};

enum class SignatureHelpTriggerKind : std::int32_t { Invoked = 1, TriggerCharacter = 2, ContentChange = 3 };

struct ParameterInformation {
    // A part of the signature's label, or its [start, end) in UTF-16 units where labelOffsetSupport is given.
    std::variant<std::string, std::vector<std::uint32_t>> label{};
    std::optional<Documentation> documentation{};

    static constexpr auto fields() {
        return std::tuple{field("label", &ParameterInformation::label),
                          field("documentation", &ParameterInformation::documentation)};
    }
};

struct SignatureInformation {
    std::string label{};
    std::optional<Documentation> documentation{};
    std::optional<std::vector<ParameterInformation>> parameters{};
    std::optional<std::uint32_t> activeParameter{};

    static constexpr auto fields() {
        return std::tuple{field("label", &SignatureInformation::label),
                          field("documentation", &SignatureInformation::documentation),
                          field("parameters", &SignatureInformation::parameters),
                          field("activeParameter", &SignatureInformation::activeParameter)};
    }
};

struct SignatureHelp {
    std::vector<SignatureInformation> signatures{};
    std::optional<std::uint32_t> activeSignature{};
    std::optional<std::uint32_t> activeParameter{};

    static constexpr auto fields() {
        return std::tuple{field("signatures", &SignatureHelp::signatures),
                          field("activeSignature", &SignatureHelp::activeSignature),
                          field("activeParameter", &SignatureHelp::activeParameter)};
    }
};

struct SignatureHelpContext {
    SignatureHelpTriggerKind triggerKind = SignatureHelpTriggerKind::Invoked;
    std::optional<std::string> triggerCharacter{};
    bool isRetrigger = false;
    std::optional<SignatureHelp> activeSignatureHelp{};

    static constexpr auto fields() {
        return std::tuple{field("triggerKind", &SignatureHelpContext::triggerKind),
                          field("triggerCharacter", &SignatureHelpContext::triggerCharacter),
                          field("isRetrigger", &SignatureHelpContext::isRetrigger),
                          field("activeSignatureHelp", &SignatureHelpContext::activeSignatureHelp)};
    }
};

struct SignatureHelpParams {
    TextDocumentIdentifier textDocument{};
    Position position{};
    std::optional<SignatureHelpContext> context{};
    std::optional<ProgressToken> workDoneToken{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &SignatureHelpParams::textDocument),
                          field("position", &SignatureHelpParams::position),
                          field("context", &SignatureHelpParams::context),
                          field("workDoneToken", &SignatureHelpParams::workDoneToken)};
    }
};

} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
