#include "analysis/answers/describe_live.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace modal_lsp::answers {

using modal::ObjectKind;

namespace {

/// " (v12, 2026-11-20 10:00)", as far as it is known.
std::string version_of(const live::App* app, bool with_time) {
    if (app == nullptr || app->version.empty()) return {};
    const bool timed = with_time && !app->deployed_at.empty();
    return fmt::format(" ({}{}{})", app->version, timed ? ", " : "", timed ? app->deployed_at : "");
}

void add_names(const std::vector<std::string>& names, std::vector<Markup::Piece>& line) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) line.push_back(words(", "));
        line.push_back(code(names[i]));
    }
}

void describe_environment(const live::Listing& listing, std::string_view name, Markup& out) {
    const auto& all = listing.all_environments;
    std::string text = std::ranges::find(all, name) == all.end()
                           ? "The Modal workspace has no environment of this name"
                           : "An environment of the Modal workspace";
    const live::Environment* environment = listing.find(name);
    if (environment != nullptr && environment->apps)
        text += fmt::format(", with {} deployed app{}", environment->apps->size(),
                            environment->apps->size() == 1 ? "" : "s");
    out.paragraph({words(fmt::format("{} (as of {}).", text, listing.taken_at))});
}

} // namespace

void describe_live(const live::Listing* listing, ObjectKind kind, std::string_view name, Markup& out) {
    if (listing == nullptr) return;
    if (kind == ObjectKind::environment && !name.empty()) return describe_environment(*listing, name, out);
    if (!live::is_listed(kind)) return;
    const bool is_app = kind == ObjectKind::app;
    const auto presence = live::presence_of(*listing, kind, name);
    if (presence.in.empty() && presence.missing.empty()) return;
    std::vector<Markup::Piece> line;
    if (!presence.in.empty()) line.push_back(words(is_app ? "Deployed in " : "Exists in "));
    for (std::size_t i = 0; i < presence.in.size(); ++i) {
        if (i > 0) line.push_back(words(", "));
        line.push_back(code(presence.in[i]));
        const live::Environment* environment = listing->find(presence.in[i]);
        if (is_app) line.push_back(words(version_of(environment->app(name), true)));
    }
    if (!presence.missing.empty()) {
        const char* none = is_app ? "Not deployed in " : "Does not exist in ";
        line.push_back(words(presence.in.empty() ? none : "; not in "));
        add_names(presence.missing, line);
    }
    line.push_back(words(fmt::format(" (as of {}).", listing->taken_at)));
    out.paragraph(line);
}

std::string live_detail(const live::Listing& listing, ObjectKind kind, std::string_view name) {
    std::vector<std::string> places;
    for (const live::Environment& environment : listing.environments)
        if (environment.has(kind, name) == true)
            places.push_back(environment.name + version_of(environment.app(name), false));
    return places.empty() ? std::string() : fmt::format("in {}", fmt::join(places, ", "));
}

} // namespace modal_lsp::answers
