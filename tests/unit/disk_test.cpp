#include "server/disk.hpp"
#include "tests/support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sys/stat.h>

using modal_lsp::server::Disk;
using modal_lsp::testing::TemporaryDirectory;
using modal_lsp::workspace::DirectoryEntry;
using modal_lsp::workspace::EntryKind;

namespace {

constexpr std::uint64_t kLimit = 1000;

const DirectoryEntry* find(const std::vector<DirectoryEntry>& entries, std::string_view name) {
    const auto found = std::ranges::find(entries, name, &DirectoryEntry::name);
    return found == entries.end() ? nullptr : &*found;
}

} // namespace

TEST_CASE("reading a file gives its raw bytes") {
    const TemporaryDirectory here;
    const std::string bytes("\xEF\xBB\xBF\0\r\n\xFF", 7);
    const auto text = Disk().read(here.write("a.py", bytes), kLimit);
    REQUIRE(text.has_value());
    CHECK(*text == bytes);
    CHECK(Disk().read(here.write("empty.py", ""), 0) == std::string());
}

TEST_CASE("a file over the limit is refused with both numbers") {
    const TemporaryDirectory here;
    const auto path = here.write("big.py", std::string(1001, 'x'));
    const auto text = Disk().read(path, kLimit);
    REQUIRE_FALSE(text.has_value());
    CHECK(text.error() == "cannot read \"" + path + "\": it has 1001 bytes, the limit is 1000");
    CHECK(Disk().read(path, 1001).has_value());
}

TEST_CASE("reading refuses what is not a regular file, without waiting for it") {
    const TemporaryDirectory here;
    const auto pipe = (here.path() / "pipe").string();
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(Disk().read(pipe, kLimit).error().find("it is a pipe") != std::string::npos);
    CHECK(Disk().read(here.path().string(), kLimit).error().find("it is a directory") != std::string::npos);
    CHECK(Disk().read("/dev/zero", kLimit).error().find("not a regular file") != std::string::npos);
}

TEST_CASE("a missing file is an error that names the path and the reason") {
    const TemporaryDirectory here;
    const auto path = (here.path() / "none.py").string();
    CHECK(Disk().read(path, kLimit).error() == "cannot read \"" + path + "\": No such file or directory");
    CHECK_FALSE(Disk().list(path).has_value());
    CHECK_FALSE(Disk().status(path).has_value());
}

TEST_CASE("a path with a NUL byte names nothing") {
    const TemporaryDirectory here;
    const auto path = here.write("a.py", "x") + std::string("\0b", 2);
    CHECK_FALSE(Disk().read(path, kLimit).has_value());
    CHECK_FALSE(Disk().list(path).has_value());
    CHECK_FALSE(Disk().status(path).has_value());
}

TEST_CASE("a listing tells files, directories, links and the rest apart") {
    const TemporaryDirectory here;
    const auto pipe = (here.path() / "pipe").string();
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    here.write("a.py", "x");
    here.write("folder/b.py", "x");
    std::filesystem::create_symlink("a.py", here.path() / "to_file");
    std::filesystem::create_symlink("folder", here.path() / "to_folder");
    std::filesystem::create_symlink("nowhere", here.path() / "broken");
    const auto entries = Disk().list(here.path().string());
    REQUIRE(entries.has_value());
    CHECK(entries->size() == 6);
    const auto is = [&](std::string_view name, EntryKind kind, bool symlink) {
        const auto* entry = find(*entries, name);
        return entry != nullptr && entry->kind == kind && entry->symlink == symlink;
    };
    CHECK(is("a.py", EntryKind::file, false));
    CHECK(is("folder", EntryKind::directory, false));
    CHECK(is("to_file", EntryKind::file, true));
    CHECK(is("to_folder", EntryKind::directory, true));
    CHECK(is("broken", EntryKind::other, true));
    CHECK(is("pipe", EntryKind::other, false));
}

TEST_CASE("a status follows links and knows a directory under two names") {
    const TemporaryDirectory here;
    here.write("folder/b.py", "12345");
    std::filesystem::create_symlink("folder", here.path() / "other");
    const auto direct = Disk().status((here.path() / "folder").string());
    const auto through_link = Disk().status((here.path() / "other").string());
    REQUIRE(direct.has_value());
    CHECK(direct == through_link);
    CHECK(direct->kind == EntryKind::directory);
    const auto file = Disk().status((here.path() / "other/b.py").string());
    REQUIRE(file.has_value());
    CHECK(file->size == 5);
    CHECK(file->modified_ns > 0);
}
