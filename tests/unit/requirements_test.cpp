#include "server/requirements.hpp"
#include "tests/support/memory_file_system.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::server;
using Words = std::vector<std::string>;

TEST_CASE("requirements are read as they are written, without what pip alone understands") {
    CHECK(requirements_in_text(
              "# c\nfastapi[standard]>=0.110  # why\n-r other.txt\n--index-url x\n\ntorch==2.4; x\r\n"
              "./local\ngit+https://x/y\nfoo @ file:///x\n  numpy\n") ==
          Words{"fastapi[standard]>=0.110", "torch==2.4", "numpy"});
    CHECK(requirements_in_pyproject(
              "[project]\ndependencies = ['a>=1', 3]\n[project.optional-dependencies]\nx = ['b']\n"
              "[dependency-groups]\ndev = ['c', {include-group = 'x'}]\n"
              "[tool.poetry.dependencies]\npython = '^3'\nd = '^1'\n") == Words{"a>=1", "b", "c", "d"});
    CHECK(requirements_in_pyproject("[project\n").empty());
    CHECK(requirements_in_pyproject("project = 3\ntool = []\n").empty());
}

TEST_CASE("the nearest folder that needs something counts, and is read again when its file changes") {
    testing::MemoryFileSystem files{{"/w/requirements.txt", "torch\n"},
                                    {"/w/a/pyproject.toml", "[project]\n"}};
    Requirements requirements(files);
    CHECK(requirements.find("/w/a/deep", "/w") == Words{"torch"});
    CHECK(requirements.find("/w/a", "/w/a").empty());
    CHECK_FALSE(requirements.forget("/w/a/pyproject.toml"));
    files.write("/w/a/pyproject.toml", "[project]\ndependencies = ['numpy', 'numpy', 'httpx']\n");
    CHECK_FALSE(requirements.forget("/w/a/other.toml"));
    CHECK(requirements.forget("/w/a/pyproject.toml"));
    CHECK(requirements.find("/w/a/deep", "/w") == Words{"httpx", "numpy"});
}
