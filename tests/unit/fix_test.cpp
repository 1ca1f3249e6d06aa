#include "server/cli/diff.hpp"
#include "server/cli/fix.hpp"
#include "server/cli/run.hpp"
#include "server/replace_file.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <sys/stat.h>

using namespace modal_lsp;
using namespace modal_lsp::server;
using namespace modal_lsp::server::cli;
namespace fs = std::filesystem;

namespace {

const rules::Rule* rule() {
    return rules::find_rule("unused-suppression");
}

class Folder {
  public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "modal-lsp-test-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }

    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    ~Folder() { fs::remove_all(path_); }

    [[nodiscard]] std::string operator/(std::string_view name) const {
        return path_ + '/' + std::string(name);
    }

    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    std::string path_;
};

/// Finds each "bad" and offers "good" for it, and "worse", which becomes "bad".
class WordEngine : public CheckEngine {
  public:
    std::map<std::string, text::Document> files;
    rules::Safety safety = rules::Safety::safe;
    bool endless = false;

    CheckResult check() override {
        CheckResult result;
        for (const auto& [path, document] : files)
            find(result, path, document);
        result.files_checked = files.size();
        return result;
    }

    void reload(std::span<const std::string> paths) override {
        for (const std::string& path : paths)
            files[path] = text::Document(read_file(path).value_or(""));
    }

    void replace(const std::string& path, text::Document document) override {
        files[path] = std::move(document);
    }

    std::optional<text::Document> document(const std::string& path) const override {
        const auto found = files.find(path);
        return found == files.end() ? std::nullopt : std::optional(found->second);
    }

    FileSettings settings(const std::string&) const override { return {}; }

  private:
    void find(CheckResult& result, const std::string& path, const text::Document& document) const {
        for (const auto& [word, better] :
             {std::pair("bad", endless ? "bad!" : "good"), std::pair("worse", "bad")}) {
            const std::size_t at = document.text().find(word);
            if (at == std::string_view::npos) continue;
            const auto begin = static_cast<std::uint32_t>(at);
            const auto range =
                text::make_range(begin, begin + static_cast<std::uint32_t>(std::string_view(word).size()));
            Finding finding{rule(), rules::Severity::warning, path, document, range, "a word", {}, {}};
            finding.fixes.push_back({"Better", safety, {{path, {range, better}}}});
            result.findings.push_back(finding);
        }
        sort_findings(result.findings);
    }
};

Finding finding_with(std::vector<rules::Fix> fixes) {
    Finding finding;
    finding.rule = rule();
    finding.path = "/a";
    finding.fixes = std::move(fixes);
    return finding;
}

rules::Fix fix_at(std::uint32_t begin, std::uint32_t end, std::string path = "/a",
                  rules::Safety safety = rules::Safety::safe) {
    return {"Fix", safety, {{std::move(path), {text::make_range(begin, end), "x"}}}};
}

std::optional<text::Document> ten_bytes(const std::string&) {
    return text::Document("0123456789");
}

std::string slurp(const std::string& path) {
    return read_file(path).value_or("unreadable");
}

std::string random_text(std::mt19937& random, bool crlf) {
    std::string text;
    for (auto i = random() % 30; i > 0; --i) {
        text += std::string(random() % 3, 'x') + std::to_string(random() % 4);
        if (i > 1 || random() % 2 == 0) text += crlf ? "\r\n" : "\n";
    }
    return text;
}

std::string run_captured(const CheckCommand& command, CheckEngine& engine, const std::string& base,
                         int& code) {
    std::FILE* const out = std::tmpfile();
    std::FILE* const err = std::tmpfile();
    Surroundings surroundings;
    surroundings.working_directory = base;
    surroundings.out = out;
    surroundings.err = err;
    code = run_check(command, engine, nullptr, surroundings);
    std::string text;
    for (std::FILE* file : {out, err}) {
        std::rewind(file);
        for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file))
            text += static_cast<char>(c);
        std::fclose(file);
        if (file == out) text += "---\n";
    }
    return text;
}

} // namespace

TEST_CASE("only safe fixes are chosen unless unsafe ones are asked for") {
    CheckResult result;
    result.findings = {finding_with({fix_at(0, 1, "/a", rules::Safety::unsafe)})};
    CHECK(choose_fixes(result, false, ten_bytes).chosen == 0);
    CHECK(choose_fixes(result, true, ten_bytes).chosen == 1);
}

TEST_CASE("display-only fixes are never chosen") {
    CheckResult result;
    result.findings = {finding_with({fix_at(0, 1, "/a", rules::Safety::display_only)})};
    CHECK(choose_fixes(result, true, ten_bytes).chosen == 0);
}

TEST_CASE("the first fix that applies is taken, and only one for each finding") {
    CheckResult result;
    result.findings = {finding_with({fix_at(5, 6, "/a", rules::Safety::unsafe), fix_at(0, 1), fix_at(3, 4)})};
    const rules::FixPlan plan = choose_fixes(result, false, ten_bytes);
    REQUIRE(plan.edits.at("/a").size() == 1);
    CHECK(plan.edits.at("/a")[0].range == text::make_range(0, 1));
}

TEST_CASE("a fix that touches a chosen one is left out whole, in all its files") {
    rules::Fix both = fix_at(2, 4);
    both.edits.push_back({"/b", {text::make_range(0, 1), "x"}});
    CheckResult result;
    result.findings = {finding_with({fix_at(1, 2)}), finding_with({both}), finding_with({fix_at(6, 7)})};
    const rules::FixPlan plan = choose_fixes(result, false, ten_bytes);
    CHECK(plan.chosen == 2);
    CHECK(plan.edits.count("/b") == 0);
}

TEST_CASE("a fix that reaches past the text, or overlaps itself, is left out") {
    rules::Fix twice = fix_at(0, 4);
    twice.edits.push_back({"/a", {text::make_range(2, 6), "y"}});
    CheckResult result;
    result.findings = {finding_with({fix_at(9, 11)}), finding_with({twice})};
    CHECK(choose_fixes(result, false, ten_bytes).chosen == 0);
}

TEST_CASE("line feeds a fix inserts become CRLF in a CRLF file") {
    CHECK(apply_edits(text::Document("a\r\nb"), {{text::make_range(0, 0), "x\ny\r\n"}}) ==
          "x\r\ny\r\na\r\nb");
    CHECK(apply_edits(text::Document("a\nb"), {{text::make_range(0, 0), "x\n"}}) == "x\na\nb");
}

TEST_CASE("fixing goes on until nothing is left to fix") {
    WordEngine engine;
    engine.files["/a"] = text::Document("worse worse");
    const FixOutcome outcome = fix_all(engine, false);
    CHECK(outcome.changes.at("/a").after.text() == "good good");
    CHECK(outcome.changes.at("/a").before.text() == "worse worse");
    CHECK(outcome.remaining.findings.empty());
    CHECK(outcome.settled);
}

TEST_CASE("fixes that undo each other end after ten rounds") {
    WordEngine engine;
    engine.endless = true;
    engine.files["/a"] = text::Document("bad");
    const FixOutcome outcome = fix_all(engine, false);
    CHECK_FALSE(outcome.settled);
    CHECK(outcome.applied == 10);
}

TEST_CASE("a file is replaced only when it holds what was read") {
    const Folder folder;
    REQUIRE(write_file(folder / "a.py", "new"));
    const auto done = replace_file(folder / "a.py", "old", "fixed");
    REQUIRE_FALSE(done);
    CHECK(done.error().find("was changed while it was being checked") != std::string::npos);
    CHECK(slurp(folder / "a.py") == "new");
}

TEST_CASE("replacing keeps mode bits, links and the byte order mark, and leaves nothing behind") {
    const Folder folder;
    REQUIRE(write_file(folder / "a.py", "\xEF\xBB\xBFold"));
    ::chmod((folder / "a.py").c_str(), 0750);
    fs::create_symlink("a.py", folder / "link.py");
    REQUIRE(replace_file(folder / "link.py", "old", "fixed"));
    CHECK(slurp(folder / "a.py") == "\xEF\xBB\xBF"
                                    "fixed");
    CHECK(fs::is_symlink(folder / "link.py"));
    CHECK((fs::status(folder / "a.py").permissions() & fs::perms::all) == static_cast<fs::perms>(0750));
    CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 2);
}

TEST_CASE("a missing file is a message, not a new file") {
    const Folder folder;
    CHECK_FALSE(replace_file(folder / "none.py", "", "x"));
    CHECK_FALSE(fs::exists(folder / "none.py"));
    CHECK_FALSE(write_file(folder / "none/a", "x"));
}

TEST_CASE("a diff has three lines of context and says where a line feed is missing") {
    CHECK(unified_diff("a.py", "1\n2\n3\n4\n5\n6", "1\n2\n3\n4\nfive\n6\n") ==
          "--- a/a.py\n+++ b/a.py\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n-6\n\\ No newline at end of "
          "file\n+five\n+6\n");
    CHECK(unified_diff("a.py", "x", "x").empty());
    CHECK(unified_diff("a b.py", "", "x\n") == "--- a/a b.py\t\n+++ b/a b.py\t\n@@ -0,0 +1 @@\n+x\n");
    CHECK(unified_diff("\xC3\xA9.py", "x\n", "").starts_with("--- \"a/\\303\\251.py\"\n"));
}

TEST_CASE("texts that differ everywhere are diffed in bounded time") {
    std::string before, after;
    for (int i = 0; i < 20000; ++i) {
        before += "a" + std::to_string(i) + "\n";
        after += "b" + std::to_string(i) + "\n";
    }
    CHECK(unified_diff("a", before, after).starts_with("--- a/a\n+++ b/a\n@@ -1,20000 +1,20000 @@\n"));
}

TEST_CASE("git apply turns the old text into the new one") {
    const Folder folder;
    std::mt19937 random(7);
    for (int round = 0; round < 60; ++round) {
        const std::string before = random_text(random, round % 3 == 0),
                          after = random_text(random, round % 3 == 0);
        if (before.empty() || after.empty() || before == after) continue;
        REQUIRE(write_file(folder / "a b.py", before));
        REQUIRE(write_file(folder / "diff", unified_diff("a b.py", before, after)));
        const std::string command =
            "cd '" + folder.path() + "' && git apply --whitespace=nowarn diff 2>error";
        CAPTURE(slurp(folder / "diff"));
        REQUIRE(std::system(command.c_str()) == 0);
        CHECK(slurp(folder / "a b.py") == after);
    }
}

TEST_CASE("check --fix writes the file and reports what is left") {
    const Folder folder;
    WordEngine engine;
    REQUIRE(write_file(folder / "a.py", "bad"));
    engine.files[folder / "a.py"] = text::Document("bad");
    CheckCommand command;
    command.fix = true;
    int code = -1;
    const std::string said = run_captured(command, engine, folder.path(), code);
    CHECK(code == 0);
    CHECK(said == "note: 1 finding fixed in 1 file\nno findings (1 file checked)\n---\n");
    CHECK(slurp(folder / "a.py") == "good");
}

TEST_CASE("check --fix leaves a file alone that changed meanwhile, and exits with 2") {
    const Folder folder;
    WordEngine engine;
    REQUIRE(write_file(folder / "a.py", "bad, edited"));
    engine.files[folder / "a.py"] = text::Document("bad");
    CheckCommand command;
    command.fix = true;
    int code = -1;
    const std::string said = run_captured(command, engine, folder.path(), code);
    CHECK(code == 2);
    CHECK(said.find("1 warning in 1 file") != std::string::npos);
    CHECK(said.find("was changed while it was being checked") != std::string::npos);
    CHECK(slurp(folder / "a.py") == "bad, edited");
}

TEST_CASE("check --diff prints a diff and writes nothing") {
    const Folder folder;
    WordEngine engine;
    REQUIRE(write_file(folder / "a.py", "bad\n"));
    engine.files[folder / "a.py"] = text::Document("bad\n");
    CheckCommand command;
    command.diff = true;
    int code = -1;
    CHECK(run_captured(command, engine, folder.path(), code) ==
          "--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-bad\n+good\n---\n");
    CHECK(code == 1);
    CHECK(slurp(folder / "a.py") == "bad\n");
}

TEST_CASE("fixing standard input prints the fixed text, and the report on standard error") {
    WordEngine engine;
    engine.files["/p/a.py"] = text::Document("bad\n");
    CheckCommand command;
    command.fix = true;
    command.stdin_filename = "a.py";
    int code = -1;
    CHECK(run_captured(command, engine, "/p", code).starts_with("good\n---\nnote: 1 finding fixed"));
    CHECK(code == 0);
}
