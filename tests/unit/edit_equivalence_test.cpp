// Whatever was typed to get there, the server must say of a text what it would say of a file just opened.
// Random edit scripts are applied step by step; after each, what came about by increments is compared with a
// fresh start.
#include "analysis/python/extract.hpp"
#include "analysis/rules/run.hpp"
#include "analysis/syntax/tree.hpp"
#include "analysis/workspace/index.hpp"
#include "tests/support/random_edits.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace modal_lsp;

namespace {

constexpr std::uint64_t kScripts = 5500;
constexpr int kStepsPerScript = 6;
/// Longer scripts for the workspace, where each step is dearer.
constexpr std::uint64_t kWorkspaceScripts = 20;
constexpr int kStepsPerWorkspaceScript = 30;
/// More than what is parsed anew whenever it is broken.
constexpr std::size_t kLargeBytes = 20'000;
constexpr std::uint64_t kLargeScripts = 30;
/// The start of each sample is enough, and quick.
constexpr std::size_t kStartBytes = 300;

struct Sample {
    std::string path, text;
};

std::vector<Sample> samples() {
    const std::filesystem::path shop = std::filesystem::path(MODAL_LSP_SOURCE_DIR) / "tests/workspaces/shop";
    std::vector<Sample> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(shop)) {
        if (entry.path().extension() != ".py") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        found.push_back({entry.path().generic_string(), {std::istreambuf_iterator<char>(file), {}}});
    }
    std::ranges::sort(found, {}, &Sample::path);
    return found;
}

std::vector<std::string> texts_of(const std::vector<Sample>& from) {
    std::vector<std::string> texts;
    for (const Sample& sample : from)
        texts.push_back(sample.text);
    return texts;
}

std::string with_line_ends(const std::string& text, std::string_view line_end) {
    std::string out;
    for (const char c : text)
        c == '\n' ? out.append(line_end) : out.append(1, c);
    return out;
}

std::string_view line_end_of(std::uint64_t seed) {
    if (seed % 5 == 0) return "\r\n";
    return seed % 23 == 0 ? "\r" : "\n";
}

/// MODAL_LSP_SEED=n runs that script alone: to look into a failure.
std::optional<std::uint64_t> only_seed() {
    const char* const told = std::getenv("MODAL_LSP_SEED");
    return told == nullptr ? std::nullopt : std::optional<std::uint64_t>(std::strtoull(told, nullptr, 10));
}

/// Calls `script(seed)` for each seed below `count`.
template <class Script> void run_scripts(std::uint64_t count, Script&& script) {
    if (const auto seed = only_seed()) return script(*seed);
    for (std::uint64_t seed = 0; seed < count; ++seed)
        script(seed);
}

python::ModuleFacts facts_of(const text::Document& document) {
    return python::extract(syntax::SyntaxTree::parse(document));
}

/// The files that are edited together, each with the tree that follows its edits.
struct OpenFile {
    std::string path;
    testing::RandomEditor editor;
    syntax::SyntaxTree tree;
};

void put(workspace::WorkspaceIndex& index, const std::string& path, const text::Document& document,
         python::ModuleFacts facts) {
    index.put({.path = path,
               .document = document,
               .facts = std::make_shared<const python::ModuleFacts>(std::move(facts)),
               .config = nullptr,
               .not_analyzed = {},
               .open = true});
}

/// Reads what the index finds it needs, until it needs nothing more: here every file is there already.
void settle(workspace::WorkspaceIndex& index) {
    index.set_complete(true);
    (void)index.commit();
}

workspace::WorkspaceIndex fresh_index(const std::vector<OpenFile>& files) {
    workspace::WorkspaceIndex index;
    for (const OpenFile& file : files)
        put(index, file.path, file.editor.document(), facts_of(file.editor.document()));
    settle(index);
    return index;
}

void check_same(const workspace::Snapshot& incremental, const workspace::Snapshot& fresh) {
    REQUIRE(incremental.files().size() == fresh.files().size());
    CHECK((incremental.apps() == fresh.apps()));
    for (std::size_t i = 0; i < fresh.files().size(); ++i) {
        const workspace::File& a = *incremental.files()[i];
        const workspace::File& b = *fresh.files()[i];
        CAPTURE(a.path);
        REQUIRE(a.path == b.path);
        CHECK((*a.facts == *b.facts));
        CHECK((*a.model == *b.model));
        CHECK((rules::run(incremental, a) == rules::run(fresh, b)));
    }
}

} // namespace

TEST_CASE("after any edits the tree and the facts are those of the text alone") {
    const auto all = samples();
    REQUIRE(all.size() > 10);
    std::size_t edits = 0;
    run_scripts(kScripts, [&](std::uint64_t seed) {
        CAPTURE(seed);
        const std::string start = all[seed % all.size()].text.substr(0, kStartBytes);
        testing::RandomEditor editor(seed, text::Document(with_line_ends(start, line_end_of(seed))),
                                     texts_of(all));
        auto tree = syntax::SyntaxTree::parse(editor.document());
        for (int step = 0; step < kStepsPerScript; ++step) {
            const testing::EditBatch batch = editor.next();
            edits += batch.edits.size();
            tree = tree.reparse(batch.after);
            const auto fresh = syntax::SyntaxTree::parse(batch.after);
            CAPTURE(step);
            REQUIRE((tree.dump() == fresh.dump()));
            REQUIRE((python::extract(tree) == python::extract(fresh)));
        }
    });
    if (!only_seed()) CHECK(edits > 100'000);
}

TEST_CASE("after edits of a large file the tree is that of the text alone") {
    const auto all = samples();
    std::string large;
    while (large.size() < kLargeBytes)
        for (const Sample& sample : all)
            large += sample.text;
    run_scripts(kLargeScripts, [&](std::uint64_t seed) {
        CAPTURE(seed);
        testing::RandomEditor editor(seed, text::Document(large), texts_of(all));
        auto tree = syntax::SyntaxTree::parse(editor.document());
        for (int step = 0; step < kStepsPerScript; ++step) {
            const testing::EditBatch batch = editor.next();
            tree = tree.reparse(batch.after);
            CAPTURE(step);
            REQUIRE((tree.dump() == syntax::SyntaxTree::parse(batch.after).dump()));
        }
    });
}

TEST_CASE("after any edits the models, the apps and the diagnostics are those of the texts alone") {
    const auto all = samples();
    run_scripts(kWorkspaceScripts, [&](std::uint64_t seed) {
        CAPTURE(seed);
        workspace::WorkspaceIndex index;
        std::vector<OpenFile> files;
        for (const Sample& sample : all) {
            const text::Document document(with_line_ends(sample.text, line_end_of(seed)));
            auto tree = syntax::SyntaxTree::parse(document);
            put(index, sample.path, document, python::extract(tree));
            files.push_back(
                {sample.path, testing::RandomEditor(seed, document, texts_of(all)), std::move(tree)});
        }
        settle(index);
        for (int step = 0; step < kStepsPerWorkspaceScript; ++step) {
            CAPTURE(step);
            // Several files in turn, and the same one for a while.
            OpenFile& file = files[(seed + static_cast<std::uint64_t>(step / 4)) % files.size()];
            const testing::EditBatch batch = file.editor.next();
            file.tree = file.tree.reparse(batch.after);
            put(index, file.path, batch.after, python::extract(file.tree));
            settle(index);
            check_same(index.snapshot(), fresh_index(files).snapshot());
        }
    });
}

TEST_CASE("an edit that is undone leaves what was there before") {
    const auto all = samples();
    for (const Sample& sample : all) {
        const text::Document before(sample.text);
        const auto tree = syntax::SyntaxTree::parse(before);
        const text::Edit cut{text::make_range(static_cast<std::uint32_t>(sample.text.size() / 2),
                                              static_cast<std::uint32_t>(sample.text.size())),
                             "x = \"\"\""};
        const text::Document broken = before.edited(cut);
        const auto broken_tree = tree.reparse(broken);
        const text::Edit undo{
            text::make_range(cut.range.begin.value, static_cast<std::uint32_t>(broken.text().size())),
            sample.text.substr(cut.range.begin.value)};
        const auto restored = broken_tree.reparse(broken.edited(undo));
        CHECK_MESSAGE(restored.dump() == tree.dump(), sample.path);
    }
}
