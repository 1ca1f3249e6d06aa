#include "analysis/docs/sdk_index.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::docs {
namespace {

struct SymbolRow {
    std::string_view path, kind, since, returns;
    std::size_t first_parameter, parameter_count;
};

struct ParameterRow {
    std::string_view name, kind, annotation, default_value, since;
};

struct Sentence {
    std::string_view about, text;
};

#include "analysis/docs/sdk_index.inc"
#include "analysis/docs/sdk_prose.inc"

static_assert(std::ranges::is_sorted(kSymbols, {}, &SymbolRow::path));
static_assert(std::ranges::is_sorted(kSummaries, {}, &Sentence::about));
static_assert(std::ranges::is_sorted(kNotes, {}, &Sentence::about));

constexpr ParameterKind parameter_kind(std::string_view written) {
    if (written == "/") return ParameterKind::positional_only;
    if (written == "*") return ParameterKind::variadic;
    if (written == "k") return ParameterKind::keyword_only;
    if (written == "**") return ParameterKind::keyword_variadic;
    return ParameterKind::regular;
}

constexpr SymbolKind symbol_kind(std::string_view written) {
    if (written == "class") return SymbolKind::class_;
    if (written == "method") return SymbolKind::method;
    if (written == "property") return SymbolKind::property;
    return SymbolKind::function;
}

struct Tables {
    std::vector<Parameter> parameters;
    std::vector<Symbol> symbols;

    Tables() {
        for (const ParameterRow& row : kParameters)
            parameters.push_back(
                {row.name, parameter_kind(row.kind), row.annotation, row.default_value, row.since});
        for (const SymbolRow& row : kSymbols)
            symbols.push_back({row.path, symbol_kind(row.kind), row.since, row.returns,
                               std::span(parameters).subspan(row.first_parameter, row.parameter_count)});
    }
};

const Tables& tables() {
    static const Tables instance;
    return instance;
}

template <std::size_t N>
std::string_view text_about(const std::array<Sentence, N>& sentences, std::string_view about) {
    const auto found = std::ranges::lower_bound(sentences, about, {}, &Sentence::about);
    return found != sentences.end() && found->about == about ? found->text : std::string_view();
}

std::string_view without_aio(std::string_view path) {
    return path.ends_with(".aio") ? path.substr(0, path.size() - 4) : path;
}

} // namespace

std::string_view newest_version() {
    return kNewest;
}

std::span<const Symbol> symbols() {
    return tables().symbols;
}

const Symbol* find(std::string_view path) {
    path = without_aio(path);
    const auto& all = tables().symbols;
    const auto found = std::ranges::lower_bound(all, path, {}, &Symbol::path);
    return found != all.end() && found->path == path ? &*found : nullptr;
}

std::vector<const Symbol*> members_of(std::string_view path) {
    std::vector<const Symbol*> found;
    const auto& all = tables().symbols;
    const std::string below = std::string(path) + ".";
    for (auto at = std::ranges::lower_bound(all, std::string_view(below), {}, &Symbol::path);
         at != all.end() && at->path.starts_with(below); ++at)
        if (at->path.find('.', below.size()) == std::string_view::npos) found.push_back(&*at);
    return found;
}

std::string_view summary_of(std::string_view path) {
    return text_about(kSummaries, without_aio(path));
}

std::string_view note_of(std::string_view parameter) {
    return text_about(kNotes, parameter);
}

std::string written(const Parameter& parameter) {
    std::string out;
    if (parameter.kind == ParameterKind::variadic) out = "*";
    if (parameter.kind == ParameterKind::keyword_variadic) out = "**";
    out += parameter.name;
    if (!parameter.annotation.empty()) out.append(": ").append(parameter.annotation);
    if (parameter.default_value.empty()) return out;
    return out.append(parameter.annotation.empty() ? "=" : " = ").append(parameter.default_value);
}

namespace {

/// Parameters with `between` between them, and a "*" in front of the first that is only given by name.
std::string signature(const Symbol& symbol, std::string_view before, std::string_view between,
                      std::string_view after) {
    std::string out(symbol.path.substr(symbol.path.find('.') + 1));
    if (symbol.kind == SymbolKind::property) return out;
    out.append("(").append(before);
    bool any = false, starred = false;
    for (const Parameter& parameter : symbol.parameters) {
        if (any) out += between;
        any = true;
        if (parameter.kind == ParameterKind::keyword_only && !starred) out.append("*").append(between);
        starred = starred || parameter.kind == ParameterKind::keyword_only ||
                  parameter.kind == ParameterKind::variadic;
        out += written(parameter);
    }
    out.append(after).append(")");
    if (!symbol.returns.empty()) out.append(" -> ").append(symbol.returns);
    return out;
}

} // namespace

std::string signature_of(const Symbol& symbol) {
    return signature(symbol, "", ", ", "");
}

std::string signature_block(const Symbol& symbol) {
    constexpr std::size_t kLong = 100;
    std::string line = signature_of(symbol);
    return line.size() <= kLong ? line : signature(symbol, "\n    ", ",\n    ", ",\n");
}

std::string url_of(std::string_view path) {
    path = without_aio(path);
    constexpr std::string_view kReference = "https://modal.com/docs/sdk/py/latest";
    if (!path.starts_with("modal.")) return std::string(kReference);
    std::string_view rest = path.substr(6);
    const auto dot = rest.find('.');
    std::string url = std::string(kReference) + "/" + std::string(rest.substr(0, dot));
    if (dot == std::string_view::npos) return url;
    url += "#";
    // The anchor of "objects.create" is "objectscreate".
    for (const char c : rest.substr(dot + 1))
        if (c != '.') url += c;
    return url;
}

} // namespace modal_lsp::docs
