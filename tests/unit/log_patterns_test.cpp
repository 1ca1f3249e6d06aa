#include "analysis/rules/rule.hpp"
#include "server/operate/log_patterns.hpp"
#include "tests/support/memory_file_system.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::server::operate;

namespace {

std::vector<Failure> found_in(const std::vector<std::string>& lines) {
    const testing::MemoryFileSystem files{{"/w/src/app.py", ""}, {"/w/src/lib/util.py", ""}};
    return failures_in(lines, "/w", files, Language::english);
}

} // namespace

TEST_CASE("a missing module is told with the file and line that import it") {
    const auto found = found_in({"Traceback (most recent call last):",
                                 "  File \"/pkg/modal/_runtime/user_code_imports.py\", line 10, in f",
                                 "  File \"/root/src/app.py\", line 3, in <module>", "    import torch",
                                 "  File \"/usr/lib/python3.12/importlib/__init__.py\", line 90, in g",
                                 "ModuleNotFoundError: No module named 'torch'"});
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == "import");
    CHECK(found[0].message == "the module \"torch\" is not in the image");
    CHECK(found[0].path == "/w/src/app.py");
    CHECK(found[0].line == 3);
    CHECK(found[0].rule == "import-not-in-image");
}

TEST_CASE("frames as rich draws them are read, too") {
    const auto found =
        found_in({"│ /root/src/lib/util.py:12 in load │", "RuntimeError: CUDA error: no kernel"});
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == "cuda");
    CHECK(found[0].path == "/w/src/lib/util.py");
    CHECK(found[0].line == 12);
}

TEST_CASE("the kinds of failure that are known") {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"ImportError: cannot import name 'x' from 'y'", "import"},
        {"NotFoundError: Secret 'hf' not found in environment 'dev'", "secret"},
        {"KeyError: 'HF_TOKEN'", "secret"},
        {"ExecutionError: Function has 3 dependencies but container got 2 object ids.", "dependencies"},
        {"OSError: [Errno 98] Address already in use", "port"},
        {"TimeoutError: Waited too long for port 8000 to start accepting connections", "port"},
        {"torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2 GiB", "cuda"},
        {"RuntimeError: Found no NVIDIA driver on your system.", "cuda"},
        {"Runner failed with exit code: -9", "memory"},
        {"container terminated: OOMKilled", "memory"},
        {"MemoryError", "memory"},
    };
    for (const auto& [line, kind] : cases) {
        const auto found = found_in({"starting", line, line});
        REQUIRE_MESSAGE(found.size() == 1, line);
        CHECK(found[0].kind == kind);
        CHECK(found[0].path.empty());
        CHECK_FALSE(found[0].fix.empty());
    }
}

TEST_CASE("honest logs hold no failure, and every rule that is named exists") {
    CHECK(found_in(
              {"", "loaded model in 3 s", "GET /health 200 OK", "no problem with CUDA here", "ZOOM level 3"})
              .empty());
    for (const Failure& failure :
         found_in({"ModuleNotFoundError: No module named 'x'", "Address already in use",
                   "Found no NVIDIA driver", "has 1 dependencies but container got 2",
                   "Waited too long for port 1 to start accepting connections"}))
        CHECK_MESSAGE(rules::find_rule(failure.rule) != nullptr, failure.rule);
}
