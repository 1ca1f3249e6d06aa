#include "analysis/rules/rule.hpp"
#include "tests/support/markdown_cases.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

using namespace modal_lsp;
using namespace modal_lsp::testing;

namespace {

const std::filesystem::path kSource = MODAL_LSP_SOURCE_DIR;

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::map<std::string, std::string> texts_of(const Block& block) {
    std::map<std::string, std::string> out;
    for (const CaseFile& file : block.files)
        out[file.name] = file.text;
    return out;
}

/// Rules that a block has something to say of.
bool concerns(const Block& block, std::string_view rule) {
    return std::ranges::any_of(block.files, [&](const CaseFile& file) {
        return std::ranges::any_of(file.expected,
                                   [&](const auto& expected) { return expected.rule == rule; });
    });
}

/// Runs the blocks of one page in order. Edge cases are about the rule that their file is named after: what
/// others say of them counts only where it is expected.
void check_blocks(const std::vector<Block>& blocks, std::string_view about = {}) {
    std::map<std::string, std::string> after; // the last bad block, fixed
    for (const Block& block : blocks) {
        CAPTURE(block.title);
        const CaseProject project(block);
        auto findings = project.findings();
        if (!about.empty())
            std::erase_if(findings, [&](const auto& found) {
                return found.diagnostic.rule->name != about && !concerns(block, found.diagnostic.rule->name);
            });
        CHECK(differences(block, findings) == "");
        if (block.kind == BlockKind::fixed) CHECK(texts_of(block) == after);
        const bool expects =
            std::ranges::any_of(block.files, [](const CaseFile& f) { return !f.expected.empty(); });
        CHECK(expects == (block.kind == BlockKind::bad || block.still_bad));
        if (block.kind == BlockKind::bad) after = project.fixed(findings);
        if (block.no_fix) CHECK(after == texts_of(block));
    }
}

std::size_t count(const std::vector<Block>& blocks, BlockKind kind) {
    return static_cast<std::size_t>(std::ranges::count(blocks, kind, &Block::kind));
}

bool is_kebab_case(std::string_view name) {
    const auto fits = [](char c) { return c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !name.empty() && std::ranges::all_of(name, fits) && name.front() != '-' && name.back() != '-' &&
           name.find("--") == std::string_view::npos;
}

} // namespace

TEST_CASE("the examples of every rule's page behave as the page says") {
    for (const rules::Rule* rule : rules::catalogue()) {
        CAPTURE(rule->name);
        check_blocks(read_blocks(rule->page));
    }
}

TEST_CASE("every rule with a check shows a bad and a good example") {
    for (const rules::Rule* rule : rules::catalogue()) {
        if (rule->check == nullptr) continue;
        CAPTURE(rule->name);
        const auto blocks = read_blocks(rule->page);
        CHECK(count(blocks, BlockKind::bad) >= 1);
        CHECK(count(blocks, BlockKind::good) >= 1);
    }
}

TEST_CASE("the edge cases of the rules hold") {
    std::size_t blocks = 0;
    for (const auto& entry : std::filesystem::directory_iterator(kSource / "tests/rules")) {
        if (entry.path().extension() != ".md") continue;
        CAPTURE(entry.path().filename().string());
        const auto cases = read_blocks(read(entry.path()));
        check_blocks(cases, entry.path().stem().string());
        blocks += cases.size();
    }
    CHECK(blocks > 50);
}

TEST_CASE("every file of edge cases is named after a rule") {
    for (const auto& entry : std::filesystem::directory_iterator(kSource / "tests/rules"))
        CHECK_MESSAGE(rules::find_rule(entry.path().stem().string()) != nullptr, entry.path().string());
}

TEST_CASE("a rule's name is that of its file, in kebab case") {
    for (const rules::Rule* rule : rules::catalogue()) {
        CAPTURE(rule->name);
        CHECK(is_kebab_case(rule->name));
        std::string file(rule->name);
        std::ranges::replace(file, '-', '_');
        CHECK(std::filesystem::exists(kSource / "analysis/rules" / (file + ".cpp")));
    }
}

TEST_CASE("rule codes are MDL and three digits, and no two are equal") {
    std::set<std::string_view> seen;
    for (const rules::Rule* rule : rules::catalogue()) {
        CAPTURE(rule->name);
        const bool shaped =
            rule->code.size() == 6 && rule->code.starts_with("MDL") &&
            std::ranges::all_of(rule->code.substr(3), [](char c) { return c >= '0' && c <= '9'; });
        CHECK(shaped);
        CHECK(seen.insert(rule->code).second);
    }
}

TEST_CASE("every rule's page says why and what it does not see") {
    for (const rules::Rule* rule : rules::catalogue()) {
        CAPTURE(rule->name);
        CHECK(rule->page.find("\n## Why\n") != std::string_view::npos);
        CHECK(rule->page.find("\n## Known limits\n") != std::string_view::npos);
        CHECK(!rule->since.empty());
        CHECK(rule->docs_url.starts_with("https://modal.com/docs/"));
    }
}

TEST_CASE("a fix needs a section of its own on the page") {
    for (const rules::Rule* rule : rules::catalogue()) {
        CAPTURE(rule->name);
        if (count(read_blocks(rule->page), BlockKind::fixed) > 0)
            CHECK(rule->page.find("\n## Fix\n") != std::string_view::npos);
    }
}
