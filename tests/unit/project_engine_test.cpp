#include "server/cli/project_engine.hpp"
#include "server/disk.hpp"
#include "server/pool.hpp"
#include "tests/support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace modal_lsp;
using namespace modal_lsp::server;

namespace {

std::vector<std::string> rules_found(const std::string& asked) {
    const Disk disk;
    Pool pool(0);
    cli::EngineRequest request;
    request.paths.push_back(asked);
    cli::ProjectEngine engine(disk, pool, std::move(request));
    std::vector<std::string> found;
    for (const cli::Finding& finding : engine.check().findings)
        found.emplace_back(finding.rule->name);
    return found;
}

} // namespace

TEST_CASE("a configuration is reported when it is asked for, or holds for what is") {
    const testing::TemporaryDirectory folder;
    (void)folder.write("pyproject.toml", "[project]\nname = \"x\"\n");
    (void)folder.write("main.py", "import modal\n");
    (void)folder.write("other/modal-lsp.toml", "nonsense = 1\n");
    (void)folder.write("other/main.py", "import modal\n");
    const std::string root = folder.path().string();
    CHECK(rules_found(root + "/main.py").empty());
    CHECK(rules_found(root + "/other/main.py") == std::vector<std::string>{"invalid-configuration"});
    CHECK(rules_found(root + "/other/modal-lsp.toml") == std::vector<std::string>{"invalid-configuration"});
    CHECK(rules_found(root) == std::vector<std::string>{"invalid-configuration"});
}
