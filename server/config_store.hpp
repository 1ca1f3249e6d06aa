#pragma once
#include "analysis/config.hpp"
#include "analysis/rules/rule.hpp"
#include "analysis/text/document.hpp"
#include "analysis/workspace/io.hpp"
#include "server/config_file.hpp"
#include "server/requirements.hpp"
#include "server/sdk_environments.hpp"
#include "server/sdk_version.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::server {

/// A workspace folder and what applies in it where no configuration file says otherwise.
struct ConfigFolder {
    std::string path; ///< absolute
    Config settings;  ///< the defaults with the editor's settings; `folder` is filled in by the store
    friend bool operator==(const ConfigFolder&, const ConfigFolder&) = default;
};

/// A configuration file that was met, with what is wrong in it.
struct ConfigReport {
    std::string path;
    text::Document document; ///< what the diagnostics' ranges refer to
    std::vector<rules::Diagnostic> diagnostics;
};

/// Where a file's settings come from.
struct ConfigOrigin {
    std::string path;                  ///< of the configuration file; empty when there is none
    std::vector<std::string> set_keys; ///< those the file sets
};

/// Where the SDK that a project uses comes from.
struct SdkSource {
    std::vector<std::string> environments; ///< as SdkEnvironments::set_active
    /// The index of a package; null when there is none, or not yet: then `sdk_changed` is to be called.
    std::function<std::shared_ptr<const docs::Index>(const SdkPackage&)> load;
};

/// Finds and keeps the configuration of every file: the nearest modal-lsp.toml or pyproject.toml with
/// [tool.modal-lsp], from the file's folder up to its workspace folder (the innermost, when they nest); the
/// former wins where a folder has both. A file outside of all workspace folders is served by the same walk up
/// to the file system's root. Settings of the nearest file lie over the workspace folder's; files further up
/// do not count.
///
/// `modal-version = "auto"` becomes what the project says of it: see SdkVersions; else the version of the
/// package found by SdkEnvironments. `Config::sdk` is that package's index when it is of the version that
/// counts.
///
/// A file that is not TOML keeps the settings it had while it was, so that a half-typed line changes nothing.
///
/// For one thread (the loop); paths are absolute as for FileSystem. Nothing is read twice until it is
/// invalidated.
class ConfigStore {
  public:
    /// The file system must outlive the store.
    explicit ConfigStore(const workspace::FileSystem& files)
        : files_(&files), environments_(files), versions_(files, environments_), requirements_(files) {}

    /// Without one, no package is looked for.
    void set_sdk_source(SdkSource source);

    /// The documentation's pages, for every configuration. Every `config_for` is to be asked anew.
    void set_site(std::shared_ptr<const docs::SiteIndex> site);

    /// What there is at Modal, by workspace folder. Every `config_for` is to be asked anew.
    void set_live(std::map<std::string, std::shared_ptr<const live::Listing>> live);

    /// To be told when `SdkSource::load` has another answer. Every `config_for` is to be asked anew.
    void sdk_changed() { resolved_.clear(); }

    /// Environments are looked at again. Every `config_for` is to be asked anew.
    void forget_environments() {
        environments_.forget();
        versions_.forget_all();
        requirements_.forget_all();
        resolved_.clear();
    }

    /// Replaces the workspace folders, and the settings of files outside of them. False when they are as they
    /// were.
    bool set_folders(std::vector<ConfigFolder> folders, Config outside = {});

    /// Never null. Equal configurations are the same pointer as long as somebody holds one of them.
    [[nodiscard]] std::shared_ptr<const Config> config_for(const std::string& path);

    [[nodiscard]] ConfigOrigin origin_of(const std::string& path);

    /// To be told of a change on the disk: of a configuration file, or of a folder that came or went. Looks
    /// again and returns true when that may change an answer or a report; then every `config_for` is to be
    /// asked anew.
    bool invalidate(const std::string& path);

    /// An open configuration file counts as the editor shows it; nullopt when it was closed. Returns as
    /// `invalidate`.
    bool set_overlay(const std::string& path, std::optional<text::Document> document);

    /// The configuration files met by the answers so far, ordered by path, those without problems included.
    [[nodiscard]] std::vector<ConfigReport> reports() const;

    /// True for configuration files.
    [[nodiscard]] static bool is_config_path(std::string_view path);

    /// True for paths that `invalidate` cares about: configuration files, and those that tell the SDK's
    /// version.
    [[nodiscard]] static bool is_watched_path(std::string_view path);

  private:
    struct Content {
        bool exists = false;
        text::Document document;
        std::uint64_t hash = 0;
        std::string failure; // why an existing file could not be read
    };

    struct Entry {
        Content content;
        ConfigFile file;
        std::shared_ptr<const Config> config;
    };

    struct Resolved {
        std::shared_ptr<const Config> config;
        std::string path; // of the configuration file
    };

    [[nodiscard]] Content read(const std::string& path) const;
    [[nodiscard]] Entry parse(const std::string& path, Content content);
    const Entry& entry(const std::string& path);
    [[nodiscard]] bool refresh(const std::string& path);
    [[nodiscard]] const Resolved& resolve(const std::string& folder);
    [[nodiscard]] Resolved search(const std::string& folder);
    void add_sdk(Config& config, const std::string& folder, const std::string& top);
    [[nodiscard]] Resolved search_files(const std::string& folder);
    [[nodiscard]] const ConfigFolder* folder_around(std::string_view path) const;
    [[nodiscard]] std::shared_ptr<const Config> share(Config config);

    const workspace::FileSystem* files_;
    SdkEnvironments environments_;
    SdkVersions versions_; // asks the environments
    Requirements requirements_;
    SdkSource sdk_source_;
    std::shared_ptr<const docs::SiteIndex> site_;
    std::map<std::string, std::shared_ptr<const live::Listing>> live_;
    std::vector<ConfigFolder> folders_;
    Config outside_;
    std::map<std::string, text::Document, std::less<>> overlays_;
    std::map<std::string, Entry>
        entries_; // by path of a possible configuration file, those that do not exist too
    std::map<std::string, Resolved> resolved_; // by folder
    std::vector<std::weak_ptr<const Config>> shared_;
};

} // namespace modal_lsp::server
