#pragma once
#include "analysis/config.hpp"
#include "analysis/rules/rule.hpp"
#include "analysis/workspace/index.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Rule cases in Markdown, as rule pages and tests/rules/*.md have them.
///
/// A block fenced by ~~~ or ``` and marked `python bad`, `python fixed` or `python good` is a small project.
/// A line
/// `# file: other.py` starts another file; what stands before the first is main.py. `# error: [rule-name]
/// part of the message` at a line's end is cut off before the text is analysed, and demands a diagnostic on
/// that line; `# warning:`,
/// `# info:` and `# hint:` demand the severity as well. Behind the mark may follow `external-apps=a,b`,
/// `ignore=rule`, `incomplete` for a workspace that has not been read whole, `no-fix` for a bad block that
/// offers none, `live=dev:app/shop,secret/stripe;prod:app/shop` for what is at Modal (the profile works in
/// the first environment), and `still-bad` for a fixed block in which something is left to report. Blocks
/// marked otherwise are not run.
namespace modal_lsp::testing {

struct Expectation {
    std::uint32_t line = 0; ///< zero-based
    std::string severity;   ///< empty: any
    std::string rule;
    std::string message; ///< a part of it
};

struct CaseFile {
    std::string name; ///< relative to the project
    std::string text; ///< without the markers
    std::vector<Expectation> expected;
};

enum class BlockKind : std::uint8_t { bad, fixed, good };

struct Block {
    BlockKind kind = BlockKind::good;
    std::string title;                  ///< nearest heading, and the line of the fence
    std::string first_file = "main.py"; ///< of `sh` blocks: "deploy.sh"
    std::vector<CaseFile> files;
    Config config;
    bool complete = true, no_fix = false, still_bad = false;
};

[[nodiscard]] std::vector<Block> read_blocks(std::string_view markdown);

struct Finding {
    std::string file; ///< relative to the project
    std::uint32_t line = 0;
    rules::Diagnostic diagnostic;
};

/// A block's project, read the way the server reads one: files that do not concern Modal only when they are
/// asked for.
class CaseProject {
  public:
    explicit CaseProject(const Block& block);

    [[nodiscard]] const workspace::Snapshot& snapshot() const { return index_.snapshot(); }

    /// What all rules say of all files.
    [[nodiscard]] std::vector<Finding> findings() const;

    /// The files after the first fix of each finding; a sentence in place of a text when fixes overlap.
    [[nodiscard]] std::map<std::string, std::string> fixed(const std::vector<Finding>& findings) const;

  private:
    void put(const std::string& path);

    std::map<std::string, std::string> texts_; ///< by absolute path
    std::shared_ptr<const Config> config_;
    workspace::WorkspaceIndex index_;
};

/// What is wrong with the findings of a block, one line each; empty when they are as its comments say.
[[nodiscard]] std::string differences(const Block& block, const std::vector<Finding>& findings);

} // namespace modal_lsp::testing
