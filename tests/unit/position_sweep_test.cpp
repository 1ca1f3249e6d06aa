#include "analysis/answers/completion.hpp"
#include "analysis/answers/hover.hpp"
#include "analysis/answers/sdk_place.hpp"
#include "analysis/answers/signature_help.hpp"
#include "analysis/python/extract.hpp"
#include "analysis/workspace/index.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

using namespace modal_lsp;

namespace {

const std::filesystem::path kSource = MODAL_LSP_SOURCE_DIR;

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The Python files below a folder, in an index, by path relative to the folder.
workspace::WorkspaceIndex indexed(const std::filesystem::path& folder) {
    std::map<std::string, std::string> texts;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".py")
            texts.emplace(entry.path().generic_string(), read(entry.path()));
    workspace::WorkspaceIndex index;
    index.set_roots({folder.generic_string()});
    for (const auto& [path, text] : texts)
        (void)index.add_path(path);
    for (auto& [path, text] : texts) {
        const text::Document document(text);
        auto facts =
            std::make_shared<const python::ModuleFacts>(python::extract(syntax::SyntaxTree::parse(document)));
        index.put({.path = path, .document = document, .facts = std::move(facts)});
    }
    index.set_complete(true);
    while (!index.commit().unread.empty()) {
    }
    return index;
}

/// Asks everything at each byte of a file.
void sweep(const workspace::Snapshot& snapshot, const workspace::File& file) {
    const auto size = static_cast<std::uint32_t>(file.document.text().size());
    for (std::uint32_t i = 0; i <= size; ++i) {
        const text::ByteOffset at{i};
        if (const auto hover = answers::hover(snapshot, file.id, at)) {
            REQUIRE(hover->range.begin <= at);
            REQUIRE(at <= hover->range.end);
            REQUIRE(!hover->plain.empty());
        }
        const auto completion = answers::completion(snapshot, file.id, at);
        REQUIRE(completion.items.size() <= answers::kMaxCompletions);
        for (const auto& item : completion.items)
            REQUIRE(item.edit.range.end.value <= size);
        if (const auto help = answers::signature_help(snapshot, file.id, at))
            for (const auto& parameter : help->parameters)
                REQUIRE(parameter.end <= help->label.size());
    }
}

/// One line for each name of the SDK in a file: where, as what.
std::string sdk_names(const workspace::Snapshot& snapshot, const workspace::File& file,
                      const std::string& shown) {
    std::string out;
    const std::string_view text = file.document.text();
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        const text::ByteRange word = answers::word_around(text, {i});
        if (word.empty() || word.begin.value != i) continue;
        const auto name = answers::sdk_name_at(snapshot, file.id, {i});
        if (!name) continue;
        const auto place = file.document.lines().position({i}, text::Encoding::utf8);
        out += fmt::format("{}:{}:{} {} = {}{}\n", shown, place.line + 1, place.column + 1,
                           text.substr(i, word.size()), name->is_object ? "an object of " : "", name->path);
    }
    return out;
}

} // namespace

TEST_CASE("at every place of the sample projects an answer is about that place") {
    for (const auto& entry : std::filesystem::directory_iterator(kSource / "tests/projects")) {
        if (!entry.is_directory()) continue;
        const auto index = indexed(entry.path());
        for (const auto& file : index.snapshot().files())
            if (file) sweep(index.snapshot(), *file);
    }
}

TEST_CASE("every name of the sample workspace is the right part of the SDK") {
    const std::filesystem::path folder = kSource / "tests/workspaces/shop";
    const auto index = indexed(folder);
    std::map<std::string, const workspace::File*> files;
    for (const auto& file : index.snapshot().files())
        if (file)
            files.emplace(std::filesystem::path(file->path).lexically_relative(folder).generic_string(),
                          file.get());
    std::string actual;
    for (const auto& [shown, file] : files) {
        sweep(index.snapshot(), *file);
        actual += sdk_names(index.snapshot(), *file, shown);
    }
    const std::filesystem::path golden = kSource / "tests/golden/sdk_names.txt";
    if (std::getenv("MODAL_LSP_UPDATE") != nullptr) std::ofstream(golden, std::ios::binary) << actual;
    INFO("run the tests with MODAL_LSP_UPDATE=1 to rewrite it");
    CHECK(read(golden) == actual);
}
