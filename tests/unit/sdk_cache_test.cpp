#include "server/disk.hpp"
#include "server/sdk_cache.hpp"
#include "tests/support/small_sdk.hpp"
#include "tests/support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace modal_lsp;
using namespace modal_lsp::server;

namespace {

docs::Surface small_surface() {
    docs::Surface surface{.version = "1.2.3", .symbols = {}};
    surface.symbols.push_back(
        {.path = "modal.App",
         .kind = docs::SymbolKind::class_,
         .returns = {},
         .parameters = {{"name", docs::ParameterKind::keyword_only, "str | None", "None", "a note"}},
         .summary = "sum",
         .text = "text\n",
         .file = "modal/app.py",
         .line = 7,
         .hidden = true});
    surface.symbols.push_back({.path = "modal.Cls"});
    return surface;
}

} // namespace

TEST_CASE("a surface comes back from its bytes as it was") {
    const docs::Surface surface = small_surface();
    CHECK(surface_from_bytes(surface_to_bytes(surface)) == surface);
}

TEST_CASE("bytes that are no surface give none") {
    const std::string good = surface_to_bytes(small_surface());
    CHECK(!surface_from_bytes(""));
    CHECK(!surface_from_bytes("garbage"));
    for (std::size_t cut = 0; cut < good.size(); ++cut)
        CHECK_MESSAGE(!surface_from_bytes(good.substr(0, cut)), cut);
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 0x55);
        (void)surface_from_bytes(bad); // must not throw, whatever it makes of it
    }
    docs::Surface unordered = small_surface();
    std::swap(unordered.symbols[0], unordered.symbols[1]);
    CHECK(!surface_from_bytes(surface_to_bytes(unordered)));
}

TEST_CASE("a package is read once for each list of its content") {
    const testing::TemporaryDirectory folder;
    for (const auto& [path, text] : testing::small_sdk())
        (void)folder.write("site/" + path, text);
    (void)folder.write("site/modal-9.8.7.dist-info/RECORD", "modal/__init__.py,sha256=a,1\n");
    const std::string top = folder.path().string();
    const Disk disk;
    const SdkPackage package{.parent = top + "/site", .version = "9.8.7"};
    const SdkCache cache(top + "/cache/deep");
    const auto first = cache.read(disk, package);
    REQUIRE_MESSAGE(first.has_value(), first.error());

    // The sources are gone, and nobody misses them until the list is another one.
    (void)folder.write("site/modal/app.py", "");
    (void)folder.write("site/modal/app.pyi", "");
    CHECK(cache.read(disk, package) == first);
    (void)folder.write("site/modal-9.8.7.dist-info/RECORD", "modal/__init__.py,sha256=b,1\n");
    CHECK(!cache.read(disk, package));
}

TEST_CASE("without a place to keep it, a package is read all the same") {
    const testing::TemporaryDirectory folder;
    for (const auto& [path, text] : testing::small_sdk())
        (void)folder.write(path, text);
    (void)folder.write("modal-9.8.7.dist-info/RECORD", "modal/__init__.py,sha256=a,1\n");
    (void)folder.write("file", "");
    const std::string top = folder.path().string();
    const SdkPackage package{.parent = top, .version = "9.8.7"};
    CHECK(SdkCache("").read(Disk(), package));
    CHECK(SdkCache(top + "/file/below").read(Disk(), package));
}
