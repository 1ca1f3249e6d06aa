#include "analysis/docs/sdk_index.hpp"

#include <algorithm>
#include <array>
#include <utility>

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

template <std::size_t N>
std::string_view text_about(const std::array<Sentence, N>& sentences, std::string_view about) {
    const auto found = std::ranges::lower_bound(sentences, about, {}, &Sentence::about);
    return found != sentences.end() && found->about == about ? found->text : std::string_view();
}

std::string_view without_aio(std::string_view path) {
    return path.ends_with(".aio") ? path.substr(0, path.size() - 4) : path;
}

const Parameter* parameter_of(const Symbol& symbol, std::string_view name) {
    const auto found = std::ranges::find(symbol.parameters, name, &Parameter::name);
    return found == symbol.parameters.end() ? nullptr : &*found;
}

} // namespace

const Index& Index::embedded() {
    static const Index instance;
    return instance;
}

Index::Index() : version_(kNewest) {
    for (const ParameterRow& row : kParameters)
        parameters_.push_back({row.name, parameter_kind(row.kind), row.annotation, row.default_value,
                               row.since, text_about(kNotes, row.name)});
    for (const SymbolRow& row : kSymbols)
        symbols_.push_back(
            {.path = row.path,
             .kind = symbol_kind(row.kind),
             .since = row.since,
             .returns = row.returns,
             .parameters = std::span(parameters_).subspan(row.first_parameter, row.parameter_count),
             .summary = text_about(kSummaries, row.path)});
}

Index::Index(Surface surface) : surface_(std::move(surface)), version_(surface_.version) {
    const Index& known = embedded();
    std::size_t count = 0;
    for (const Surface::Symbol& symbol : surface_.symbols)
        count += symbol.parameters.size();
    parameters_.reserve(count); // spans point into it
    for (const Surface::Symbol& symbol : surface_.symbols) {
        const Symbol* same = known.find(symbol.path);
        const std::size_t first = parameters_.size();
        for (const Surface::Parameter& each : symbol.parameters) {
            const Parameter* known_parameter = same == nullptr ? nullptr : parameter_of(*same, each.name);
            parameters_.push_back({each.name, each.kind, each.annotation, each.default_value,
                                   known_parameter == nullptr ? std::string_view() : known_parameter->since,
                                   each.note.empty() ? text_about(kNotes, each.name) : each.note});
        }
        symbols_.push_back(
            {.path = symbol.path,
             .kind = symbol.kind,
             .since = same == nullptr ? std::string_view() : same->since,
             .returns = symbol.returns,
             .parameters = std::span(parameters_).subspan(first),
             .summary = symbol.summary.empty() && same != nullptr ? same->summary : symbol.summary,
             .text = symbol.text,
             .file = symbol.file,
             .line = symbol.line,
             .hidden = symbol.hidden,
             .own_words = symbol.summary.empty()});
    }
}

const Symbol* Index::find(std::string_view path) const {
    path = without_aio(path);
    const auto found = std::ranges::lower_bound(symbols_, path, {}, &Symbol::path);
    return found != symbols_.end() && found->path == path ? &*found : nullptr;
}

std::vector<const Symbol*> Index::members_of(std::string_view path) const {
    std::vector<const Symbol*> found;
    const std::string below = std::string(path) + ".";
    for (auto at = std::ranges::lower_bound(symbols_, std::string_view(below), {}, &Symbol::path);
         at != symbols_.end() && at->path.starts_with(below); ++at)
        if (!at->hidden && at->path.find('.', below.size()) == std::string_view::npos) found.push_back(&*at);
    return found;
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

/// Classes whose objects come from elsewhere (`from_name`) take anything and say nothing of it.
bool is_not_called(const Symbol& symbol) {
    return symbol.kind == SymbolKind::class_ && symbol.parameters.size() == 2 &&
           symbol.parameters[0].kind == ParameterKind::variadic &&
           symbol.parameters[1].kind == ParameterKind::keyword_variadic;
}

/// Parameters with `between` between them, and a "*" in front of the first that is only given by name.
std::string signature(const Symbol& symbol, std::string_view before, std::string_view between,
                      std::string_view after) {
    std::string out(symbol.path.substr(symbol.path.find('.') + 1));
    if (symbol.kind == SymbolKind::property) return out;
    if (is_not_called(symbol)) return "class " + out;
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
