// What the CLI of several releases really prints: tests/control_plane keeps these files true.
#include "server/operate/cli_output.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

using namespace modal_lsp::server::operate;

namespace {

constexpr std::array kVersions = {"1.0.5", "1.3.5", "1.6.4"};

std::string golden(const std::string& version, const std::string& name) {
    const auto path = std::filesystem::path(MODAL_LSP_SOURCE_DIR) / "tests/golden/cli" / version / name;
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    REQUIRE_MESSAGE(!text.empty(), path.string());
    return text;
}

Printed printed(const std::string& text) {
    PrintedReader reader;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        reader.add(std::string_view(text).substr(at, end - at));
        at = end + 1;
    }
    return reader.printed();
}

bool has_address(const Printed& found, const WebAddress& wanted) {
    return std::ranges::find(found.addresses, wanted) != found.addresses.end();
}

} // namespace

TEST_CASE("lists of every release have the keys that are read") {
    const std::vector<std::pair<std::string, std::vector<std::string>>> lists = {
        {"app_list.json", {"app_id", "description", "state"}},
        {"app_history.json", {"version", "time_deployed"}},
        {"container_list.json", {"container_id", "app_id", "app_name"}},
        {"environment_list.json", {"name", "active"}},
        {"secret_list.json", {"name"}},
        {"volume_list.json", {"name"}},
    };
    for (const std::string version : kVersions)
        for (const auto& [name, keys] : lists) {
            CAPTURE(version);
            CAPTURE(name);
            const auto rows = rows_of(golden(version, name));
            REQUIRE(rows);
            REQUIRE_FALSE(rows->empty());
            for (const std::string& key : keys)
                CHECK(rows->front().contains(key));
        }
}

TEST_CASE("settings of every release are read, however wide the terminal is") {
    for (const std::string version : kVersions)
        for (const std::string name : {"config_show.txt", "config_show_wide.txt"}) {
            CAPTURE(version);
            CAPTURE(name);
            const auto settings = settings_of(golden(version, name));
            REQUIRE(settings);
            CHECK(settings->at("environment") == "dev");
            CHECK(settings->at("token_id") == "ak-plane");
            CHECK(settings->at("token_secret") == "***");
            CHECK_FALSE(settings->contains("image_builder_version"));
        }
}

TEST_CASE("addresses of every release are read") {
    for (const std::string version : kVersions) {
        CAPTURE(version);
        const Printed plain = printed(golden(version, "deploy.txt"));
        REQUIRE(plain.addresses.size() == 1);
        CHECK(plain.addresses[0] == WebAddress{"web", "https://acme--shop-web.modal.run", false});
        CHECK(plain.is_deployed);
        CHECK(plain.app_id == "ap-0000000000000000000001");
        const Printed much = printed(golden(version, "deploy_web.txt"));
        CHECK(has_address(much, {"guarded", "https://acme--shop-guarded.modal.run", true}));
        CHECK(has_address(much, {"site", "https://acme--shop-site.modal.run", false}));
        CHECK(has_address(much, {"Model.predict", "https://acme--shop-model-predict.modal.run", false}));
        CHECK_FALSE(has_address(much, {"site", "https://shop.example.com", false}));
        CHECK(printed(golden(version, "run.txt")).app_id == "ap-0000000000000000000001");
    }
}
