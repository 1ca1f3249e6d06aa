#pragma once
#include "analysis/rules/rule.hpp"
#include "protocol/types/diagnostics.hpp"
#include "server/client.hpp"
#include "server/documents.hpp"
#include "server/project.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace modal_lsp::server {

/// The diagnostics of one file as the client gets them, by whichever way.
struct FileReport {
    std::string uri;
    std::optional<std::int32_t> version; ///< of an open document
    std::vector<lsp::Diagnostic> items;
    std::string id; ///< equal for equal items
};

/// The one source of diagnostics: pushed, pulled and workspace-wide ones, and the fixes, are all read from
/// here. Remembers what the rules said until something they may have looked at changes.
class Diagnostics {
  public:
    /// All must outlive it.
    Diagnostics(const Client& client, const Documents& open, const Project& project)
        : client_(&client), open_(&open), project_(&project) {}

    /// What the rules say of a file, open or not; empty for one that is not known.
    [[nodiscard]] const std::vector<rules::Diagnostic>& findings(const std::string& path);
    /// The same for the client; configuration files, too.
    [[nodiscard]] FileReport report(const std::string& path);

    /// Files of the project that may have something to report, open documents and configuration files
    /// included.
    [[nodiscard]] std::set<std::string> paths() const;
    [[nodiscard]] std::vector<std::string> configuration_files() const;

    /// The index changed: what was remembered may not hold any more.
    void invalidate() { ++revision_; }

    /// Goes up whenever an answer may differ.
    [[nodiscard]] std::uint64_t revision() const { return revision_; }

    /// How often the rules were run on a file.
    [[nodiscard]] std::size_t analyses() const { return analyses_; }

    /// For the client, with the ranges of `document`.
    [[nodiscard]] lsp::Diagnostic to_lsp(const rules::Diagnostic& found, const text::Document& document,
                                         const workspace::Snapshot& snapshot) const;

  private:
    struct Known {
        std::shared_ptr<const workspace::File> file;
        std::uint64_t revision = 0;
        std::vector<rules::Diagnostic> found;
    };

    [[nodiscard]] const workspace::Snapshot& snapshot_of(const std::string& path) const;
    [[nodiscard]] std::vector<lsp::Diagnostic> items_of(const std::string& path);

    const Client* client_;
    const Documents* open_;
    const Project* project_;
    std::map<std::string, Known> known_;
    std::uint64_t revision_ = 1;
    std::size_t analyses_ = 0;
};

} // namespace modal_lsp::server
