#include "server/live_cache.hpp"

#include "analysis/text/document.hpp"
#include "analysis/workspace/path.hpp"
#include "server/cache_folder.hpp"
#include "server/replace_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <system_error>
#include <utility>

namespace modal_lsp::server {
namespace {

using nlohmann::json;

constexpr int kFormat = 1;

json to_json(const live::Environment& environment) {
    json out = {{"name", environment.name}};
    if (environment.apps) {
        out["apps"] = json::object();
        for (const auto& [name, app] : *environment.apps)
            out["apps"][name] = {{"id", app.id}, {"version", app.version}, {"deployedAt", app.deployed_at}};
    }
    for (const auto& [kind, names] : environment.resources)
        out[std::string(modal::name_of(kind))] = names;
    return out;
}

live::Environment environment_from(const json& in) {
    live::Environment out{.name = in.at("name").get<std::string>()};
    if (const auto apps = in.find("apps"); apps != in.end()) {
        out.apps.emplace();
        for (const auto& [name, app] : apps->items())
            (*out.apps)[name] = {.id = app.at("id").get<std::string>(),
                                 .version = app.at("version").get<std::string>(),
                                 .deployed_at = app.at("deployedAt").get<std::string>()};
    }
    for (const modal::ObjectKind kind : live::kResourceKinds)
        if (const auto found = in.find(modal::name_of(kind)); found != in.end())
            out.resources[kind] = found->get<live::Environment::Names>();
    return out;
}

} // namespace

std::string to_cache_text(const std::string& question, const live::Listing& listing) {
    json environments = json::array();
    for (const live::Environment& each : listing.environments)
        environments.push_back(to_json(each));
    const json out = {{"format", kFormat},
                      {"question", question},
                      {"takenAt", listing.taken_at},
                      {"default", listing.default_environment},
                      {"all", listing.all_environments},
                      {"environments", std::move(environments)}};
    return out.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::optional<live::Listing> from_cache_text(const std::string& question, std::string_view text) {
    try {
        const json in = json::parse(text);
        if (in.at("format") != kFormat || in.at("question") != question) return std::nullopt;
        live::Listing out;
        out.taken_at = in.at("takenAt").get<std::string>();
        out.default_environment = in.at("default").get<std::string>();
        out.all_environments = in.at("all").get<std::vector<std::string>>();
        for (const json& each : in.at("environments"))
            out.environments.push_back(environment_from(each));
        return out;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

std::string LiveCache::default_folder() {
    return cache_folder("live");
}

std::string LiveCache::file_of(const std::string& question) const {
    return workspace::join(folder_, fmt::format("{:016x}.json", text::content_hash(question)));
}

std::optional<live::Listing> LiveCache::load(const std::string& question) const {
    if (folder_.empty()) return std::nullopt;
    const auto text = read_file(file_of(question));
    return text ? from_cache_text(question, *text) : std::nullopt;
}

void LiveCache::store(const std::string& question, const live::Listing& listing) const {
    if (folder_.empty()) return;
    std::error_code failure;
    std::filesystem::create_directories(folder_, failure);
    const auto written = write_file(file_of(question), to_cache_text(question, listing));
    if (!written) spdlog::warn("live names are not kept: {}", written.error());
}

} // namespace modal_lsp::server
