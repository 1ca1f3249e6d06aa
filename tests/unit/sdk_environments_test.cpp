#include "server/disk.hpp"
#include "server/sdk_environments.hpp"
#include "tests/support/small_sdk.hpp"
#include "tests/support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace modal_lsp;
using namespace modal_lsp::server;

namespace {

/// An environment with the package installed, or with its metadata alone.
void install(const testing::TemporaryDirectory& folder, const std::string& environment,
             const std::string& version, bool whole = true) {
    const std::string packages = environment + "/lib/python3.12/site-packages/";
    (void)folder.write(packages + "modal-" + version + ".dist-info/METADATA", "Name: modal\n");
    if (!whole) return;
    for (const auto& [path, text] : testing::small_sdk())
        (void)folder.write(packages + path, text);
}

} // namespace

TEST_CASE("the nearest environment of the project counts, then the active ones") {
    const testing::TemporaryDirectory folder;
    const std::string top = folder.path().string();
    install(folder, "p/.venv", "1.0.0");
    install(folder, "p/a/venv", "1.1.0");
    install(folder, "active", "1.2.0");
    (void)folder.write("p/b/.venv/lib/python3.12/site-packages/six.py", "");
    const Disk disk;
    SdkEnvironments environments(disk);
    environments.set_active({top + "/nothing", top + "/active"});
    CHECK(environments.find(top + "/p/a/deep", top + "/p")->version == "1.1.0");
    CHECK(environments.find(top + "/p/b", top + "/p")->version == "1.0.0");
    CHECK(environments.find(top + "/p/b", top + "/p/b")->version == "1.2.0");
    CHECK(environments.find(top + "/p", top + "/p")->parent == top + "/p/.venv/lib/python3.12/site-packages");
}

TEST_CASE("an environment is looked at again after it was forgotten") {
    const testing::TemporaryDirectory folder;
    const std::string top = folder.path().string();
    const Disk disk;
    SdkEnvironments environments(disk);
    CHECK(!environments.find(top, top));
    install(folder, ".venv", "1.0.0");
    CHECK(!environments.find(top, top));
    environments.forget();
    CHECK(environments.find(top, top)->version == "1.0.0");
}

TEST_CASE("an interpreter stands for its environment") {
    const testing::TemporaryDirectory folder;
    const std::string top = folder.path().string();
    install(folder, "env", "1.0.0");
    (void)folder.write("env/bin/python", "");
    const Disk disk;
    SdkEnvironments environments(disk);
    CHECK(environments.configured(top + "/env/bin/python")->version == "1.0.0");
    CHECK(environments.configured(top + "/env")->version == "1.0.0");
    CHECK(!environments.configured(top + "/elsewhere/bin/python"));
}

TEST_CASE("an editable install leads to its source tree") {
    const testing::TemporaryDirectory folder;
    const std::string top = folder.path().string();
    install(folder, "env", "1.0.0", false);
    for (const auto& [path, text] : testing::small_sdk())
        (void)folder.write("checkout/py/" + path, text);
    (void)folder.write("env/lib/python3.12/site-packages/__editable__.modal-1.0.0.pth",
                       top + "/checkout/py\n");
    const Disk disk;
    const auto found = sdk_in_environment(disk, top + "/env");
    REQUIRE(found);
    CHECK(found->parent == top + "/checkout/py");
    CHECK(read_sdk(disk, *found)->version == "1.0.0");
    CHECK(sdk_at(disk, top + "/checkout")->parent == top + "/checkout/py");
    CHECK(sdk_at(disk, top + "/checkout/py/modal")->parent == top + "/checkout/py");
}

TEST_CASE("broken and foreign packages are said to be so") {
    const testing::TemporaryDirectory folder;
    const std::string top = folder.path().string();
    install(folder, "env", "1.0.0", false);
    (void)folder.write("mine/modal/__init__.py", "def train(): ...\n");
    const Disk disk;
    const auto broken = sdk_in_environment(disk, top + "/env");
    REQUIRE(broken);
    CHECK(read_sdk(disk, *broken).error().find("/modal cannot be used: there is no modal/__init__.py") !=
          std::string::npos);
    CHECK(read_sdk(disk, *sdk_at(disk, top + "/mine")).error().find("it is not Modal's SDK") !=
          std::string::npos);
    CHECK(!sdk_at(disk, top));
}
