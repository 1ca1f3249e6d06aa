#pragma once
#include "analysis/commands/command_facts.hpp"
#include "analysis/python/facts.hpp"
#include "analysis/syntax/tree.hpp"
#include "analysis/text/document.hpp"
#include "analysis/workspace/io.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace modal_lsp::server {

/// What became of reading one file.
struct ReadModule {
    std::string path;
    bool readable = false;                            ///< false: gone, or not a file; `not_analyzed` says why
    bool concerns_modal = false;                      ///< false: not parsed, `facts` is null
    std::uint64_t hash = 0;                           ///< of the bytes
    text::Document document;                          ///< empty when not parsed
    std::shared_ptr<const python::ModuleFacts> facts; ///< of nothing for a script
    std::shared_ptr<const commands::CommandFacts> commands;
    std::string not_analyzed; ///< a sentence for people; empty when all is well
};

/// Reads a file and, if it may concern Modal or `always` says so, its facts. Pure but for the file system:
/// for any thread.
[[nodiscard]] ReadModule read_module(const workspace::FileSystem& files, const std::string& path,
                                     std::uint64_t limit_bytes, bool always);

/// Facts of a text that an editor or the command line gives; never null. `not_analyzed` is filled in when a
/// limit was hit.
struct ParsedModule {
    std::shared_ptr<const python::ModuleFacts> facts;
    std::shared_ptr<const commands::CommandFacts> commands = nullptr; ///< only of a file: see parse_file
    std::string not_analyzed;
};

/// From a tree that is there already; without command lines.
[[nodiscard]] ParsedModule parse_module(const syntax::SyntaxTree& tree);
/// Why a text is not parsed at all; empty when it is.
[[nodiscard]] std::string refusal(std::string_view text, std::uint64_t limit_bytes);

/// Of a text by its path: facts of Python, or for a script those of nothing, and the command lines.
[[nodiscard]] ParsedModule parse_file(const std::string& path, const text::Document& document,
                                      std::uint64_t limit_bytes);

/// The command lines in a text, by its path.
[[nodiscard]] std::shared_ptr<const commands::CommandFacts> read_commands(const std::string& path,
                                                                          std::string_view text);

/// True for paths of scripts, workflows and the like.
[[nodiscard]] bool is_command_file(std::string_view path);

/// Facts of nothing, for texts that are not parsed.
[[nodiscard]] std::shared_ptr<const python::ModuleFacts> no_facts();

/// "larger than 4096 KB" as the file-not-analyzed rule words it.
[[nodiscard]] std::string too_large(std::uint64_t size_bytes, std::uint64_t limit_bytes);

} // namespace modal_lsp::server
