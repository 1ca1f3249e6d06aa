#include "analysis/live/listing.hpp"
#include "analysis/text/phrase.hpp"
#include "server/handlers/handlers.hpp"

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

std::string in_words(const live::Listing& listing, Language language) {
    std::string out;
    for (const live::Environment& environment : listing.environments) {
        const std::size_t apps = environment.apps ? environment.apps->size() : 0;
        std::size_t others = 0;
        for (const auto& [kind, names] : environment.resources)
            others += names.size();
        if (!out.empty()) out += say(language, {"; ", "；"});
        const std::string deployed = apps == 1
                                         ? say(language, {"1 deployed app", "1 个已部署的应用"})
                                         : say(language, {"{} deployed apps", "{} 个已部署的应用"}, apps);
        const std::string named = others == 1
                                      ? say(language, {"1 named resource", "1 个命名资源"})
                                      : say(language, {"{} named resources", "{} 个命名资源"}, others);
        out += say(language, {"{}: {}, {}", "{}：{}，{}"}, environment.name, deployed, named);
    }
    return out;
}

/// The answers of all folders, put together.
struct Gathered {
    Gathered(protocol::Reply<Answer> to, std::size_t count, Language of_reader)
        : reply(std::move(to)), left(count), language(of_reader) {}

    protocol::Reply<Answer> reply;
    std::size_t left;
    Language language;
    bool ok = true;
    std::string message;
    Json environments = Json::array();

    void add(const operate::LiveAnswer& answer) {
        ok = ok && answer.ok;
        for (const std::string& part : {in_words(answer.listing, language), answer.problem})
            if (!part.empty()) message += (message.empty() ? "" : say(language, {". ", "。"})) + part;
        for (const live::Environment& environment : answer.listing.environments)
            environments.push_back(to_json(environment));
        if (--left == 0)
            std::move(reply).ok(
                Json{{"ok", ok}, {"message", message}, {"environments", std::move(environments)}});
    }
};

} // namespace

void refresh_live_names(Session& session, protocol::Reply<Answer> reply) {
    const Language language = session.client().language;
    if (!session.client().is_trusted)
        return std::move(reply).fail(
            {.code = protocol::error_code::kRequestFailed,
             .message = say(language, {"this workspace is not trusted: nothing of it is run",
                                       "此工作区不受信任：不会运行其中的任何内容"})});
    if (!session.client().says_trusted)
        return std::move(reply).fail(
            {.code = protocol::error_code::kRequestFailed,
             .message =
                 say(language, {"the editor has to say that it trusts this workspace: `\"modalLsp\": "
                                "{{\"trusted\": true}}` in its initializationOptions",
                                "编辑器必须声明信任此工作区：在 initializationOptions 中设置 `\"modalLsp\": "
                                "{{\"trusted\": true}}`"})});
    LiveNames& names = session.live_names();
    if (names.count() == 0)
        return std::move(reply).fail(
            {.code = protocol::error_code::kRequestFailed,
             .message = say(language,
                            {"live names are off: switch them on with the setting `live-names` of the editor",
                             "线上名称已关闭：请用编辑器的设置 `live-names` 打开"})});
    const auto gathered = std::make_shared<Gathered>(std::move(reply), names.count(), language);
    names.refresh([gathered](const operate::LiveAnswer& answer) { gathered->add(answer); });
}

} // namespace modal_lsp::server::handlers
