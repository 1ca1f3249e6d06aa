// Outputs are those of modal 0.64.0, 1.0.0 and 1.6.4.
#include "server/operate/cli_output.hpp"
#include "server/operate/modal_command.hpp"
#include "tests/support/memory_file_system.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace modal_lsp;
using namespace modal_lsp::server::operate;

namespace {

Printed printed(std::string_view text) {
    PrintedReader reader;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        reader.add(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return reader.printed();
}

} // namespace

TEST_CASE("rows have the same keys whatever the version calls them") {
    const auto old_rows =
        rows_of("[\n  {\n    \"App ID\": \"ap-1\",\n    \"Description\": \"shop\"\n  }\n]\n");
    const auto new_rows =
        rows_of("[{\"app_id\": \"ap-1\", \"description\": \"shop\", \"stopped_at\": null}]");
    REQUIRE(old_rows);
    REQUIRE(new_rows);
    CHECK(old_rows->at(0).at("app_id") == "ap-1");
    CHECK(new_rows->at(0).at("description") == "shop");
    CHECK(new_rows->at(0).at("stopped_at") == "");
}

TEST_CASE("lines around a list are passed over, brackets in strings do not end it") {
    const auto rows =
        rows_of("Warning: [beta]\n[{\"name\": \"a]\", \"active\": true}]\nUsing MODAL_TOKEN_ID\n");
    REQUIRE(rows);
    CHECK(rows->at(0).at("name") == "a]");
    CHECK(rows->at(0).at("active") == "true");
}

TEST_CASE("what is no list gives nothing") {
    CHECK_FALSE(rows_of(""));
    CHECK_FALSE(rows_of("Token missing"));
    CHECK_FALSE(rows_of("[1, 2"));
    CHECK_FALSE(rows_of("[{\"a\": }]"));
    CHECK(rows_of("[]")->empty());
}

TEST_CASE("settings are read from JSON and from the display of a dict") {
    const auto now = settings_of("{\n  \"environment\": null,\n  \"token_id\": \"ak-1\"\n}\n");
    REQUIRE(now);
    CHECK(now->at("token_id") == "ak-1");
    CHECK_FALSE(now->contains("environment"));
    const auto dict = settings_of("{'automount': True,\n 'environment': 'dev',\n 'token_id': None,\n"
                                  " 'server_url': 'https://api.modal.com'}\n");
    REQUIRE(dict);
    CHECK(dict->at("environment") == "dev");
    CHECK(dict->at("server_url") == "https://api.modal.com");
    CHECK_FALSE(dict->contains("token_id"));
    const auto wide =
        settings_of("{'environment': 'dev', 'log_pattern': 'a, b', 'token_id': 'ak-1', 'x': None}\n");
    REQUIRE(wide);
    CHECK(wide->at("environment") == "dev");
    CHECK(wide->at("log_pattern") == "a, b");
    CHECK(wide->at("token_id") == "ak-1");
    CHECK_FALSE(wide->contains("x"));
    CHECK_FALSE(settings_of("Error: broken"));
}

TEST_CASE("the profile is the last line that is one word") {
    CHECK(profile_of("A newer version is available!\ndefault\n") == "default");
    CHECK_FALSE(profile_of("no such thing\n"));
}

TEST_CASE("addresses and the page of a deployment are read as 1.6 prints them") {
    const Printed found =
        printed("✓ Created objects.\n"
                "├── ✓ Uploaded /project/web.py\n"
                "├── ✓ Created Function guarded\n"
                "│   └── https://acme--shop-guarded.modal.run 🔑\n"
                "├── ✓ Created Function site\n"
                "│   ├── https://acme--shop-site.modal.run (unauthenticated)\n"
                "│   └── Custom domain: https://shop.example.com\n"
                "├── ✓ Created Function work.\n"
                "├── ✓ Created Function Model.*.\n"
                "│   └── Model.predict -> https://acme--shop-model-predict.modal.run (unauthenticated)\n"
                "└── ✓ Created Server Raw\n"
                "    └── https://acme--shop-raw.modal.run 🔑\n"
                "✓ App deployed in 0.000s! 🎉\n\n"
                "View Deployment: https://modal.com/apps/acme/main/ap-0000000000000000000001\n");
    REQUIRE(found.addresses.size() == 4);
    CHECK(found.addresses[0] == WebAddress{"guarded", "https://acme--shop-guarded.modal.run", true});
    CHECK(found.addresses[1] == WebAddress{"site", "https://acme--shop-site.modal.run", false});
    CHECK(found.addresses[2] ==
          WebAddress{"Model.predict", "https://acme--shop-model-predict.modal.run", false});
    CHECK(found.addresses[3] == WebAddress{"Raw", "https://acme--shop-raw.modal.run", true});
    CHECK(found.is_deployed);
    CHECK(found.is_complete);
    CHECK(found.app_id == "ap-0000000000000000000001");
    CHECK(found.environment == "main");
}

TEST_CASE("addresses are read as earlier versions print them") {
    const Printed found = printed(
        "✓ Created objects.\n"
        "├── 🔨 Created web function guarded => https://acme--shop-guarded.modal.run 🔑\n"
        "├── 🔨 Created function Model.*.\n"
        "├── 🔨 Custom domain for site => https://shop.example.com\n"
        "└── 🔨 Created web endpoint for Model.predict => https://acme--shop-model-predict.modal.run\n"
        "✓ App deployed in 0.000s! 🎉\n\n"
        "View Deployment: https://modal.com/apps/acme/main/deployed/shop\n");
    REQUIRE(found.addresses.size() == 2);
    CHECK(found.addresses[0] == WebAddress{"guarded", "https://acme--shop-guarded.modal.run", true});
    CHECK(found.addresses[1] ==
          WebAddress{"Model.predict", "https://acme--shop-model-predict.modal.run", false});
    CHECK(found.page == "https://modal.com/apps/acme/main/deployed/shop");
    CHECK(found.app == "shop");
}

TEST_CASE("nothing is taken for an address that is none") {
    const Printed found = printed("see https://modal.com/docs and http://example.com/x\n"
                                  "✓ Initialized. View run at https://modal.com/apps/acme/main/ap-abc123\n"
                                  "✓ Created objects.\n└── ✓ Created Function web\n"
                                  "    └── https://a--b.modal.run (unauthenticated)\n"
                                  "listening on http://0.0.0.0:8000\nhttps://c--d.modal.run\n");
    REQUIRE(found.addresses.size() == 1);
    CHECK(found.addresses[0].function == "web");
    CHECK(found.app_id == "ap-abc123");
    CHECK(found.is_complete);
}

TEST_CASE("an address that is coloured and repeated is read once") {
    const Printed found = printed("Created web function f => \x1b[35mhttps://a--f.modal.run\x1b[0m\n"
                                  "Created web function f => https://a--f.modal.run\n");
    REQUIRE(found.addresses.size() == 1);
    CHECK(found.addresses[0].url == "https://a--f.modal.run");
    CHECK_FALSE(found.is_complete);
}

TEST_CASE("the version is read from what the command line says of itself") {
    CHECK(version_in("modal client version: 1.6.4\n") == text::Version{.major = 1, .minor = 6, .patch = 4});
    CHECK_FALSE(version_in("git version 2.39.5\n"));
    CHECK_FALSE(version_in("modal 1.6\n"));
}

TEST_CASE("the command line of the project's environment comes before those around it") {
    const testing::MemoryFileSystem files{{"/w/.venv/bin/modal", ""}, {"/w/sub/a.py", ""},
                                          {"/usr/bin/modal", ""},     {"/env/bin/modal", ""},
                                          {"/opt/py/bin/python", ""}, {"/tools/modal-beta", ""},
                                          {"/w/tools/modal.sh", ""}};
    CommandPlace place{.settings_folder = "/w",
                       .folder = "/w/sub",
                       .top = "/w",
                       .environments = {"/env"},
                       .search_path = ":relative:/tools:/usr/bin"};
    CHECK(find_modal(files, place) == Prefix{"/w/.venv/bin/modal"});
    place.top = "/w/sub";
    CHECK(find_modal(files, place) == Prefix{"/env/bin/modal"});
    place.environments.clear();
    CHECK(find_modal(files, place) == Prefix{"/usr/bin/modal"});
    place.search_path = "relative:.";
    CHECK_FALSE(find_modal(files, place));
    place.python = "/opt/py/bin/python";
    CHECK(find_modal(files, place) == Prefix{"/opt/py/bin/python", "-m", "modal"});
    place.configured = "tools/modal.sh";
    CHECK(find_modal(files, place) == Prefix{"/w/tools/modal.sh"});
    place.configured = "modal-beta";
    CHECK_FALSE(find_modal(files, place));
    place.search_path = "/tools";
    CHECK(find_modal(files, place) == Prefix{"/tools/modal-beta"});
    place.configured = "/nowhere/modal";
    CHECK_FALSE(find_modal(files, place));
}
