#pragma once
#include "analysis/answers/nearness.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::answers {

enum class SymbolKind : std::uint8_t { app, function, class_, method, entrypoint, resource };

/// One thing of Modal's in a file, with what is inside it.
struct Symbol {
    std::string name, detail;
    SymbolKind kind = SymbolKind::function;
    text::ByteRange range;     ///< all of it
    text::ByteRange selection; ///< its name; inside `range`
    std::vector<Symbol> children;
    friend bool operator==(const Symbol&, const Symbol&) = default;
};

/// Apps, functions, classes with their methods, local entrypoints and named resources of one file, in source
/// order.
[[nodiscard]] std::vector<Symbol> document_symbols(const workspace::Snapshot& snapshot, FileId file);

struct WorkspaceSymbol {
    std::string name, container; ///< container: the app of a member
    SymbolKind kind = SymbolKind::function;
    Location location;
    friend bool operator==(const WorkspaceSymbol&, const WorkspaceSymbol&) = default;
};

inline constexpr std::size_t kMaxWorkspaceSymbols = 200;

/// Apps, members, entrypoints and resources whose name answers to the query (see match_rank), best first, at
/// most kMaxWorkspaceSymbols. A resource is told once per kind and name, where it is created or first used.
[[nodiscard]] std::vector<WorkspaceSymbol> workspace_symbols(const workspace::Snapshot& snapshot,
                                                             std::string_view query);

} // namespace modal_lsp::answers
