#include "analysis/syntax/tree.hpp"
#include "analysis/workspace/discover.hpp"
#include "analysis/workspace/index.hpp"
#include "server/disk.hpp"
#include "server/module_reader.hpp"
#include "server/pool.hpp"
#include "tests/bench/measure.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace modal_lsp::bench {
namespace {

constexpr std::uint64_t kLimitBytes = 4ULL << 20U;
constexpr int kRounds = 5;

struct Output {
    double first = 0, second = 0;
};

/// Runs a command and reads two numbers off its output.
Output run(const std::string& command) {
    Output output;
    std::FILE* const pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return output;
    if (std::fscanf(pipe, "%lf %lf", &output.first, &output.second) < 1) output = {};
    pclose(pipe);
    return output;
}

/// Reads and parses what mentions Modal, and nothing else: the floor under every index.
double parse_alone(const std::string& folder, unsigned threads) {
    const server::Disk disk;
    const auto found = workspace::discover(disk, folder, {});
    std::vector<text::Document> documents;
    for (const std::string& path : found.python_files)
        if (auto text = disk.read(path, kLimitBytes); text && text->find("modal") != std::string::npos)
            documents.emplace_back(*std::move(text));
    server::Pool pool(threads - 1);
    return milliseconds([&] {
        pool.for_each(documents.size(),
                      [&](std::size_t i) { (void)syntax::SyntaxTree::parse(documents[i]); });
    });
}

} // namespace

double resident_mb(const std::string& process) {
    std::ifstream statm("/proc/" + process + "/statm");
    std::size_t size_pages = 0, resident_pages = 0;
    statm >> size_pages >> resident_pages;
    return static_cast<double>(resident_pages) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

int index_once(const std::string& folder, unsigned threads) {
    const server::Disk disk;
    workspace::WorkspaceIndex index;
    const double taken = milliseconds([&] {
        server::Pool pool(threads - 1);
        const auto found = workspace::discover(disk, folder, {});
        index.set_roots({folder});
        const auto paths = workspace::files_to_read(found);
        index.add_paths(paths);
        std::vector<server::ReadModule> modules(paths.size());
        pool.for_each(modules.size(), [&](std::size_t i) {
            modules[i] = server::read_module(disk, paths[i], kLimitBytes, false);
        });
        for (server::ReadModule& module : modules)
            if (module.facts)
                index.put({.path = module.path,
                           .document = module.document,
                           .facts = module.facts,
                           .commands = module.commands});
        index.set_complete(true);
        (void)index.commit();
    });
    fmt::print("{} {}\n", taken, resident_mb("self"));
    return 0;
}

void measure_indexing(Table& table, const std::string& folder) {
    const unsigned threads = server::Pool::default_threads();
    const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
    std::vector<double> ripgrep, parse, index, check, resident;
    const bool has_ripgrep = std::system("command -v rg > /dev/null 2>&1") == 0;
    for (int i = 0; i < kRounds; ++i) {
        if (has_ripgrep)
            ripgrep.push_back(milliseconds([&] {
                (void)std::system(fmt::format("rg -j{} -l modal '{}' > /dev/null", threads, folder).c_str());
            }));
        parse.push_back(parse_alone(folder, threads));
        const Output once = run(fmt::format("'{}' --index-once '{}' {}", self, folder, threads));
        index.push_back(once.first);
        resident.push_back(once.second);
        check.push_back(milliseconds([&] {
            (void)std::system(fmt::format("'{}' check --quiet --exit-zero --select all '{}' > /dev/null 2>&1",
                                          MODAL_LSP_BINARY, folder)
                                  .c_str());
        }));
    }
    table.heading(fmt::format("the workspace, from a warm disk cache, {} threads", threads));
    if (has_ripgrep) table.add("rg -l modal", "ms", ripgrep);
    table.add("parse of what mentions modal", "ms", parse, "rg -l modal");
    table.add("index: walk, read, parse, commit", "ms", index, "rg -l modal");
    table.add("index again, beside the parse", "ms", index, "parse of what mentions modal");
    table.add("modal-lsp check, all rules", "ms", check, "parse of what mentions modal");
    table.add("resident after indexing", "MB", resident);
}

} // namespace modal_lsp::bench
