#include "analysis/answers/sdk_completion.hpp"

#include "analysis/answers/construct_completion.hpp"
#include "analysis/answers/sdk_hover.hpp"
#include "analysis/answers/sdk_place.hpp"
#include "analysis/answers/snippet.hpp"
#include "analysis/modal/gpus.hpp"
#include "analysis/modal/regions.hpp"
#include "analysis/modal/time_zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace modal_lsp::answers {
namespace {

constexpr auto kPythonVersions = std::to_array<std::string_view>({"3.14", "3.13", "3.12", "3.11", "3.10"});
constexpr auto kClouds = std::to_array<std::string_view>({"auto", "aws", "gcp", "oci"});

std::string documentation_of(const docs::Symbol& symbol) {
    Markup out;
    describe_briefly(symbol, out);
    return out.markdown();
}

CompletionItem item_at(text::ByteRange replaced, std::string label, std::string written, CompletionKind kind,
                       std::size_t place) {
    return {.label = std::move(label),
            .kind = kind,
            .filter_text = written,
            .sort_text = fmt::format("{:05}", place),
            .edit = {.range = replaced, .replacement = std::move(written)}};
}

CompletionKind kind_of(const docs::Symbol& symbol) {
    switch (symbol.kind) {
    case docs::SymbolKind::class_: return CompletionKind::class_;
    case docs::SymbolKind::property: return CompletionKind::property;
    case docs::SymbolKind::method: return CompletionKind::method;
    case docs::SymbolKind::function: break;
    }
    return CompletionKind::function;
}

/// What makes an object stands on the class, not on an object.
bool makes_object(std::string_view name) {
    return name.starts_with("from_") || name == "ephemeral" || name == "debian_slim" ||
           name == "micromamba" || name == "lookup" || name == "objects";
}

CompletionAnswer members(const docs::Index& sdk, const SdkName& owner) {
    CompletionAnswer answer{.replaced = owner.range};
    for (const docs::Symbol* symbol : sdk.members_of(owner.path)) {
        if (owner.is_object && makes_object(symbol->name())) continue;
        std::string name(symbol->name());
        CompletionItem item = item_at(owner.range, name, name, kind_of(*symbol), answer.items.size());
        item.detail = short_signature(*symbol);
        item.documentation = documentation_of(*symbol);
        answer.items.push_back(std::move(item));
    }
    return answer;
}

bool is_given(const syntax::CallContext& context, const docs::Parameter& parameter, std::size_t place) {
    const auto is_it = [&](const syntax::CallArgument& argument) {
        return argument.keyword == parameter.name;
    };
    if (std::ranges::any_of(context.before, is_it)) return true;
    return parameter.kind == docs::ParameterKind::regular && context.position && place < *context.position;
}

CompletionAnswer keywords(const SdkCallSite& site, text::ByteRange typed) {
    CompletionAnswer answer{.replaced = typed};
    const auto& parameters = site.symbol->parameters;
    const auto offer = [&](bool required) {
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            const docs::Parameter& parameter = parameters[i];
            const bool by_name = parameter.kind == docs::ParameterKind::regular ||
                                 parameter.kind == docs::ParameterKind::keyword_only;
            if (!by_name || parameter.is_required() != required || is_given(site.context, parameter, i))
                continue;
            std::string written = std::string(parameter.name) + "=";
            CompletionItem item =
                item_at(typed, written, written, CompletionKind::keyword, answer.items.size());
            item.detail = docs::written(parameter);
            item.documentation = std::string(parameter.note);
            answer.items.push_back(std::move(item));
        }
    };
    offer(true);
    offer(false);
    return answer;
}

/// Types; behind a type and a colon, how many of them.
template <class Offer> void offer_gpus(std::string_view typed, const Offer& offer) {
    const auto colon = typed.find(':');
    for (const modal::Gpu& gpu : modal::gpus()) {
        if (colon == std::string_view::npos) offer(gpu.type);
        if (gpu.type != typed.substr(0, colon) || colon == std::string_view::npos) continue;
        for (int count = 1; count <= gpu.most; ++count)
            offer(fmt::format("{}:{}", gpu.type, count));
    }
}

constexpr auto kSchedules = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"Cron", "\"${1:0 9 * * *}\""}, {"Period", "${1:hours}=${2:1}"}});

/// What makes a schedule, called as the module calls the SDK.
CompletionAnswer schedules(const workspace::File& file, text::ByteRange typed) {
    CompletionAnswer answer{.items = {}, .replaced = typed};
    const std::string imported = imported_sdk(*file.facts);
    const std::string modal = imported.empty() ? "modal" : imported;
    for (const auto& [name, arguments] : kSchedules) {
        const std::string callee = modal + "." + std::string(name);
        CompletionItem item = item_at(typed, callee, callee + "(" + without_places(arguments) + ")",
                                      CompletionKind::class_, answer.items.size());
        item.filter_text = callee;
        item.snippet = callee + "(" + std::string(arguments) + ")";
        if (const docs::Symbol* symbol = sdk_of(*file.config).find("modal." + std::string(name)))
            item.documentation = documentation_of(*symbol);
        answer.items.push_back(std::move(item));
    }
    return answer;
}

bool installs_packages(const docs::Symbol& symbol) {
    return symbol.path == "modal.Image.pip_install" || symbol.path == "modal.Image.uv_pip_install";
}

CompletionAnswer values(const SdkCallSite& site, const Config& config, std::string_view text) {
    CompletionAnswer answer{.replaced = site.context.string->content};
    const std::string& keyword = site.context.keyword;
    const auto offer = [&](std::string_view value) {
        if (answer.items.size() >= kMaxCompletions) return;
        answer.items.push_back(item_at(answer.replaced, std::string(value), std::string(value),
                                       CompletionKind::value, answer.items.size()));
    };
    if (keyword == "gpu")
        offer_gpus(text.substr(answer.replaced.begin.value, answer.replaced.size()), offer);
    else if (keyword == "region" || keyword == "compute_region")
        std::ranges::for_each(modal::regions(), offer);
    else if (keyword == "routing_region")
        std::ranges::for_each(modal::routing_regions(), offer);
    else if (keyword == "timezone")
        std::ranges::for_each(modal::time_zones(), offer);
    else if (keyword == "python_version" || keyword == "add_python")
        std::ranges::for_each(kPythonVersions, offer);
    else if (keyword == "cloud")
        std::ranges::for_each(kClouds, offer);
    else if (keyword.empty() && installs_packages(*site.symbol))
        std::ranges::for_each(config.requirements, offer);
    answer.incomplete = answer.items.size() >= kMaxCompletions;
    return answer;
}

} // namespace

CompletionAnswer sdk_completion(const workspace::Snapshot& snapshot, modal::FileId file,
                                text::ByteOffset at) {
    const Config& config = *snapshot.file(file)->config;
    if (const auto owner = sdk_owner_at(snapshot, file, at))
        return config.sdk_help ? members(sdk_of(config), *owner) : CompletionAnswer{};
    const text::ByteRange typed{word_around(snapshot.file(file)->document.text(), at).begin, at};
    const auto site = sdk_call_at(snapshot, file, typed.begin);
    if (!site) return construct_completion(snapshot, file, at);
    if (site->context.string) return values(*site, config, snapshot.file(file)->document.text());
    if (site->context.keyword == "schedule" && site->context.at_argument_start)
        return schedules(*snapshot.file(file), typed);
    const bool keyword = config.sdk_help && site->context.at_argument_start && site->context.keyword.empty();
    return keyword ? keywords(*site, typed) : CompletionAnswer{};
}

} // namespace modal_lsp::answers
