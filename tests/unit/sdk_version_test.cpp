#include "server/disk.hpp"
#include "server/sdk_version.hpp"
#include "tests/support/temporary_directory.hpp"

#include <doctest/doctest.h>

using namespace modal_lsp;
using namespace modal_lsp::server;

TEST_CASE("a lock file says which version is locked") {
    CHECK(locked_version("version = 1\n\n[[package]]\nname = \"modal\"\nversion = \"1.2.3\"\nsource = 1\n") ==
          "1.2.3");
    CHECK(locked_version("[[package]]\nname = \"modal-client\"\nversion = \"9.9.9\"\n") == std::nullopt);
    CHECK(locked_version(
              "[[package]]\nname = \"modal\"\nsource = 1\n\n[[package]]\nname = \"x\"\nversion = \"2\"\n") ==
          std::nullopt);
}

TEST_CASE("a requirement counts when it bounds the version from above") {
    CHECK(required_version("fastapi\nmodal==1.2.3\n") == "1.2.3");
    CHECK(required_version("modal == 0.64.10  # pinned\n") == "0.64.10");
    CHECK(required_version("modal[extra]~=1.1\n") == "1.1");
    CHECK(required_version("modal>=0.64,<1\n") == "0.64");
    CHECK(required_version("modal<1,>=0.64\n") == "0.64");
    CHECK(required_version("dependencies = [\"httpx\", \"modal==1.0.5\"]\n") == "1.0.5");
    CHECK(required_version("modal = \"^0.73\"\n") == "0.73");
    CHECK(required_version("modal = \"1.0.0\"\n") == "1.0.0");
    for (const char* text : {"modal\n", "modal>=1.0\n", "modal-client==0.5\n", "modalities==3\n",
                             "# modal==1\n", "modal>=1 ; x\n", "modal = \"*\"\n", "modal !=1.2\n", ""})
        CHECK_MESSAGE(!required_version(text), text);
}

TEST_CASE("the nearest folder that says something counts, and is read again when its file changes") {
    const testing::TemporaryDirectory folder;
    (void)folder.write("requirements.txt", "modal==1.0.0\n");
    (void)folder.write("a/uv.lock", "\n[[package]]\nname = \"modal\"\nversion = \"1.4.2\"\n");
    (void)folder.write("a/requirements.txt", "modal==0.1\n");
    (void)folder.write("b/.venv/lib/python3.12/site-packages/modal-1.5.0.dist-info/METADATA", "");
    (void)folder.write("c/main.py", "");
    const Disk disk;
    SdkEnvironments environments(disk);
    SdkVersions versions(disk, environments);
    const std::string top = folder.path().string();
    CHECK(versions.find(top + "/a", top) == "1.4.2");
    CHECK(versions.find(top + "/b", top) == "1.5.0");
    CHECK(versions.find(top + "/c", top) == "1.0.0");
    CHECK(versions.find(top + "/c", top + "/c") == std::nullopt);
    CHECK_FALSE(versions.forget(top + "/c/main.py"));
    (void)folder.write("c/requirements.txt", "modal==1.1.0\n");
    CHECK(versions.forget(top + "/c/requirements.txt"));
    CHECK(versions.find(top + "/c", top) == "1.1.0");
}
