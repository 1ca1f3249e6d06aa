#include "server/cli/doctor.hpp"
#include "server/pool.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/support/small_sdk.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace modal_lsp;
using namespace modal_lsp::server;
using namespace modal_lsp::server::cli;

namespace {

constexpr std::string_view kApp = "import modal\n\napp = modal.App(\"shop\")\n";

/// A project with its own environment, and a machine that has everything.
struct Bench {
    testing::MemoryFileSystem files;
    Machine machine;
    std::set<std::string> closed; ///< folders that cannot be written

    Bench() {
        files.write("/p/.git/HEAD", "");
        files.write("/p/app.py", std::string(kApp));
        files.write("/bin/modal-lsp", "");
        files.make_directory("/home/me");
        machine.files = &files;
        machine.search_path = {"/bin"};
        machine.cache = "/home/me/.cache/modal-lsp/sdk";
        machine.site = "/home/me/.cache/modal-lsp/site";
        machine.binary = "/bin/modal-lsp";
        machine.pages = 3;
        machine.can_write = [this](const std::string& path) { return !closed.contains(path); };
        machine.can_execute = [](const std::string&) { return true; };
    }

    void install(const std::string& version) {
        const std::string packages = "/p/.venv/lib/python3.12/site-packages/";
        files.write(packages + "modal-" + version + ".dist-info/METADATA", "Name: modal\n");
        for (const auto& [path, text] : testing::small_sdk())
            files.write(packages + path, text);
        files.write("/p/.venv/bin/modal", "");
    }

    [[nodiscard]] std::vector<Examined> all() const {
        Pool pool(0);
        EngineRequest request;
        request.paths.emplace_back("/p");
        ProjectEngine engine(files, pool, std::move(request));
        return examine(machine, engine, "/p");
    }

    [[nodiscard]] Examined one(std::string_view name) const {
        for (Examined& each : all())
            if (each.name == name) return std::move(each);
        FAIL("nothing named " << name << " was examined");
        return {};
    }
};

/// The expected file, which MODAL_LSP_UPDATE=1 writes anew.
std::string expected(const std::string& name, const std::string& actual) {
    const std::filesystem::path path =
        std::filesystem::path(MODAL_LSP_SOURCE_DIR) / "tests/golden/doctor" / name;
    if (std::getenv("MODAL_LSP_UPDATE") != nullptr) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << actual;
    }
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string without_version(std::string text) {
    for (std::size_t at = text.find(MODAL_LSP_VERSION); at != std::string::npos;
         at = text.find(MODAL_LSP_VERSION))
        text.replace(at, std::string_view(MODAL_LSP_VERSION).size(), "N.N.N");
    return text;
}

} // namespace

TEST_CASE("nothing is wrong where everything is there") {
    Bench bench;
    bench.install("9.8.7");
    for (const Examined& each : bench.all()) {
        CAPTURE(each.name);
        CAPTURE(each.message);
        CHECK(each.health == Health::fine);
        CHECK(each.fix.empty());
    }
    CHECK(bench.one("workspace").message == "/p: 1 Python file, 1 with Modal, 1 app: shop");
    CHECK(bench.one("sdk").details["used"] == true);
    CHECK(bench.one("modal-cli").message == "/p/.venv/bin/modal");
}

TEST_CASE("a mistake in the configuration is wrong, with its line") {
    Bench bench;
    bench.files.write("/p/modal-lsp.toml", "ignore = []\nnonsense = 1\n");
    const Examined found = bench.one("configuration");
    CHECK(found.health == Health::wrong);
    CHECK(found.message.starts_with("/p/modal-lsp.toml:2: "));
    CHECK(found.details["line"] == 2);
}

TEST_CASE("a package of another version than the locked one is wrong") {
    Bench bench;
    bench.install("9.8.7");
    bench.files.write("/p/requirements.txt", "modal==1.2.3\n");
    CHECK(bench.one("sdk").health == Health::fine); // what is installed there counts before a pin
    bench.files.write("/p/uv.lock", "[[package]]\nname = \"modal\"\nversion = \"1.2.3\"\n");
    const Examined found = bench.one("sdk");
    CHECK(found.health == Health::wrong);
    CHECK(found.message.find("modal 9.8.7 in /p/.venv") == 0);
    CHECK(found.message.find("asks for 1.2.3") != std::string::npos);
}

TEST_CASE("no package is a remark, and a mistake where an environment is named") {
    Bench bench;
    CHECK(bench.one("sdk").health == Health::note);
    CHECK(bench.one("modal-cli").health == Health::note);
    bench.files.write("/p/modal-lsp.toml", "python = \"elsewhere\"\n");
    CHECK(bench.one("sdk").health == Health::wrong);
    CHECK(bench.one("sdk").message.find("`python` names elsewhere") == 0);
}

TEST_CASE("a command line that is named and not there is wrong") {
    Bench bench;
    bench.install("9.8.7");
    bench.files.write("/p/modal-lsp.toml", "modal-command = \"tools/modal\"\n");
    CHECK(bench.one("modal-cli").health == Health::wrong);
    bench.files.write("/p/tools/modal", "");
    CHECK(bench.one("modal-cli").details["command"] == Json{"/p/tools/modal"});
}

TEST_CASE("a package that cannot be read is wrong") {
    Bench bench;
    bench.files.write("/p/.venv/lib/python3.12/site-packages/modal-1.0.0.dist-info/METADATA",
                      "Name: modal\n");
    CHECK(bench.one("sdk").health == Health::wrong);
    CHECK(bench.one("reading").message.find("cannot be used") != std::string::npos);
}

TEST_CASE("a cache that cannot be made is wrong") {
    Bench bench;
    CHECK(bench.one("cache").health == Health::fine);
    bench.closed.insert("/home/me");
    CHECK(bench.one("cache").health == Health::wrong);
    CHECK(bench.one("cache").fix.find("/home/me") != std::string::npos);
    bench.machine.cache.clear();
    CHECK(bench.one("cache").message.find("no place") != std::string::npos);
}

TEST_CASE("what not everybody needs is a remark") {
    Bench bench;
    bench.install("9.8.7");
    bench.machine.pages = 0;
    bench.machine.curl_problem = "libcurl is not installed here";
    bench.machine.search_path = {"/nowhere"};
    bench.files.remove("/p/app.py");
    for (const char* name : {"documentation", "libcurl", "path", "workspace"}) {
        CAPTURE(name);
        CHECK(bench.one(name).health == Health::note);
        CHECK(!bench.one(name).fix.empty());
    }
}

TEST_CASE("what the doctor prints is as expected") {
    Bench bench;
    bench.install("9.8.7");
    bench.files.write("/p/uv.lock", "[[package]]\nname = \"modal\"\nversion = \"1.2.3\"\n");
    bench.files.write("/p/modal-lsp.toml", "nonsense = 1\n");
    bench.files.write("/bin/nvim", "");
    bench.files.write("/bin/hx", "");
    bench.machine.pages = 0;
    const auto all = bench.all();
    Surroundings plain;
    plain.working_directory = "/p";
    const std::string text = without_version(doctor_text(all, plain));
    CHECK(text == expected("doctor.txt", text));
    const std::string json = without_version(doctor_json(all));
    CHECK(json == expected("doctor.json", json));
    plain.terminal = true;
    CHECK(doctor_text(all, plain).find("\x1b[1;31mwrong") != std::string::npos);
}

TEST_CASE("this machine can be looked at") {
    const testing::MemoryFileSystem files;
    const Machine machine = this_machine(files);
    CHECK(machine.binary.starts_with('/'));
    CHECK(std::ranges::all_of(machine.search_path, [](const auto& each) { return each.starts_with('/'); }));
}
