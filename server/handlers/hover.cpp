#include "analysis/answers/hover.hpp"

#include "server/handlers/handlers.hpp"
#include "server/handlers/place.hpp"

#include <chrono>

namespace modal_lsp::server::handlers {

namespace {

modal::CivilMinute utc_now() {
    using namespace std::chrono;
    const auto now = floor<minutes>(system_clock::now());
    const auto day = floor<days>(now);
    const year_month_day date(day);
    const hh_mm_ss time(now - day);
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day())), static_cast<int>(time.hours().count()),
            static_cast<int>(time.minutes().count())};
}

} // namespace

lsp::HoverRequest::Result hover(const Session& session, const lsp::HoverParams& params) {
    const auto place = place_of(session, params);
    if (!place) return std::nullopt;
    const auto answer = answers::hover(place->view.snapshot, place->view.file.id, place->offset, utc_now());
    if (!answer) return std::nullopt;
    const bool markdown = session.client().hover_markdown;
    return lsp::Hover{.contents = {.kind = markdown ? lsp::MarkupKind::Markdown : lsp::MarkupKind::PlainText,
                                   .value = markdown ? answer->markdown : answer->plain},
                      .range = range_in(session, place->view.file, answer->range)};
}

} // namespace modal_lsp::server::handlers
