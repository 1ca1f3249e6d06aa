// Several files at once: models, apps, rules and answers come to an end without a crash, and the same way a
// second time.
#include "analysis/answers/completion.hpp"
#include "analysis/answers/definition.hpp"
#include "analysis/answers/hover.hpp"
#include "analysis/answers/references.hpp"
#include "analysis/answers/symbols.hpp"
#include "analysis/python/extract.hpp"
#include "analysis/rules/run.hpp"
#include "analysis/syntax/tree.hpp"
#include "analysis/workspace/index.hpp"
#include "tests/fuzz/input.hpp"

#include <memory>
#include <string>

using namespace modal_lsp;

namespace {

constexpr std::size_t kMaxFiles = 6;
constexpr std::uint32_t kQuestions = 12;
/// Starts each file but the first; its first line is the file's path.
constexpr std::string_view kSeparator = "# file: ";

struct Source {
    std::string path;
    text::Document document;
};

std::vector<Source> sources_of(fuzz::Input input) {
    std::vector<Source> sources;
    while (!input.empty() && sources.size() < kMaxFiles) {
        const std::string_view file = input.until(kSeparator);
        const std::size_t line = std::min(file.find('\n'), file.size());
        std::string path = "/w/";
        for (const char c : file.substr(0, std::min<std::size_t>(line, 40)))
            if ((c >= 'a' && c <= 'z') || c == '_' || (c == '/' && path.back() != '/')) path.push_back(c);
        sources.push_back({path + ".py", text::Document(std::string(file.substr(line)))});
    }
    return sources;
}

void put(workspace::WorkspaceIndex& index, const Source& source) {
    auto facts = std::make_shared<const python::ModuleFacts>(
        python::extract(syntax::SyntaxTree::parse(source.document)));
    index.put({.path = source.path, .document = source.document, .facts = std::move(facts)});
}

/// Asks about places all over a file.
void ask(const workspace::Snapshot& snapshot, const workspace::File& file) {
    const auto size = static_cast<std::uint32_t>(file.document.text().size());
    const std::uint32_t step = size / kQuestions + 1;
    for (std::uint32_t at = size % step; at <= size; at += step) {
        if (const auto hover = answers::hover(snapshot, file.id, {at}))
            fuzz::require(hover->range.end.value <= size, "a hover is inside of its file");
        const auto completion = answers::completion(snapshot, file.id, {at});
        fuzz::require(completion.items.size() <= answers::kMaxCompletions, "completions are bounded");
        for (const answers::Link& link : answers::definition(snapshot, file.id, {at}))
            fuzz::require(link.full.encloses(link.selection), "a name is inside of its definition");
        (void)answers::references(snapshot, file.id, {at}, true);
    }
    (void)answers::document_symbols(snapshot, file.id);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto sources = sources_of(fuzz::Input(data, size));
    workspace::WorkspaceIndex index;
    index.set_roots({"/w"});
    index.set_complete(true);
    for (const Source& source : sources)
        put(index, source);
    (void)index.commit();
    const workspace::Snapshot before = index.snapshot();
    for (const auto& file : before.files()) {
        if (!file) continue;
        ask(before, *file);
        for (const auto& diagnostic : rules::run(before, *file))
            fuzz::require(diagnostic.range.begin <= diagnostic.range.end &&
                              diagnostic.range.end.value <= file->document.text().size(),
                          "a diagnostic is inside of its file");
    }
    for (const Source& source : sources)
        put(index, source);
    (void)index.commit();
    fuzz::require(before.apps() == index.snapshot().apps(), "the same files give the same apps");
    return 0;
}
