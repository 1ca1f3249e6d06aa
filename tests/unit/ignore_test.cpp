#include "analysis/workspace/discover.hpp"
#include "analysis/workspace/ignore.hpp"
#include "analysis/workspace/path.hpp"
#include "analysis/workspace/path_filter.hpp"
#include "server/disk.hpp"
#include "tests/support/temporary_directory.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <span>

using namespace modal_lsp::workspace;
using modal_lsp::testing::TemporaryDirectory;

namespace {

Verdict judge(std::string_view patterns, std::string_view path, bool directory = false) {
    return IgnoreFile::parse(patterns).verdict(path, file_name_of(path), directory);
}

bool ignores(std::string_view patterns, std::string_view path, bool directory = false) {
    return judge(patterns, path, directory) == Verdict::ignored;
}

using Random = std::mt19937;

std::string_view pick(Random& random, std::span<const std::string_view> from) {
    return from[random() % from.size()];
}

/// Few names over few letters, so that patterns and paths meet often.
constexpr std::array<std::string_view, 16> kNames{"a",  "b",   "ab",  "abc",  "a.py", "b.py", "c",   "foo",
                                                  "fo", "x y", "bar", "a b ", "#a",   "!b",   "[c]", "a-b"};
constexpr std::array<std::string_view, 34> kPieces{
    "*",           "*", "**",  "***", "?",   "[ab]",   "[!a]", "[^b]", "[a-c]",      "[]a]", "[a",
    "[[:alpha:]]", "/", "/",   "/",   "**/", "/**",    "/**/", "\\",   "\\*",        "\\a",  "[\\]a-]",
    "a",           "b", ".py", "ab",  "foo", "[!a-b]", " ",    "fo*",  "[[:nope:]]", "[a-]", "[[:digit:]x.]",
    "[[a]"};

std::string random_pattern(Random& random) {
    std::string pattern;
    if (random() % 4 == 0) pattern += '!';
    if (random() % 6 == 0) pattern += '/';
    const auto count = 1 + random() % 4;
    for (std::size_t i = 0; i < count; ++i)
        pattern += random() % 2 == 0 ? pick(random, kNames) : pick(random, kPieces);
    if (random() % 5 == 0) pattern += '/';
    if (random() % 12 == 0) pattern += random() % 2 == 0 ? "  " : "\\ ";
    return pattern;
}

std::string random_ignore_file(Random& random) {
    std::string text = random() % 8 == 0 ? "\xEF\xBB\xBF" : "";
    const auto count = random() % 7;
    for (std::size_t i = 0; i < count; ++i) {
        if (random() % 10 == 0) text += "# a comment\n";
        text += random_pattern(random);
        text += random() % 6 == 0 ? "\r\n" : "\n";
    }
    if (random() % 4 == 0 && !text.empty()) text.pop_back();
    return text;
}

/// A repository with random ignore files; `git check-ignore` judges it once.
class Repository {
  public:
    explicit Repository(unsigned seed) : random_(seed) {
        here_.write(".git/HEAD", "ref: refs/heads/main\n");
        here_.write(".git/config", "[core]\n\trepositoryformatversion = 0\n");
        std::filesystem::create_directories(here_.path() / ".git/objects");
        std::filesystem::create_directories(here_.path() / ".git/refs");
        here_.write(".git/info/exclude", random_ignore_file(random_));
        here_.write(".gitignore", random_ignore_file(random_));
        for (int i = 0; i < 40; ++i)
            add_random_path();
    }

    [[nodiscard]] std::string root() const { return here_.path().string(); }

    [[nodiscard]] const std::set<std::string>& paths() const { return paths_; }

    /// From relative path to whether git ignores it; empty when git fails.
    [[nodiscard]] std::map<std::string, bool> ask_git() const {
        std::string input;
        for (const auto& path : paths_)
            input.append(path).append(1, '\0');
        const TemporaryDirectory outside;
        const auto in = outside.write("in", input);
        const auto out = outside.write("out", "");
        const auto command =
            fmt::format("cd '{}' && GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 "
                        "XDG_CONFIG_HOME=/nonexistent HOME=/nonexistent GIT_DIR=.git GIT_WORK_TREE=. "
                        "git check-ignore --no-index --stdin -z -v -n < '{}' > '{}'",
                        root(), in, out);
        const int status = std::system(command.c_str());
        if (status == -1) return {};
        std::ifstream stream(out, std::ios::binary);
        return parse(std::string(std::istreambuf_iterator<char>(stream), {}));
    }

  private:
    /// Four fields a path, each ended by a NUL: source, line number, pattern, path.
    static std::map<std::string, bool> parse(const std::string& output) {
        std::map<std::string, bool> verdicts;
        std::vector<std::string> fields;
        std::size_t at = 0;
        while (at < output.size()) {
            const auto end = output.find('\0', at);
            fields.push_back(output.substr(at, end - at));
            at = end + 1;
            if (fields.size() < 4) continue;
            verdicts[fields[3]] = !fields[0].empty() && !fields[2].starts_with('!');
            fields.clear();
        }
        return verdicts;
    }

    void add_random_path() {
        std::string path;
        const auto depth = random_() % 4;
        for (std::size_t i = 0; i < depth; ++i) {
            path += pick(random_, kNames);
            if (std::filesystem::is_regular_file(here_.path() / path)) return;
            paths_.insert(path);
            std::filesystem::create_directories(here_.path() / path);
            if (random_() % 5 == 0) here_.write(path + "/.gitignore", random_ignore_file(random_));
            path += '/';
        }
        path += pick(random_, kNames);
        paths_.insert(path);
        if (!std::filesystem::is_directory(here_.path() / path)) here_.write(path, "");
    }

    TemporaryDirectory here_;
    Random random_;
    std::set<std::string> paths_;
};

} // namespace

TEST_CASE("a pattern without a slash matches a name at any depth") {
    CHECK(ignores("foo", "foo"));
    CHECK(ignores("foo", "a/b/foo"));
    CHECK_FALSE(ignores("foo", "a/foobar"));
    CHECK(ignores("*.log", "a/x.log"));
    CHECK(ignores("tmp*", "a/tmp1"));
}

TEST_CASE("a slash at the start or inside anchors a pattern") {
    CHECK(ignores("/foo", "foo"));
    CHECK_FALSE(ignores("/foo", "a/foo"));
    CHECK(ignores("a/foo", "a/foo"));
    CHECK_FALSE(ignores("a/foo", "b/a/foo"));
}

TEST_CASE("a slash at the end asks for a directory and anchors nothing") {
    CHECK(ignores("foo/", "a/foo", true));
    CHECK_FALSE(ignores("foo/", "a/foo", false));
}

TEST_CASE("stars and question marks do not match a slash") {
    CHECK(ignores("a/*", "a/b"));
    CHECK_FALSE(ignores("a/*", "a/b/c"));
    CHECK_FALSE(ignores("a/*/c", "a/b/d/c"));
    CHECK_FALSE(ignores("/a?b", "a/b"));
    CHECK_FALSE(ignores("/a[!x]b", "a/b"));
}

TEST_CASE("two stars cross directories at the start, in the middle and at the end") {
    CHECK(ignores("**/foo", "foo"));
    CHECK(ignores("**/foo", "a/b/foo"));
    CHECK(ignores("a/**/b", "a/b"));
    CHECK(ignores("a/**/b", "a/x/y/b"));
    CHECK_FALSE(ignores("a/**/b", "a/xb"));
    CHECK(ignores("a/**", "a/x/y"));
    CHECK_FALSE(ignores("a/**", "a", true));
    CHECK_FALSE(ignores("a/x**y/b", "a/x1/2y/b"));
}

TEST_CASE("the last pattern that matches decides") {
    CHECK(judge("*.py\n!a.py", "a.py") == Verdict::included);
    CHECK(judge("!a.py\n*.py", "a.py") == Verdict::ignored);
    CHECK(judge("*.py", "a.txt") == Verdict::none);
}

TEST_CASE("bracket expressions know ranges, negation, escapes and classes") {
    CHECK(ignores("[a-c]x", "bx"));
    CHECK_FALSE(ignores("[a-c]x", "dx"));
    CHECK(ignores("[!a-c]x", "dx"));
    CHECK(ignores("[]x]", "]"));
    CHECK(ignores("[\\]]", "]"));
    CHECK(ignores("[a-]", "-"));
    CHECK(ignores("[[:digit:]_]", "7"));
    CHECK_FALSE(ignores("[[:digit:]", "7"));
    CHECK_FALSE(ignores("[a", "[a"));
}

TEST_CASE("comments, escapes, trailing spaces, CRLF and a byte order mark are read as git reads them") {
    CHECK_FALSE(ignores("#foo", "#foo"));
    CHECK(ignores("\\#foo", "#foo"));
    CHECK(ignores("\\!foo", "!foo"));
    CHECK(ignores("foo  ", "foo"));
    CHECK(ignores("foo\\ ", "foo "));
    CHECK(ignores("foo\t", "foo\t"));
    CHECK(ignores("foo\r\nbar\r\n", "foo"));
    CHECK(ignores("foo\r\nbar", "bar"));
    CHECK(ignores("\xEF\xBB\xBF"
                  "foo",
                  "foo"));
    CHECK_FALSE(ignores("foo\\", "foo"));
    CHECK(IgnoreFile::parse("\n\r\n  \n!\n/\n# x").empty());
}

TEST_CASE("the nearest ignore file that says something decides") {
    const auto top = std::make_shared<const IgnoreScope>(
        IgnoreScope{.directory = "/r", .file = IgnoreFile::parse("*.py\n/b.txt"), .above = nullptr});
    const IgnoreScope below{.directory = "/r/sub", .file = IgnoreFile::parse("!a.py\n/x.py"), .above = top};
    CHECK(verdict_of(&below, IgnoreQuery("/r/sub/a.py", false)) == Verdict::included);
    CHECK(verdict_of(&below, IgnoreQuery("/r/sub/c.py", false)) == Verdict::ignored);
    CHECK(verdict_of(&below, IgnoreQuery("/r/sub/b.txt", false)) == Verdict::none);
    CHECK(verdict_of(nullptr, IgnoreQuery("/r/a.py", false)) == Verdict::none);
}

TEST_CASE("a pattern of many stars is not tried in every combination") {
    const std::string text(5000, 'a');
    CHECK_FALSE(ignores("*a*a*a*a*a*a*a*a*a*a*b", text));
    std::string deep;
    for (int i = 0; i < 1000; ++i)
        deep += "a/";
    CHECK_FALSE(ignores("**/a/**/a/**/a/**/*a*a*/**/a/**/b", deep + "a"));
    CHECK(ignores("**/a/**/a/**/a/**/*a*/**/b", deep + "b"));
}

TEST_CASE("every verdict is git's own, in random repositories") {
    const modal_lsp::server::Disk disk;
    std::size_t ignored = 0;
    std::size_t paths = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        const Repository repository(seed);
        const auto expected = repository.ask_git();
        CAPTURE(seed);
        REQUIRE(expected.size() == repository.paths().size());
        PathFilter filter(disk, repository.root(), {});
        for (const auto& [path, verdict] : expected) {
            const auto whole = join(repository.root(), path);
            const auto status = disk.status(whole);
            REQUIRE(status.has_value());
            CAPTURE(path);
            CHECK(filter.is_ignored(whole, status->kind) == verdict);
            ignored += verdict ? 1 : 0;
            ++paths;
        }
    }
    CHECK(ignored > paths / 20);
    CHECK(ignored < paths / 2 + paths / 4);
}

TEST_CASE("a walk lists exactly the Python files that git does not ignore") {
    const modal_lsp::server::Disk disk;
    for (unsigned seed = 1001; seed <= 1020; ++seed) {
        const Repository repository(seed);
        std::vector<std::string> expected;
        for (const auto& [path, ignored] : repository.ask_git()) {
            const auto whole = join(repository.root(), path);
            if (!ignored && path.ends_with(".py") && disk.status(whole)->kind == EntryKind::file)
                expected.push_back(whole);
        }
        CAPTURE(seed);
        CHECK(discover(disk, repository.root(), {}).python_files == expected);
    }
}
