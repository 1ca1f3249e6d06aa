#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// Synthetic projects to measure on. The same seed gives the same bytes from one compiler.
namespace modal_lsp::bench {

struct GeneratedFile {
    std::string path; ///< relative, with '/'
    std::string text;
};

struct WorkspaceShape {
    std::uint64_t seed = 1;
    std::size_t files = 10'000;
    std::size_t modal_files = 1'000; ///< of those, how many mention Modal
    std::size_t scripts = 500;       ///< besides, each with a few command lines
};

/// Files of packages of 40; the sizes are log-normal as in real projects: Modal files have 6.5 KB in the
/// median and 106 KB at p99, the others 3 KB in the median.
[[nodiscard]] std::vector<GeneratedFile> generate_workspace(const WorkspaceShape& shape);

/// A module of about so many lines that defines an app "app-<number>" and looks others up.
[[nodiscard]] std::string generate_modal_module(std::uint64_t seed, std::size_t number, std::size_t lines);

} // namespace modal_lsp::bench
