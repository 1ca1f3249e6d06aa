#include "analysis/answers/semantic_tokens.hpp"

#include "server/handlers/handlers.hpp"
#include "server/handlers/place.hpp"

namespace modal_lsp::server::handlers {
namespace {

constexpr std::uint32_t kDeclaration = 1, kModal = 2; // bits, in the order of the legend's modifiers

/// Tokens that touch the range, each told by its distance from the one before.
lsp::SemanticTokens tokens_in(const Session& session, const View& view, text::ByteRange range) {
    lsp::SemanticTokens out;
    lsp::Position last{};
    for (const answers::SemanticToken& token : answers::semantic_tokens(view.snapshot, view.file.id)) {
        if (!range.overlaps(token.range)) continue;
        const lsp::Range place = range_in(session, view.file, token.range);
        const auto lines = static_cast<std::uint32_t>(place.start.line - last.line);
        const auto characters = static_cast<std::uint32_t>(
            lines > 0 ? place.start.character : place.start.character - last.character);
        const auto length = static_cast<std::uint32_t>(place.end.character - place.start.character);
        out.data.insert(out.data.end(), {lines, characters, length, static_cast<std::uint32_t>(token.type),
                                         kModal | (token.declares ? kDeclaration : 0)});
        last = place.start;
    }
    return out;
}

} // namespace

lsp::SemanticTokensLegend semantic_tokens_legend() {
    // In the order of answers::TokenType; the standard's names, so that every theme has colours for them.
    return {.tokenTypes = {"namespace", "class", "function", "method"},
            .tokenModifiers = {"declaration", "modal"}};
}

lsp::SemanticTokensRequest::Result semantic_tokens(const Session& session,
                                                   const lsp::SemanticTokensParams& params) {
    const auto view = session.view(params.textDocument.uri);
    if (!view) return std::nullopt;
    const auto size = static_cast<std::uint32_t>(view->file.document.text().size());
    return tokens_in(session, *view, text::make_range(0, size));
}

lsp::SemanticTokensRangeRequest::Result
semantic_tokens_in_range(const Session& session, const lsp::SemanticTokensRangeParams& params) {
    const auto view = session.view(params.textDocument.uri);
    if (!view) return std::nullopt;
    return tokens_in(session, *view,
                     convert::range_of(view->file.document, params.range, session.client().encoding));
}

} // namespace modal_lsp::server::handlers
