#pragma once
#include "protocol/types/basic.hpp"

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

// NOLINTBEGIN(readability-identifier-naming): names are spelt as in the specification.

/// textDocument/semanticTokens (LSP 3.17).
namespace modal_lsp::lsp {

using protocol::field;

struct SemanticTokensParams {
    TextDocumentIdentifier textDocument{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &SemanticTokensParams::textDocument)};
    }
};

struct SemanticTokensRangeParams {
    TextDocumentIdentifier textDocument{};
    Range range{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &SemanticTokensRangeParams::textDocument),
                          field("range", &SemanticTokensRangeParams::range)};
    }
};

/// Five numbers a token: lines and characters since the one before, length, number of its type, bits of
/// modifiers.
struct SemanticTokens {
    std::vector<std::uint32_t> data{};

    static constexpr auto fields() { return std::tuple{field("data", &SemanticTokens::data)}; }
};

struct SemanticTokensLegend {
    std::vector<std::string> tokenTypes{}, tokenModifiers{};

    static constexpr auto fields() {
        return std::tuple{field("tokenTypes", &SemanticTokensLegend::tokenTypes),
                          field("tokenModifiers", &SemanticTokensLegend::tokenModifiers)};
    }
};

struct SemanticTokensOptions {
    SemanticTokensLegend legend{};
    bool range = false, full = false;

    static constexpr auto fields() {
        return std::tuple{field("legend", &SemanticTokensOptions::legend),
                          field("range", &SemanticTokensOptions::range),
                          field("full", &SemanticTokensOptions::full)};
    }
};

} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
