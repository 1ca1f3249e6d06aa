#pragma once
#include "analysis/rules/rule.hpp"
#include "analysis/text/language.hpp"
#include "analysis/workspace/index.hpp"
#include "analysis/workspace/io.hpp"
#include "server/cli/engine.hpp"
#include "server/config_store.hpp"
#include "server/pool.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace modal_lsp::server::cli {

/// What `modal-lsp check` was asked to look at.
struct EngineRequest {
    std::vector<std::string> paths; ///< absolute, normalised; files or folders
    std::vector<std::string> select, ignore;
    Language language = Language::english;
    std::vector<std::string> environments; ///< Python environments that are active around the process
    std::string cache_folder;              ///< as in Host
    std::string config_file; ///< absolute; its settings are used for every file; empty: found beside the code
};

/// Checks projects on the disk. To judge a path it indexes the whole project around it: the repository, else
/// the folder of the nearest configuration or pyproject.toml, else the path itself.
class ProjectEngine final : public CheckEngine {
  public:
    /// Both must outlive the engine.
    ProjectEngine(const workspace::FileSystem& files, Pool& pool, EngineRequest request);

    [[nodiscard]] CheckResult check() override;
    void reload(std::span<const std::string> paths) override;
    void replace(const std::string& path, text::Document document) override;
    [[nodiscard]] std::optional<text::Document> document(const std::string& path) const override;
    [[nodiscard]] FileSettings settings(const std::string& path) const override;

    /// A sentence about `config_file` when it cannot be used: reported before checking.
    [[nodiscard]] std::optional<std::string> problem() const { return problem_; }

    /// The project as read; reads the disk when that has not happened. Valid until the next call that changes
    /// the engine.
    [[nodiscard]] const workspace::Snapshot& snapshot();
    /// True for a file that was asked for, and not only read because it is of the same project.
    [[nodiscard]] bool is_requested(const std::string& path) const;

    /// What the project consists of as of the last check: for --watch.
    [[nodiscard]] std::vector<std::string> watched_files() const;

  private:
    void scan();
    void scan_root(const std::string& root);
    void read(const std::vector<std::string>& paths, bool always);
    void put(const std::string& path, const text::Document& document);
    void commit();
    [[nodiscard]] std::shared_ptr<const docs::Index> sdk(const SdkPackage& package);
    [[nodiscard]] std::string project_of(const std::string& path) const;
    [[nodiscard]] std::shared_ptr<const Config> config_for(const std::string& path) const;
    void add_findings(const workspace::File& file, CheckResult& result) const;
    void add_configuration_findings(CheckResult& result) const;

    const workspace::FileSystem& files_;
    Pool& pool_;
    EngineRequest request_;
    std::optional<std::string> problem_;
    mutable ConfigStore configs_;
    std::shared_ptr<const Config> forced_; ///< of config_file
    mutable std::map<const Config*, std::shared_ptr<const Config>> adjusted_;
    mutable std::vector<std::shared_ptr<const Config>> kept_; ///< so that keys of adjusted_ stay unique
    workspace::WorkspaceIndex index_;
    std::map<std::string, text::Document> overlays_;
    std::vector<std::string> python_files_, command_files_;
    std::vector<std::string> notes_;
    std::map<std::string, std::shared_ptr<const docs::Index>> sdks_; ///< by folder of the package
    std::vector<std::string> sdk_notes_;
    bool scanned_ = false;
};

/// The settings that a file has, or would have. Reads no code.
[[nodiscard]] Config config_at(const workspace::FileSystem& files, const std::string& path);

} // namespace modal_lsp::server::cli
