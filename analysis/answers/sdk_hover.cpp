#include "analysis/answers/sdk_hover.hpp"

#include "analysis/answers/sdk_place.hpp"
#include "analysis/docs/site_index.hpp"
#include "analysis/modal/sdk_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace modal_lsp::answers {
namespace {

constexpr auto kSeconds =
    std::to_array<std::string_view>({"exit_grace_period", "idle_timeout", "scaledown_window",
                                     "scaleup_window", "startup_timeout", "timeout"});

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// True when the word is the keyword of an argument: "=" follows it, and only one.
bool is_keyword(std::string_view text, text::ByteRange word) {
    std::size_t at = word.end.value;
    while (at < text.size() && is_blank(text[at]))
        ++at;
    if (at >= text.size() || text[at] != '=' || (at + 1 < text.size() && text[at + 1] == '=')) return false;
    std::size_t before = word.begin.value;
    while (before > 0 && is_blank(text[before - 1]))
        --before;
    return before > 0 && (text[before - 1] == '(' || text[before - 1] == ',');
}

/// The whole number behind "=", when nothing else is.
std::optional<std::int64_t> number_behind(std::string_view text, std::size_t at) {
    at = text.find('=', at);
    if (at == std::string_view::npos) return std::nullopt;
    do
        ++at;
    while (at < text.size() && is_blank(text[at]));
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data() + at, text.data() + text.size(), value);
    if (read.ec != std::errc()) return std::nullopt;
    const auto rest = text.substr(static_cast<std::size_t>(read.ptr - text.data()));
    const bool ends = rest.empty() || is_blank(rest.front()) || rest.front() == ',' || rest.front() == ')';
    return ends ? std::optional(value) : std::nullopt;
}

std::string shown(text::Version version) {
    return fmt::format("{}.{}.{}", version.major, version.minor, version.patch);
}

/// What became of a part of the SDK that was renamed or dropped, or of a keyword of its call.
void describe_change(std::string_view symbol, std::string_view keyword, Markup& out) {
    for (const modal::SdkChange& change : modal::sdk_changes()) {
        if (change.symbol != symbol || change.keyword != keyword) continue;
        std::string said;
        if (change.deprecated != text::Version{}) said = "Deprecated since " + shown(change.deprecated);
        if (change.gone != modal::kNotGone)
            said += (said.empty() ? "Gone since " : ", gone since ") + shown(change.gone);
        if (said.empty()) continue;
        std::vector<Markup::Piece> line{words(said)};
        if (!change.replacement.empty()) {
            line.push_back(words("; now "));
            line.push_back(code(std::string(change.replacement)));
        }
        line.push_back(words("."));
        return out.paragraph(line);
    }
}

std::optional<HoverAnswer> keyword_hover(const workspace::Snapshot& snapshot, modal::FileId file,
                                         text::ByteRange word) {
    const std::string_view text = snapshot.file(file)->document.text();
    const auto site = sdk_call_at(snapshot, file, word.begin);
    if (!site) return std::nullopt;
    const std::string_view name = text.substr(word.begin.value, word.size());
    const auto found = std::ranges::find(site->symbol->parameters, name, &docs::Parameter::name);
    Markup out;
    describe_change(site->symbol->path, name, out);
    if (found == site->symbol->parameters.end()) {
        if (out.empty()) return std::nullopt;
        return HoverAnswer{.range = word, .markdown = out.markdown(), .plain = out.plain()};
    }
    out.code_block(docs::written(*found));
    prose(found->note, out);
    if (const auto value = number_behind(text, word.end.value))
        if (const std::string clear = in_units(name, *value); !clear.empty())
            out.paragraph({code(fmt::format("{}", *value)), words(" is " + clear + ".")});
    if (!found->since.empty()) out.paragraph({words(fmt::format("Since {}.", found->since))});
    out.link("Documentation of " + std::string(site->symbol->name()), docs::url_of(site->symbol->path));
    return HoverAnswer{.range = word, .markdown = out.markdown(), .plain = out.plain()};
}

/// Our own words mark code only; a docstring is Markdown.
void say(std::string_view text, bool own_words, Markup& out) {
    if (own_words)
        prose(text, out);
    else
        out.passage(text);
}

void where_more_is_said(const docs::Symbol& symbol, Markup& out) {
    if (!symbol.since.empty()) out.paragraph({words(fmt::format("Since {}.", symbol.since))});
    out.link("Documentation", docs::url_of(symbol.path));
}

/// A variable, or a function or class of the project: what it is, not how one is made.
void describe_object(std::string_view name, const docs::Symbol& type, Markup& out) {
    out.code_block(fmt::format("{}: {}", name, type.path));
    say(type.summary, type.own_words, out);
    out.link("Documentation of " + std::string(type.name()), docs::url_of(type.path));
}

/// The sections of the guide that are about it, where the pages were fetched.
void link_guides(const Config& config, std::string_view path, Markup& out) {
    constexpr std::size_t kMostGuides = 3;
    if (!config.site) return;
    for (const docs::PageSection* section : config.site->about(path, kMostGuides))
        out.link(section->title(), section->url);
}

} // namespace

void prose(std::string_view text, Markup& out) {
    if (text.empty()) return;
    std::vector<Markup::Piece> pieces;
    for (bool is_code = false; !text.empty(); is_code = !is_code) {
        const auto end = std::min(text.find('`'), text.size());
        if (end > 0) pieces.push_back({std::string(text.substr(0, end)), is_code});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    out.paragraph(pieces);
}

void describe_symbol(const docs::Symbol& symbol, Markup& out) {
    out.code_block(docs::signature_block(symbol));
    say(symbol.summary, symbol.own_words, out);
    out.passage(symbol.text);
    where_more_is_said(symbol, out);
}

void describe_briefly(const docs::Symbol& symbol, Markup& out) {
    say(symbol.summary, symbol.own_words, out);
    where_more_is_said(symbol, out);
}

std::string short_signature(const docs::Symbol& symbol) {
    constexpr std::size_t kShort = 80;
    return one_line(docs::signature_of(symbol), kShort);
}

std::string in_units(std::string_view parameter, std::int64_t value) {
    if (parameter == "memory")
        return value >= 1024 ? fmt::format("{:.4g} GiB", static_cast<double>(value) / 1024) : "";
    if (std::ranges::find(kSeconds, parameter) == kSeconds.end() || value < 60) return {};
    std::string out;
    const auto add = [&](std::int64_t count, std::string_view unit) {
        if (count > 0) out += fmt::format("{}{} {}", out.empty() ? "" : " ", count, unit);
    };
    add(value / 3600, "h");
    add(value / 60 % 60, "min");
    add(value % 60, "s");
    return out;
}

std::optional<DocumentationPlace> documentation_at(const workspace::Snapshot& snapshot, modal::FileId file,
                                                   text::ByteOffset at) {
    const docs::Index& sdk = sdk_of(*snapshot.file(file)->config);
    const auto place = [](const docs::Symbol& symbol) {
        return DocumentationPlace{std::string(symbol.path.substr(symbol.path.find('.') + 1)),
                                  docs::url_of(symbol.path)};
    };
    if (const auto name = sdk_name_at(snapshot, file, at))
        if (const docs::Symbol* symbol = sdk.find(name->path)) return place(*symbol);
    if (const auto site = sdk_call_at(snapshot, file, at)) return place(*site->symbol);
    return std::nullopt;
}

std::optional<HoverAnswer> sdk_hover(const workspace::Snapshot& snapshot, modal::FileId file,
                                     text::ByteOffset at) {
    const std::string_view text = snapshot.file(file)->document.text();
    const text::ByteRange word = word_around(text, at);
    if (word.empty()) return std::nullopt;
    if (is_keyword(text, word))
        if (auto answer = keyword_hover(snapshot, file, word)) return answer;
    const auto name = sdk_name_at(snapshot, file, at);
    if (!name) return std::nullopt;
    const docs::Symbol* symbol = sdk_of(*snapshot.file(file)->config).find(name->path);
    Markup out;
    describe_change(name->path, {}, out);
    if (symbol == nullptr && out.empty()) return std::nullopt;
    if (symbol == nullptr)
        return HoverAnswer{.range = name->range, .markdown = out.markdown(), .plain = out.plain()};
    if (name->is_object)
        describe_object(text.substr(word.begin.value, word.size()), *symbol, out);
    else
        describe_symbol(*symbol, out);
    link_guides(*snapshot.file(file)->config, symbol->path, out);
    return HoverAnswer{.range = name->range, .markdown = out.markdown(), .plain = out.plain()};
}

} // namespace modal_lsp::answers
