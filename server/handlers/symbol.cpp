#include "analysis/answers/symbols.hpp"
#include "server/handlers/handlers.hpp"
#include "server/handlers/place.hpp"

#include <utility>

namespace modal_lsp::server::handlers {
namespace {

lsp::SymbolKind kind_of(answers::SymbolKind kind) {
    switch (kind) {
    case answers::SymbolKind::app: return lsp::SymbolKind::Module;
    case answers::SymbolKind::class_: return lsp::SymbolKind::Class;
    case answers::SymbolKind::method: return lsp::SymbolKind::Method;
    case answers::SymbolKind::resource: return lsp::SymbolKind::Object;
    case answers::SymbolKind::function:
    case answers::SymbolKind::entrypoint: break;
    }
    return lsp::SymbolKind::Function;
}

// Editors refuse symbols without a name.
std::string shown(const std::string& name) {
    return name.empty() ? "(unnamed)" : name;
}

std::vector<lsp::DocumentSymbol> tree_of(const Session& session, const workspace::File& file,
                                         const std::vector<answers::Symbol>& symbols) {
    std::vector<lsp::DocumentSymbol> out;
    for (const answers::Symbol& symbol : symbols) {
        lsp::DocumentSymbol node{.name = shown(symbol.name), .kind = kind_of(symbol.kind)};
        if (!symbol.detail.empty()) node.detail = symbol.detail;
        node.range = range_in(session, file, symbol.range);
        node.selectionRange = range_in(session, file, symbol.selection);
        if (!symbol.children.empty()) node.children = tree_of(session, file, symbol.children);
        out.push_back(std::move(node));
    }
    return out;
}

void flatten(const Session& session, const workspace::File& file, const std::vector<answers::Symbol>& symbols,
             const std::string& container, std::vector<lsp::SymbolInformation>& out) {
    for (const answers::Symbol& symbol : symbols) {
        lsp::SymbolInformation flat{.name = shown(symbol.name), .kind = kind_of(symbol.kind)};
        flat.location = {session.documents().uri_of(file.path), range_in(session, file, symbol.range)};
        if (!container.empty()) flat.containerName = container;
        out.push_back(std::move(flat));
        flatten(session, file, symbol.children, symbol.name, out);
    }
}

} // namespace

lsp::DocumentSymbolResult document_symbol(const Session& session, const lsp::DocumentSymbolParams& params) {
    const auto view = session.view(params.textDocument.uri);
    if (!view) return {};
    const auto symbols = answers::document_symbols(view->snapshot, view->file.id);
    if (session.client().symbol_tree) return tree_of(session, view->file, symbols);
    std::vector<lsp::SymbolInformation> flat;
    flatten(session, view->file, symbols, {}, flat);
    return flat;
}

lsp::WorkspaceSymbolResult workspace_symbol(const Session& session,
                                            const lsp::WorkspaceSymbolParams& params) {
    const workspace::Snapshot& snapshot = session.project().snapshot();
    std::vector<lsp::SymbolInformation> out;
    for (const auto& found : answers::workspace_symbols(snapshot, params.query)) {
        auto location = location_of(session, snapshot, found.location);
        if (!location) continue;
        lsp::SymbolInformation symbol{.name = shown(found.name), .kind = kind_of(found.kind)};
        symbol.location = *std::move(location);
        if (!found.container.empty()) symbol.containerName = found.container;
        out.push_back(std::move(symbol));
    }
    return out;
}

} // namespace modal_lsp::server::handlers
