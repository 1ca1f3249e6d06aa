#include "analysis/workspace/discover.hpp"
#include "analysis/workspace/path_filter.hpp"
#include "server/disk.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace modal_lsp::workspace;
using modal_lsp::testing::MemoryFileSystem;
using modal_lsp::testing::TemporaryDirectory;

namespace {

using Paths = std::vector<std::string>;

Paths python_files(const FileSystem& files, const std::string& root = "/r",
                   const DiscoverOptions& options = {}) {
    return discover(files, root, options).python_files;
}

std::size_t count(const Discovery& found, Note::Kind kind) {
    return static_cast<std::size_t>(std::ranges::count(found.notes, kind, &Note::kind));
}

DiscoverOptions excluding(std::vector<std::string> patterns) {
    DiscoverOptions options;
    options.exclude.push_back({.directory = "/r", .patterns = std::move(patterns)});
    return options;
}

} // namespace

TEST_CASE("a walk gives sorted Python files and the configuration files it met") {
    const MemoryFileSystem files{
        {"/r/b.py", ""},     {"/r/a/x.py", ""},           {"/r/a-b/y.py", ""},        {"/r/a/readme.md", ""},
        {"/r/stub.pyi", ""}, {"/r/a/pyproject.toml", ""}, {"/r/.python-version", ""}, {"/other/z.py", ""}};
    const auto found = discover(files, "/r/", {});
    CHECK(found.python_files == Paths{"/r/a-b/y.py", "/r/a/x.py", "/r/b.py"});
    CHECK(found.configuration_files == Paths{"/r/.python-version", "/r/a/pyproject.toml"});
    CHECK(found.directories == 3);
    CHECK(found.complete);
    CHECK(found.notes.empty());
}

TEST_CASE("an ignored configuration file in a walked directory is still reported") {
    const MemoryFileSystem files{
        {"/r/.gitignore", "modal-lsp.toml\nold/"}, {"/r/modal-lsp.toml", ""}, {"/r/old/modal-lsp.toml", ""}};
    CHECK(discover(files, "/r", {}).configuration_files == Paths{"/r/modal-lsp.toml"});
}

TEST_CASE("directories of tools and environments are left out, build and dist are not") {
    const MemoryFileSystem files{
        {"/r/venv/a.py", ""},          {"/r/.venv/a.py", ""},      {"/r/x/node_modules/a.py", ""},
        {"/r/x/__pycache__/a.py", ""}, {"/r/p.egg-info/a.py", ""}, {"/r/.git/hooks/a.py", ""},
        {"/r/build/a.py", ""},         {"/r/dist/a.py", ""},       {"/r/env/a.py", ""}};
    CHECK(python_files(files) == Paths{"/r/build/a.py", "/r/dist/a.py", "/r/env/a.py"});
}

TEST_CASE("a directory with pyvenv.cfg is a virtual environment whatever its name, unless it is the root") {
    const MemoryFileSystem files{{"/r/env/pyvenv.cfg", ""}, {"/r/env/lib/a.py", ""}, {"/r/b.py", ""}};
    CHECK(python_files(files) == Paths{"/r/b.py"});
    CHECK(python_files(files, "/r/env") == Paths{"/r/env/lib/a.py"});
}

TEST_CASE("what lies in an ignored directory cannot be brought back") {
    const MemoryFileSystem files{{"/r/.gitignore", "gone/\n!gone/a.py\n*_pb.py\n!keep_pb.py"},
                                 {"/r/gone/a.py", ""},
                                 {"/r/gone/.gitignore", "!a.py"},
                                 {"/r/x_pb.py", ""},
                                 {"/r/keep_pb.py", ""}};
    CHECK(python_files(files) == Paths{"/r/keep_pb.py"});
}

TEST_CASE("ignore files can be disregarded") {
    const MemoryFileSystem files{{"/r/.gitignore", "*"}, {"/r/a.py", ""}};
    CHECK(python_files(files).empty());
    DiscoverOptions options;
    options.respect_gitignore = false;
    CHECK(python_files(files, "/r", options) == Paths{"/r/a.py"});
}

TEST_CASE("ignore files above the root apply up to the repository's top and not beyond") {
    const MemoryFileSystem files{{"/top/.gitignore", "b.py"},
                                 {"/top/repo/.git/info/exclude", "c.py"},
                                 {"/top/repo/.gitignore", "/r/a.py"},
                                 {"/top/repo/r/a.py", ""},
                                 {"/top/repo/r/b.py", ""},
                                 {"/top/repo/r/c.py", ""}};
    CHECK(python_files(files, "/top/repo/r") == Paths{"/top/repo/r/b.py"});
}

TEST_CASE("ignore files above the root apply only in a repository") {
    const MemoryFileSystem files{{"/top/.gitignore", "a.py"}, {"/top/r/a.py", ""}};
    CHECK(python_files(files, "/top/r") == Paths{"/top/r/a.py"});
}

TEST_CASE("a root that its repository ignores is walked all the same") {
    const MemoryFileSystem files{{"/home/.git/HEAD", ""}, {"/home/.gitignore", "*"}, {"/home/x/r/a.py", ""}};
    CHECK(python_files(files, "/home/x/r") == Paths{"/home/x/r/a.py"});
}

TEST_CASE("a repository inside the root obeys its own ignore files alone") {
    const MemoryFileSystem files{{"/r/.git/HEAD", ""},
                                 {"/r/.gitignore", "a.py"},
                                 {"/r/inner/.git/info/exclude", "b.py"},
                                 {"/r/inner/a.py", ""},
                                 {"/r/inner/b.py", ""}};
    CHECK(python_files(files) == Paths{"/r/inner/a.py"});
}

TEST_CASE("a linked worktree obeys the exclude file of its repository") {
    const MemoryFileSystem files{{"/main/.git/info/exclude", "a.py"},
                                 {"/main/.git/worktrees/w/commondir", "../..\n"},
                                 {"/r/.git", "gitdir: /main/.git/worktrees/w\n"},
                                 {"/r/a.py", ""},
                                 {"/r/b.py", ""}};
    CHECK(python_files(files) == Paths{"/r/b.py"});
}

TEST_CASE("exclude patterns are stronger than ignore files and built-in names") {
    const MemoryFileSystem files{{"/r/.gitignore", "gen/"},
                                 {"/r/gen/a.py", ""},
                                 {"/r/venv/b.py", ""},
                                 {"/r/tests/c.py", ""},
                                 {"/r/d.py", ""}};
    CHECK(python_files(files, "/r", excluding({"tests", "!gen", "!venv"})) ==
          Paths{"/r/d.py", "/r/gen/a.py", "/r/venv/b.py"});
}

TEST_CASE("exclude patterns reach only below their own directory") {
    const MemoryFileSystem files{{"/r/a/x.py", ""}, {"/r/ab/x.py", ""}, {"/r/x.py", ""}};
    DiscoverOptions options;
    options.exclude.push_back({.directory = "/r/a", .patterns = {"/x.py"}});
    CHECK(python_files(files, "/r", options) == Paths{"/r/ab/x.py", "/r/x.py"});
}

TEST_CASE("the limit of files ends the walk, always at the same place, and says so") {
    MemoryFileSystem files;
    for (const auto* name : {"/r/c.py", "/r/a.py", "/r/b/x.py", "/r/b/y.py"})
        files.write(name, "");
    DiscoverOptions options;
    options.max_files = 3;
    const auto found = discover(files, "/r", options);
    CHECK(found.python_files == Paths{"/r/a.py", "/r/b/x.py", "/r/c.py"});
    CHECK_FALSE(found.complete);
    REQUIRE(count(found, Note::Kind::too_many_files) == 1);
    CHECK(found.notes[0].message == "more than 3 Python files in \"/r\", the rest is not indexed");
    options.max_files = 4;
    CHECK(discover(files, "/r", options).complete);
}

TEST_CASE("the limit of directories ends the walk and says so") {
    const MemoryFileSystem files{{"/r/a/a.py", ""}, {"/r/b/b.py", ""}};
    DiscoverOptions options;
    options.max_directories = 2;
    const auto found = discover(files, "/r", options);
    CHECK(found.python_files == Paths{"/r/a/a.py"});
    CHECK(count(found, Note::Kind::too_many_directories) == 1);
    CHECK_FALSE(found.complete);
}

TEST_CASE("a walk can be stopped between two directories") {
    const MemoryFileSystem files{{"/r/a.py", ""}, {"/r/sub/b.py", ""}};
    int asked = 0;
    DiscoverOptions options;
    options.stop = [&asked] { return ++asked > 1; };
    const auto found = discover(files, "/r", options);
    CHECK(found.python_files == Paths{"/r/a.py"});
    CHECK_FALSE(found.complete);
}

TEST_CASE("links to directories do not loop, do not lead out, and list nothing twice") {
    MemoryFileSystem files{{"/r/a/x.py", ""}, {"/out/y.py", ""}};
    files.link("/r/a/up", "/r");
    files.link("/r/twin", "a");
    files.link("/r/out", "/out");
    files.link("/r/self", "self");
    const auto found = discover(files, "/r", {});
    CHECK(found.python_files == Paths{"/r/a/x.py"});
    REQUIRE(found.notes.size() == 1);
    CHECK(found.notes[0].kind == Note::Kind::link_not_followed);
    CHECK(found.notes[0].path == "/r/out");
}

TEST_CASE("a link to a file is listed under its own name") {
    MemoryFileSystem files{{"/r/a.py", ""}};
    files.link("/r/b.py", "a.py");
    files.link("/r/broken.py", "nothing.py");
    CHECK(python_files(files) == Paths{"/r/a.py", "/r/b.py"});
}

TEST_CASE("a root that is a link is walked") {
    MemoryFileSystem files{{"/real/a.py", ""}};
    files.link("/r", "/real");
    CHECK(python_files(files) == Paths{"/r/a.py"});
}

TEST_CASE("an unreadable directory is noted and the rest is walked") {
    MemoryFileSystem files{{"/r/closed/a.py", ""}, {"/r/b.py", ""}};
    files.forbid("/r/closed");
    const auto found = discover(files, "/r", {});
    CHECK(found.python_files == Paths{"/r/b.py"});
    REQUIRE(found.notes.size() == 1);
    CHECK(found.notes[0].kind == Note::Kind::unreadable_directory);
    CHECK(found.notes[0].path == "/r/closed");
}

TEST_CASE("an ignore file too large to be one is noted and not obeyed") {
    const MemoryFileSystem files{{"/r/.gitignore", "*\n" + std::string(300 * 1024, '#')}, {"/r/a.py", ""}};
    const auto found = discover(files, "/r", {});
    CHECK(found.python_files == Paths{"/r/a.py"});
    CHECK(count(found, Note::Kind::unreadable_ignore_file) == 1);
}

TEST_CASE("notes of one kind do not pile up") {
    MemoryFileSystem files;
    for (int i = 0; i < 50; ++i) {
        const auto directory = "/r/d" + std::to_string(i);
        files.make_directory(directory);
        files.forbid(directory);
    }
    const auto found = discover(files, "/r", {});
    CHECK(found.notes.size() == 11);
    CHECK(found.notes.back().message == "40 further notes of the same kinds");
}

TEST_CASE("a root that is a file gives that file") {
    const MemoryFileSystem files{{"/r/a.py", ""}, {"/r/b.py", ""}};
    CHECK(python_files(files, "/r/a.py") == Paths{"/r/a.py"});
}

TEST_CASE("a root that does not exist gives a note") {
    const auto found = discover(MemoryFileSystem(), "/r", {});
    CHECK(found.python_files.empty());
    CHECK(count(found, Note::Kind::unreadable_directory) == 1);
}

TEST_CASE("the real disk is walked like the one in memory") {
    const TemporaryDirectory here;
    here.write(".gitignore", "out/\n");
    const auto a = here.write("pkg/a.py", "");
    here.write("out/b.py", "");
    const auto configuration = here.write("pyproject.toml", "");
    std::filesystem::create_symlink("..", here.path() / "pkg/loop");
    const auto found = discover(modal_lsp::server::Disk(), here.path().string(), {});
    CHECK(found.python_files == Paths{a});
    CHECK(found.configuration_files == Paths{configuration});
    CHECK(found.notes.empty());
}

TEST_CASE("a path filter leaves out what a walk leaves out") {
    const MemoryFileSystem files{
        {"/r/.gitignore", "gone/\nx.py"}, {"/r/gone/a.py", ""},    {"/r/sub/x.py", ""}, {"/r/sub/ok.py", ""},
        {"/r/env/pyvenv.cfg", ""},        {"/r/env/lib/a.py", ""}, {"/r/venv/a.py", ""}};
    PathFilter filter(files, "/r", {});
    CHECK(filter.is_ignored("/r/gone/a.py"));
    CHECK(filter.is_ignored("/r/sub/x.py"));
    CHECK(filter.is_ignored("/r/env/lib/a.py"));
    CHECK(filter.is_ignored("/r/venv/a.py"));
    CHECK(filter.is_ignored("/r/gone", EntryKind::directory));
    CHECK_FALSE(filter.is_ignored("/r/sub/ok.py"));
    CHECK_FALSE(filter.is_ignored("/r/sub/new/not_there_yet.py"));
}

TEST_CASE("a path filter leaves out what is not below its root") {
    const MemoryFileSystem files{{"/r/a.py", ""}, {"/rest/a.py", ""}};
    PathFilter filter(files, "/r", {});
    CHECK(filter.is_ignored("/rest/a.py"));
    CHECK(filter.is_ignored("/r/../a.py"));
    CHECK_FALSE(filter.is_ignored("/r"));
}

TEST_CASE("a path filter reads each ignore file once until told of a change") {
    MemoryFileSystem files{
        {"/r/sub/.gitignore", "a.py"}, {"/r/sub/a.py", ""}, {"/r/sub-2/.gitignore", "b.py"}};
    PathFilter filter(files, "/r", {});
    CHECK(filter.is_ignored("/r/sub/a.py"));
    CHECK(filter.is_ignored("/r/sub-2/b.py"));
    files.write("/r/sub/.gitignore", "b.py");
    CHECK(filter.is_ignored("/r/sub/a.py"));
    const auto reads = files.reads();
    CHECK(filter.file_changed("/r/sub/.gitignore"));
    CHECK_FALSE(filter.is_ignored("/r/sub/a.py"));
    CHECK(filter.is_ignored("/r/sub/b.py"));
    CHECK(filter.is_ignored("/r/sub-2/b.py"));
    CHECK(files.reads() == reads + 1);
}

TEST_CASE("a change of an ignore file reaches the directories below it") {
    MemoryFileSystem files{{"/top/.git/info/exclude", ""}, {"/top/r/x/y/a.py", ""}};
    PathFilter filter(files, "/top/r", {});
    CHECK_FALSE(filter.is_ignored("/top/r/x/y/a.py"));
    files.write("/top/r/x/.gitignore", "y");
    CHECK(filter.file_changed("/top/r/x/.gitignore"));
    CHECK(filter.is_ignored("/top/r/x/y/a.py"));
    files.remove("/top/r/x/.gitignore");
    CHECK(filter.file_changed("/top/r/x/.gitignore"));
    CHECK_FALSE(filter.is_ignored("/top/r/x/y/a.py"));
    files.write("/top/.git/info/exclude", "a.py");
    CHECK(filter.file_changed("/top/.git/info/exclude"));
    CHECK(filter.is_ignored("/top/r/x/y/a.py"));
}

TEST_CASE("a change of an ordinary file keeps what a path filter knows") {
    const MemoryFileSystem files{{"/r/a.py", ""}};
    PathFilter filter(files, "/r", {});
    CHECK_FALSE(filter.file_changed("/r/a.py"));
}
