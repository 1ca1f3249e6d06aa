#include "analysis/answers/signature_help.hpp"

#include "server/handlers/handlers.hpp"
#include "server/handlers/place.hpp"

#include <utility>

namespace modal_lsp::server::handlers {
namespace {

std::optional<lsp::Documentation> documentation(const Session& session, std::string text) {
    if (text.empty()) return std::nullopt;
    const bool markdown = session.client().hover_markdown;
    return lsp::MarkupContent{.kind = markdown ? lsp::MarkupKind::Markdown : lsp::MarkupKind::PlainText,
                              .value = std::move(text)};
}

} // namespace

lsp::SignatureHelpRequest::Result signature_help(const Session& session,
                                                 const lsp::SignatureHelpParams& params) {
    const auto place = place_of(session, params);
    if (!place) return std::nullopt;
    auto answer = answers::signature_help(place->view.snapshot, place->view.file.id, place->offset);
    if (!answer) return std::nullopt;
    lsp::SignatureInformation signature{.label = answer->label,
                                        .documentation =
                                            documentation(session, std::move(answer->documentation)),
                                        .parameters = std::vector<lsp::ParameterInformation>{},
                                        .activeParameter = answer->active};
    for (answers::SignatureAnswer::Parameter& parameter : answer->parameters)
        // The label is ASCII: its bytes are UTF-16 units.
        signature.parameters->push_back(
            {.label = answer->label.substr(parameter.begin, parameter.end - parameter.begin),
             .documentation = documentation(session, std::move(parameter.documentation))});
    return lsp::SignatureHelp{
        .signatures = {std::move(signature)}, .activeSignature = 0, .activeParameter = answer->active};
}

} // namespace modal_lsp::server::handlers
