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

/// Open, change, save, close (LSP 3.17 §textDocument_synchronization).
namespace modal_lsp::lsp {

using protocol::field;

struct DidOpenTextDocumentParams {
    TextDocumentItem textDocument{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &DidOpenTextDocumentParams::textDocument)};
    }
};

/// Without a range, `text` is the whole new document.
struct TextDocumentContentChangeEvent {
    std::optional<Range> range{};
    std::optional<std::uint32_t> rangeLength{}; ///< deprecated, and not to be trusted
    std::string text{};

    static constexpr auto fields() {
        return std::tuple{field("range", &TextDocumentContentChangeEvent::range),
                          field("rangeLength", &TextDocumentContentChangeEvent::rangeLength),
                          field("text", &TextDocumentContentChangeEvent::text)};
    }
};

struct DidChangeTextDocumentParams {
    VersionedTextDocumentIdentifier textDocument{};
    std::vector<TextDocumentContentChangeEvent>
        contentChanges{}; ///< each applies to the result of the one before

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &DidChangeTextDocumentParams::textDocument),
                          field("contentChanges", &DidChangeTextDocumentParams::contentChanges)};
    }
};

struct DidSaveTextDocumentParams {
    TextDocumentIdentifier textDocument{};
    std::optional<std::string> text{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &DidSaveTextDocumentParams::textDocument),
                          field("text", &DidSaveTextDocumentParams::text)};
    }
};

struct DidCloseTextDocumentParams {
    TextDocumentIdentifier textDocument{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &DidCloseTextDocumentParams::textDocument)};
    }
};

} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
