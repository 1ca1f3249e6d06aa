#include "analysis/answers/completion.hpp"
#include "analysis/answers/definition.hpp"
#include "analysis/answers/hover.hpp"
#include "analysis/python/extract.hpp"
#include "analysis/rules/run.hpp"
#include "analysis/syntax/tree.hpp"
#include "analysis/workspace/index.hpp"
#include "analysis/workspace/prefilter.hpp"
#include "tests/bench/generate.hpp"
#include "tests/bench/measure.hpp"

#include <fmt/format.h>

#include <memory>
#include <string_view>
#include <utility>

namespace modal_lsp::bench {
namespace {

constexpr std::string_view kRoot = "/bench";
constexpr std::string_view kOpenPath = "/bench/pkg_0/open.py";
/// Typed character by character, over and over: right and broken states in turn.
constexpr std::string_view kTyped =
    "\n\nother = modal.Function.from_name(\"app-7\", \"task_12\")\nlimit = 3  # a comment\n";
constexpr int kKeystrokes = 600;
constexpr int kQuestions = 500;
constexpr int kColdChecks = 40;

void put(workspace::WorkspaceIndex& index, std::string path, const text::Document& document,
         python::ModuleFacts facts) {
    index.put({.path = std::move(path),
               .document = document,
               .facts = std::make_shared<const python::ModuleFacts>(std::move(facts))});
}

workspace::WorkspaceIndex whole_workspace() {
    workspace::WorkspaceIndex index;
    index.set_roots({std::string(kRoot)});
    for (GeneratedFile& file : generate_workspace({})) {
        std::string path = fmt::format("{}/{}", kRoot, file.path);
        (void)index.add_path(path);
        if (!workspace::may_concern_modal(file.text)) continue;
        const text::Document document(std::move(file.text));
        put(index, std::move(path), document, python::extract(syntax::SyntaxTree::parse(document)));
    }
    index.set_complete(true);
    (void)index.commit();
    return index;
}

/// Milliseconds of each part of what a keystroke sets off.
struct Keystrokes {
    std::vector<double> document, parse, extract, commit, rules, all;
};

Keystrokes type_into(workspace::WorkspaceIndex& index, text::Document document) {
    Keystrokes times;
    auto tree = syntax::SyntaxTree::parse(document);
    std::uint32_t at = 0;
    for (int i = 0; i < kKeystrokes; ++i) {
        const std::size_t letter = static_cast<std::size_t>(i) % kTyped.size();
        // Each round of typing is somewhere else, behind a line that ends a function.
        if (letter == 0) {
            at = static_cast<std::uint32_t>(document.text().find(
                "\n\n", document.text().size() * static_cast<std::size_t>(i % 450) / 500));
        }
        const text::Edit edit{text::make_range(at, at), std::string(1, kTyped[letter])};
        ++at;
        text::Document next;
        times.document.push_back(processor_milliseconds([&] { next = document.edited(edit); }));
        times.parse.push_back(processor_milliseconds([&] { tree = tree.reparse(next); }));
        python::ModuleFacts facts;
        times.extract.push_back(processor_milliseconds([&] { facts = python::extract(tree); }));
        times.commit.push_back(processor_milliseconds([&] {
            put(index, std::string(kOpenPath), next, std::move(facts));
            (void)index.commit();
        }));
        times.rules.push_back(processor_milliseconds([&] {
            const auto& snapshot = index.snapshot();
            (void)rules::run(snapshot, *snapshot.file(kOpenPath));
        }));
        times.all.push_back(times.document.back() + times.parse.back() + times.extract.back() +
                            times.commit.back() + times.rules.back());
        document = std::move(next);
    }
    return times;
}

void measure_typing(Table& table, workspace::WorkspaceIndex& index, std::size_t lines) {
    const text::Document document(generate_modal_module(99, 5, lines));
    table.heading(fmt::format("keystroke in a Modal file of {} lines, {} KB", document.lines().line_count(),
                              document.text().size() / 1024));
    const Keystrokes times = type_into(index, document);
    const std::string parse = fmt::format("incremental parse, {} lines", lines);
    table.add(parse, "ms", times.parse);
    table.add(fmt::format("text and line index, {} lines", lines), "ms", times.document, parse);
    table.add(fmt::format("extract, {} lines", lines), "ms", times.extract, parse);
    table.add(fmt::format("put and commit, {} lines", lines), "ms", times.commit, parse);
    table.add(fmt::format("rules, {} lines", lines), "ms", times.rules, parse);
    table.add(fmt::format("all of it, {} lines", lines), "ms", times.all, parse);
}

/// Everything from the text to its findings, nothing kept from before but the other files.
void measure_cold_check(Table& table, workspace::WorkspaceIndex& index, std::size_t lines) {
    const text::Document document(generate_modal_module(98, 6, lines));
    std::vector<double> parse, check, rules;
    for (int i = 0; i < kColdChecks; ++i) {
        parse.push_back(processor_milliseconds([&] { (void)syntax::SyntaxTree::parse(document); }));
        check.push_back(processor_milliseconds([&] {
            put(index, std::string(kOpenPath), document,
                python::extract(syntax::SyntaxTree::parse(document)));
            (void)index.commit();
            (void)rules::run(index.snapshot(), *index.snapshot().file(kOpenPath));
        }));
        rules.push_back(processor_milliseconds(
            [&] { (void)rules::run(index.snapshot(), *index.snapshot().file(kOpenPath)); }));
    }
    table.heading(fmt::format("a Modal file of {} lines, cold", document.lines().line_count()));
    const std::string row = fmt::format("bare parse, {} lines", lines);
    table.add(row, "ms", parse);
    table.add(fmt::format("full check, {} lines", lines), "ms", check, row);
    table.add(fmt::format("all rules of it, {} lines", lines), "ms", rules, row);
}

void measure_answers(Table& table, const workspace::WorkspaceIndex& index) {
    const workspace::Snapshot& snapshot = index.snapshot();
    const workspace::File& file = *snapshot.file(kOpenPath);
    const std::string_view text = file.document.text();
    std::vector<double> hover, completion, definition;
    std::size_t at = 0;
    for (int i = 0; i < kQuestions; ++i) {
        at = text.find("from_name(\"", at + 1);
        if (at == std::string_view::npos) at = text.find("from_name(\"");
        const text::ByteOffset inside{
            static_cast<std::uint32_t>(at + std::string_view("from_name(\"a").size())};
        hover.push_back(processor_milliseconds([&] { (void)answers::hover(snapshot, file.id, inside); }));
        completion.push_back(
            processor_milliseconds([&] { (void)answers::completion(snapshot, file.id, inside); }));
        definition.push_back(
            processor_milliseconds([&] { (void)answers::definition(snapshot, file.id, inside); }));
    }
    table.heading("answers in a file of 10,000 lines");
    table.add("hover", "ms", hover);
    table.add("completion", "ms", completion);
    table.add("definition", "ms", definition);
}

} // namespace

void measure_in_process(Table& table) {
    workspace::WorkspaceIndex index = whole_workspace();
    measure_typing(table, index, 1'000);
    measure_typing(table, index, 10'000);
    measure_cold_check(table, index, 1'000);
    measure_answers(table, index);
}

} // namespace modal_lsp::bench
