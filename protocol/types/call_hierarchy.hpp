#pragma once
#include "protocol/types/basic.hpp"

#include <optional>
#include <string>
#include <tuple>
#include <vector>

/// LSP 3.17, "Call Hierarchy".
namespace modal_lsp::lsp {

struct CallHierarchyItem {
    std::string name{};
    SymbolKind kind = SymbolKind::Function;
    std::optional<std::string> detail{};
    std::string uri{};
    Range range{};
    Range selectionRange{}; ///< inside `range`
    std::optional<Json> data{};

    static constexpr auto fields() {
        return std::tuple{field("name", &CallHierarchyItem::name),
                          field("kind", &CallHierarchyItem::kind),
                          field("detail", &CallHierarchyItem::detail),
                          field("uri", &CallHierarchyItem::uri),
                          field("range", &CallHierarchyItem::range),
                          field("selectionRange", &CallHierarchyItem::selectionRange),
                          field("data", &CallHierarchyItem::data)};
    }
};

struct CallHierarchyPrepareParams {
    TextDocumentIdentifier textDocument{};
    Position position{};
    std::optional<ProgressToken> workDoneToken{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &CallHierarchyPrepareParams::textDocument),
                          field("position", &CallHierarchyPrepareParams::position),
                          field("workDoneToken", &CallHierarchyPrepareParams::workDoneToken)};
    }
};

/// Of both directions.
struct CallHierarchyCallsParams {
    CallHierarchyItem item{};
    std::optional<ProgressToken> workDoneToken{};
    std::optional<ProgressToken> partialResultToken{};

    static constexpr auto fields() {
        return std::tuple{field("item", &CallHierarchyCallsParams::item),
                          field("workDoneToken", &CallHierarchyCallsParams::workDoneToken),
                          field("partialResultToken", &CallHierarchyCallsParams::partialResultToken)};
    }
};

struct CallHierarchyIncomingCall {
    CallHierarchyItem from{};
    std::vector<Range> fromRanges{}; ///< in `from`

    static constexpr auto fields() {
        return std::tuple{field("from", &CallHierarchyIncomingCall::from),
                          field("fromRanges", &CallHierarchyIncomingCall::fromRanges)};
    }
};

struct CallHierarchyOutgoingCall {
    CallHierarchyItem to{};
    std::vector<Range> fromRanges{}; ///< in the item that was asked for

    static constexpr auto fields() {
        return std::tuple{field("to", &CallHierarchyOutgoingCall::to),
                          field("fromRanges", &CallHierarchyOutgoingCall::fromRanges)};
    }
};

} // namespace modal_lsp::lsp
