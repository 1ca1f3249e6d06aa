#include "server/config_store.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>

using namespace modal_lsp;
using namespace modal_lsp::server;

namespace {

/// Files by path; counts what is read.
class MemoryFiles final : public workspace::FileSystem {
  public:
    [[nodiscard]] tl::expected<std::string, std::string> read(const std::string& path,
                                                              std::uint64_t limit_bytes) const override {
        ++reads;
        const std::string& text = files.at(path);
        if (text.size() > limit_bytes) return tl::make_unexpected(path + ": too large");
        return text;
    }

    [[nodiscard]] tl::expected<std::vector<workspace::DirectoryEntry>, std::string>
    list(const std::string& path) const override {
        return tl::make_unexpected(path + ": not asked for");
    }

    [[nodiscard]] std::optional<workspace::FileStatus> status(const std::string& path) const override {
        ++stats;
        const auto found = files.find(path);
        if (found == files.end()) return std::nullopt;
        workspace::FileStatus out;
        out.kind = workspace::EntryKind::file;
        out.size = found->second.size();
        return out;
    }

    std::map<std::string, std::string> files;
    mutable int reads = 0, stats = 0;
};

std::string with_limit(int files) {
    return "max-files = " + std::to_string(files) + "\n";
}

std::string project_with_limit(int files) {
    return "[tool.modal-lsp]\n" + with_limit(files);
}

using Files = std::map<std::string, std::string>;

struct Fixture {
    explicit Fixture(Files files) {
        disk.files = std::move(files);
        store.set_folders({{"/ws", {}}});
    }

    std::uint32_t limit(const std::string& path) { return store.config_for(path)->max_files; }

    MemoryFiles disk;
    ConfigStore store{disk};
};

} // namespace

TEST_CASE("the nearest configuration wins and those above it do not count") {
    Fixture f(Files{{"/ws/modal-lsp.toml", with_limit(1) + "external-apps = ['x']\n"},
                    {"/ws/a/pyproject.toml", project_with_limit(2)},
                    {"/ws/a/b/pyproject.toml", "[project]\nname = 'b'\n"}});
    CHECK(f.limit("/ws/main.py") == 1);
    CHECK(f.limit("/ws/a/main.py") == 2);
    CHECK(f.limit("/ws/a/b/main.py") == 2);
    CHECK(f.limit("/ws/c/main.py") == 1);
    CHECK(f.store.config_for("/ws/a/main.py")->external_apps.empty());
    CHECK(f.store.config_for("/ws/a/b/main.py")->folder == "/ws/a");
    CHECK(f.store.origin_of("/ws/a/b/main.py").path == "/ws/a/pyproject.toml");
    CHECK(f.store.origin_of("/ws/a/b/main.py").set_keys == std::vector<std::string>{"max-files"});
}

TEST_CASE("modal-lsp.toml wins over pyproject.toml beside it") {
    Fixture f(Files{{"/ws/modal-lsp.toml", with_limit(1)}, {"/ws/pyproject.toml", project_with_limit(2)}});
    CHECK(f.limit("/ws/main.py") == 1);
}

TEST_CASE("the search ends at the workspace folder") {
    Fixture f(Files{{"/modal-lsp.toml", with_limit(1)}});
    CHECK(f.limit("/ws/a/main.py") == Config{}.max_files);
    CHECK(f.store.config_for("/ws/a/main.py")->folder == "/ws");
    CHECK(f.store.origin_of("/ws/a/main.py").path.empty());
}

TEST_CASE("a folder whose name only begins like the workspace folder's is outside") {
    Fixture f(Files{{"/ws/modal-lsp.toml", with_limit(1)}, {"/modal-lsp.toml", with_limit(2)}});
    CHECK(f.limit("/ws2/main.py") == 2);
}

TEST_CASE("a file outside of all folders is served up to the root of the file system") {
    Fixture f(Files{{"/modal-lsp.toml", with_limit(1)}});
    CHECK(f.limit("/other/deep/main.py") == 1);
    CHECK(f.limit("/main.py") == 1);
    std::string deep;
    for (int i = 0; i < 100; ++i)
        deep += "/d";
    CHECK(f.limit(deep + "/main.py") == Config{}.max_files);
}

TEST_CASE("each workspace folder has the settings its editor gave it, under its files") {
    Fixture f(Files{{"/ws/a/modal-lsp.toml", "exclude = ['x']\n"}});
    Config inner;
    inner.max_files = 7;
    Config outside;
    outside.max_files = 8;
    CHECK(f.store.set_folders({{"/ws", inner}, {"/ws/sub", {}}}, outside));
    CHECK(f.limit("/ws/main.py") == 7);
    CHECK(f.limit("/ws/a/main.py") == 7);
    CHECK(f.limit("/ws/sub/main.py") == Config{}.max_files);
    CHECK(f.limit("/other/main.py") == 8);
    CHECK_FALSE(f.store.set_folders({{"/ws", inner}, {"/ws/sub", {}}}, outside));
}

TEST_CASE("nothing is looked up twice") {
    Fixture f(Files{{"/ws/modal-lsp.toml", with_limit(1)}});
    const auto first = f.store.config_for("/ws/a/one.py");
    const int stats = f.disk.stats;
    CHECK(f.store.config_for("/ws/a/two.py") == first);
    CHECK(f.store.config_for("/ws/three.py") == first);
    CHECK(f.disk.reads == 1);
    CHECK(f.disk.stats == stats);
}

TEST_CASE("an event without a change changes nothing") {
    Fixture f(Files{{"/ws/modal-lsp.toml", with_limit(1)}});
    const auto before = f.store.config_for("/ws/main.py");
    CHECK_FALSE(f.store.invalidate("/ws/modal-lsp.toml"));
    CHECK_FALSE(f.store.invalidate("/ws/never/met/modal-lsp.toml"));
    CHECK_FALSE(f.store.invalidate("/ws/main.py"));
    CHECK(f.store.config_for("/ws/main.py") == before);
}

TEST_CASE("a change that means the same keeps the configuration") {
    Fixture f(Files{{"/ws/modal-lsp.toml", with_limit(1)}});
    const auto before = f.store.config_for("/ws/main.py");
    f.disk.files["/ws/modal-lsp.toml"] = "# a comment\n" + with_limit(1);
    CHECK(f.store.invalidate("/ws/modal-lsp.toml"));
    CHECK(f.store.config_for("/ws/main.py") == before);
}

TEST_CASE("configuration files may come, change and go") {
    Fixture f(Files{});
    CHECK(f.limit("/ws/a/main.py") == Config{}.max_files);
    f.disk.files["/ws/a/pyproject.toml"] = project_with_limit(3);
    CHECK(f.store.invalidate("/ws/a/pyproject.toml"));
    CHECK(f.limit("/ws/a/main.py") == 3);
    f.disk.files["/ws/a/pyproject.toml"] = project_with_limit(4);
    CHECK(f.store.invalidate("/ws/a/pyproject.toml"));
    CHECK(f.limit("/ws/a/main.py") == 4);
    f.disk.files.clear();
    CHECK(f.store.invalidate("/ws/a"));
    CHECK(f.limit("/ws/a/main.py") == Config{}.max_files);
    CHECK(f.store.reports().empty());
}

TEST_CASE("a pyproject.toml that was and is no configuration is no change") {
    Fixture f(Files{{"/ws/pyproject.toml", "[project]\n"}});
    CHECK(f.limit("/ws/main.py") == Config{}.max_files);
    f.disk.files["/ws/pyproject.toml"] = "[project]\nname = 'shop'\n";
    CHECK_FALSE(f.store.invalidate("/ws/pyproject.toml"));
}

TEST_CASE("an open configuration counts as the editor shows it") {
    Fixture f(Files{{"/ws/modal-lsp.toml", with_limit(1)}});
    CHECK(f.limit("/ws/main.py") == 1);
    CHECK_FALSE(f.store.set_overlay("/ws/modal-lsp.toml", text::Document(with_limit(1))));
    CHECK(f.store.set_overlay("/ws/modal-lsp.toml", text::Document(with_limit(2))));
    CHECK(f.limit("/ws/main.py") == 2);
    f.disk.files["/ws/modal-lsp.toml"] = with_limit(3);
    CHECK_FALSE(f.store.invalidate("/ws/modal-lsp.toml"));
    CHECK(f.store.set_overlay("/ws/modal-lsp.toml", std::nullopt));
    CHECK(f.limit("/ws/main.py") == 3);
    CHECK_FALSE(f.store.set_overlay("/ws/main.py", text::Document("x = 1\n")));
}

TEST_CASE("a file that is only open, not on the disk, is a configuration") {
    Fixture f(Files{});
    f.store.set_overlay("/ws/modal-lsp.toml", text::Document(with_limit(2)));
    CHECK(f.limit("/ws/main.py") == 2);
}

TEST_CASE("a half-typed configuration keeps the settings it had") {
    Fixture f(Files{{"/ws/modal-lsp.toml", with_limit(1)}});
    const auto before = f.store.config_for("/ws/main.py");
    CHECK(f.store.set_overlay("/ws/modal-lsp.toml", text::Document(with_limit(2) + "ignore = [\n")));
    CHECK(f.store.config_for("/ws/main.py") == before);
    CHECK(f.store.reports().at(0).diagnostics.size() == 1);
    CHECK(f.store.set_overlay("/ws/modal-lsp.toml", text::Document(with_limit(2))));
    CHECK(f.limit("/ws/main.py") == 2);
    CHECK(f.store.reports().at(0).diagnostics.empty());
}

TEST_CASE("problems are diagnostics on the configuration file") {
    Fixture f(Files{{"/ws/modal-lsp.toml", "ignores = []\n"}, {"/ws/pyproject.toml", "[project]\n"}});
    CHECK(f.store.reports().empty());
    (void)f.store.config_for("/ws/main.py");
    const auto reports = f.store.reports();
    REQUIRE(reports.size() == 1);
    CHECK(reports[0].path == "/ws/modal-lsp.toml");
    REQUIRE(reports[0].diagnostics.size() == 1);
    const auto& diagnostic = reports[0].diagnostics[0];
    CHECK(diagnostic.rule == rules::find_rule("invalid-configuration"));
    CHECK(diagnostic.severity == rules::Severity::error);
    CHECK(reports[0].document.slice(diagnostic.range) == "ignores");
}

TEST_CASE("the rule for configurations obeys the configuration") {
    Fixture f(Files{{"/ws/modal-lsp.toml", "ignores = []\nignore = ['invalid-configuration']\n"},
                    {"/ws/a/modal-lsp.toml", "ignores = []\nseverity = { MDL003 = 'hint' }\n"}});
    (void)f.store.config_for("/ws/main.py");
    (void)f.store.config_for("/ws/a/main.py");
    CHECK(f.store.reports().at(0).path == "/ws/a/modal-lsp.toml");
    CHECK(f.store.reports().at(0).diagnostics.at(0).severity == rules::Severity::hint);
    CHECK(f.store.reports().at(1).diagnostics.empty());
}

TEST_CASE("a configuration too large to read is reported") {
    Fixture f(Files{{"/ws/modal-lsp.toml", std::string(kMaxConfigFileBytes + 1, '#')}});
    CHECK(f.limit("/ws/main.py") == Config{}.max_files);
    CHECK(f.store.reports().at(0).diagnostics.at(0).message == "/ws/modal-lsp.toml: too large");
}
