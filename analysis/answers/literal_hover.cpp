#include "analysis/answers/literal_hover.hpp"

#include "analysis/answers/markup.hpp"
#include "analysis/answers/sdk_place.hpp"
#include "analysis/modal/cron.hpp"
#include "analysis/modal/gpus.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace modal_lsp::answers {
namespace {

/// The parameter that the argument under the cursor is for; nullptr when it is none that is known.
const docs::Parameter* parameter_at(const SdkCallSite& site) {
    const auto& parameters = site.symbol->parameters;
    const auto found = std::ranges::find(parameters, site.context.keyword, &docs::Parameter::name);
    if (!site.context.keyword.empty()) return found == parameters.end() ? nullptr : &*found;
    const bool by_place = site.context.position && *site.context.position < parameters.size() &&
                          parameters[*site.context.position].kind == docs::ParameterKind::regular;
    return by_place ? &parameters[*site.context.position] : nullptr;
}

/// The time zone that the call names; UTC when it names none.
std::string time_zone(std::string_view text, text::ByteOffset call) {
    const std::string_view rest = text.substr(call.value, text.find(')', call.value) - call.value);
    const auto at = rest.find("timezone=\"");
    if (at == std::string_view::npos) return rest.find("timezone") == std::string_view::npos ? "UTC" : "";
    const std::string_view zone = rest.substr(at + 10);
    return std::string(zone.substr(0, zone.find('"')));
}

/// "H100:2" means two of them.
void describe_gpu(std::string_view written, Markup& out) {
    const auto colon = std::min(written.find(':'), written.size());
    std::string type(written.substr(0, colon));
    std::ranges::transform(type, type.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    const auto gpus = modal::gpus();
    const auto gpu = std::ranges::find(gpus, type, &modal::Gpu::type);
    int count = 1;
    const std::string_view counted = written.substr(std::min(colon + 1, written.size()));
    const auto read = std::from_chars(counted.data(), counted.data() + counted.size(), count);
    const bool is_count =
        colon == written.size() || (read.ec == std::errc() && read.ptr == counted.data() + counted.size());
    if (gpu == gpus.end() || gpu->memory_gb == 0 || !is_count || count < 1 || count > gpu->most) return;
    const std::string each = fmt::format("{} GB of memory", gpu->memory_gb);
    out.paragraph({words(count == 1 ? fmt::format("One {}, {}.", gpu->type, each)
                                    : fmt::format("{} × {}, {} each, {} GB in all.", count, gpu->type, each,
                                                  count * gpu->memory_gb))});
    if (!gpu->instead.empty())
        out.paragraph({words(fmt::format("Modal may give {} in its place.", gpu->instead))});
}

/// The runs of a cron expression in words, and the next ones where their time zone is the clock's.
void describe_cron(std::string_view written, const std::string& zone, std::optional<modal::CivilMinute> now,
                   Markup& out) {
    constexpr std::size_t kShownRuns = 3;
    const auto said = modal::cron_in_words(written);
    if (!said) return;
    out.paragraph({words("Runs " + *said + (zone.empty() ? "." : " (" + zone + ")."))});
    if (!now || zone != "UTC") return;
    std::string next;
    for (const modal::CivilMinute& run : modal::next_runs(written, *now, kShownRuns))
        next += fmt::format("{}{}-{:02}-{:02} {:02}:{:02}", next.empty() ? "Next: " : ", ", run.year,
                            run.month, run.day, run.hour, run.minute);
    if (!next.empty()) out.paragraph({words(next + " UTC.")});
}

/// Until when a version of Python gets fixes (PEP 619, 664, 693, 719, 745).
void describe_python(std::string_view written, Markup& out) {
    constexpr auto kEnds =
        std::to_array<std::pair<std::string_view, std::string_view>>({{"3.10", "October 2026"},
                                                                      {"3.11", "October 2027"},
                                                                      {"3.12", "October 2028"},
                                                                      {"3.13", "October 2029"},
                                                                      {"3.14", "October 2030"}});
    for (const auto& [version, end] : kEnds)
        if (written == version || (written.starts_with(version) && written[version.size()] == '.'))
            out.paragraph({words(fmt::format("Python {} gets security fixes until {}.", version, end))});
}

} // namespace

std::optional<HoverAnswer> literal_hover(const workspace::Snapshot& snapshot, modal::FileId file,
                                         text::ByteOffset at, std::optional<modal::CivilMinute> now) {
    const std::string_view text = snapshot.file(file)->document.text();
    auto context = syntax::call_context(text, at);
    if (!context || !context->string || context->string->formatted) return std::nullopt;
    const auto site = sdk_call_of(snapshot, file, *std::move(context));
    if (!site) return std::nullopt;
    const docs::Parameter* parameter = parameter_at(*site);
    if (parameter == nullptr) return std::nullopt;
    const text::ByteRange range = site->context.string->content;
    const std::string_view written = text.substr(range.begin.value, range.size());
    Markup out;
    if (parameter->name == "cron_string")
        describe_cron(written, time_zone(text, site->context.open), now, out);
    if (parameter->name == "gpu") describe_gpu(written, out);
    if (parameter->name == "python_version" || parameter->name == "add_python") describe_python(written, out);
    if (out.empty()) return std::nullopt;
    return HoverAnswer{.range = range, .markdown = out.markdown(), .plain = out.plain()};
}

} // namespace modal_lsp::answers
