#pragma once
#include "analysis/config.hpp"
#include "analysis/text/document.hpp"
#include "server/cli/finding.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace modal_lsp::server::cli {

/// The settings in force for one file, and the files they came from (nearest first; empty means defaults
/// only).
struct FileSettings {
    Config config;
    std::vector<std::string> sources; ///< absolute paths
};

/// What produces the findings, as the command line sees it. Used from one thread.
class CheckEngine {
  public:
    CheckEngine() = default;
    CheckEngine(const CheckEngine&) = delete;
    CheckEngine& operator=(const CheckEngine&) = delete;
    virtual ~CheckEngine() = default;

    /// Checks all requested paths. The first call reads the disk; later calls see what `reload` and `replace`
    /// said.
    [[nodiscard]] virtual CheckResult check() = 0;
    /// These absolute paths were changed, created or deleted on disk: reads them again, and forgets what
    /// `replace` said about them.
    virtual void reload(std::span<const std::string> paths) = 0;
    /// From now on the file is taken to contain this text, whatever the disk says.
    virtual void replace(const std::string& path, text::Document document) = 0;
    /// The text the engine holds for a file, byte for byte as read; nullopt for a file it did not read.
    [[nodiscard]] virtual std::optional<text::Document> document(const std::string& path) const = 0;
    /// For `--show-settings`. Total: a path that does not exist has the settings of its folder.
    [[nodiscard]] virtual FileSettings settings(const std::string& path) const = 0;
};

/// Tells `--watch` what happened on disk.
class ChangeSource {
  public:
    ChangeSource() = default;
    ChangeSource(const ChangeSource&) = delete;
    ChangeSource& operator=(const ChangeSource&) = delete;
    virtual ~ChangeSource() = default;

    /// Blocks until files have changed and settled; their absolute paths. Empty: watching is over
    /// (interrupt).
    [[nodiscard]] virtual std::vector<std::string> wait() = 0;
};

} // namespace modal_lsp::server::cli
