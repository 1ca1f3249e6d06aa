#include "analysis/live/listing.hpp"
#include "server/handlers/handlers.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace modal_lsp::server::handlers {
namespace {

using protocol::Json;
using Answer = std::optional<Json>;

Json to_json(const live::Environment& environment) {
    Json out{{"name", environment.name}};
    if (environment.apps) {
        out["apps"] = Json::array();
        for (const auto& [name, app] : *environment.apps)
            out["apps"].push_back({{"name", name}, {"id", app.id}, {"version", app.version}});
    }
    for (const auto& [kind, names] : environment.resources)
        out[std::string(modal::name_of(kind))] = names;
    return out;
}

std::string in_words(const live::Listing& listing) {
    std::string out;
    for (const live::Environment& environment : listing.environments) {
        const std::size_t apps = environment.apps ? environment.apps->size() : 0;
        std::size_t others = 0;
        for (const auto& [kind, names] : environment.resources)
            others += names.size();
        out += fmt::format("{}{}: {} deployed app{}, {} named resource{}", out.empty() ? "" : "; ",
                           environment.name, apps, apps == 1 ? "" : "s", others, others == 1 ? "" : "s");
    }
    return out;
}

/// The answers of all folders, put together.
struct Gathered {
    Gathered(protocol::Reply<Answer> to, std::size_t count) : reply(std::move(to)), left(count) {}

    protocol::Reply<Answer> reply;
    std::size_t left;
    bool ok = true;
    std::string message;
    Json environments = Json::array();

    void add(const operate::LiveAnswer& answer) {
        ok = ok && answer.ok;
        for (const std::string& part : {in_words(answer.listing), answer.problem})
            if (!part.empty()) message += (message.empty() ? "" : ". ") + part;
        for (const live::Environment& environment : answer.listing.environments)
            environments.push_back(to_json(environment));
        if (--left == 0)
            std::move(reply).ok(
                Json{{"ok", ok}, {"message", message}, {"environments", std::move(environments)}});
    }
};

} // namespace

void refresh_live_names(Session& session, protocol::Reply<Answer> reply) {
    if (!session.client().is_trusted)
        return std::move(reply).fail({.code = protocol::error_code::kRequestFailed,
                                      .message = "this workspace is not trusted: nothing of it is run"});
    LiveNames& names = session.live_names();
    if (names.count() == 0)
        return std::move(reply).fail(
            {.code = protocol::error_code::kRequestFailed,
             .message = "live names are off: switch them on with the setting `live-names` of the editor"});
    const auto gathered = std::make_shared<Gathered>(std::move(reply), names.count());
    names.refresh([gathered](const operate::LiveAnswer& answer) { gathered->add(answer); });
}

} // namespace modal_lsp::server::handlers
