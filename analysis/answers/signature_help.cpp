#include "analysis/answers/signature_help.hpp"

#include "analysis/answers/sdk_place.hpp"
#include "analysis/docs/sdk_index.hpp"

namespace modal_lsp::answers {
namespace {

std::optional<std::uint32_t> active_parameter(const docs::Symbol& symbol,
                                              const syntax::CallContext& context) {
    for (std::size_t i = 0; i < symbol.parameters.size(); ++i) {
        const docs::Parameter& parameter = symbol.parameters[i];
        const bool by_name = !context.keyword.empty() && parameter.name == context.keyword;
        const bool by_place = context.keyword.empty() && context.position &&
                              ((parameter.kind == docs::ParameterKind::regular && i == *context.position) ||
                               (parameter.kind == docs::ParameterKind::variadic && i <= *context.position));
        if (by_name || by_place) return static_cast<std::uint32_t>(i);
    }
    return std::nullopt;
}

} // namespace

std::optional<SignatureAnswer> signature_help(const workspace::Snapshot& snapshot, modal::FileId file,
                                              text::ByteOffset at) {
    const workspace::File* asked = snapshot.file(file);
    if (asked == nullptr || !asked->config->sdk_help) return std::nullopt;
    const auto site = sdk_call_at(snapshot, file, at);
    if (!site) return std::nullopt;
    SignatureAnswer answer{.label = docs::signature_of(*site->symbol),
                           .documentation = std::string(site->symbol->summary),
                           .parameters = {},
                           .active = active_parameter(*site->symbol, site->context)};
    std::size_t from = 0;
    for (const docs::Parameter& parameter : site->symbol->parameters) {
        const std::string written = docs::written(parameter);
        const auto found = answer.label.find(written, from);
        if (found == std::string::npos) continue;
        from = found + written.size();
        answer.parameters.push_back({static_cast<std::uint32_t>(found), static_cast<std::uint32_t>(from),
                                     std::string(parameter.note)});
    }
    return answer;
}

} // namespace modal_lsp::answers
