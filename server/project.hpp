#pragma once
#include "analysis/workspace/index.hpp"
#include "analysis/workspace/path_filter.hpp"
#include "server/config_store.hpp"
#include "server/documents.hpp"
#include "server/module_reader.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::server {

/// One walk to make: see workspace::discover.
struct Walk {
    std::string root;
    workspace::DiscoverOptions options;
};

/// The folders that are open, the settings that hold in them, and the index of their files. Loop thread only.
class Project {
  public:
    /// The file system must outlive the project.
    explicit Project(const workspace::FileSystem& files) : files_(&files), configs_(files) {}

    /// False when they are as they were. `outside` holds for files in none of them; `opened` is false for
    /// folders that were found around a file, and not opened as such.
    bool set_folders(std::vector<ConfigFolder> folders, Config outside, bool opened = true);

    [[nodiscard]] const std::vector<ConfigFolder>& folders() const { return folders_; }

    /// For a client that opened no folder: the project around a file, found as `check` finds it.
    [[nodiscard]] std::string project_around(const std::string& path) const;

    /// How to find the files of all folders.
    [[nodiscard]] std::vector<Walk> walks();
    /// What the walks found, sorted: other files are forgotten unless they are open. Returns the new ones.
    std::vector<std::string> set_files(const std::vector<std::string>& found, const Documents& open);
    /// True when a walk would find a file of this path.
    [[nodiscard]] bool belongs(const std::string& path);

    [[nodiscard]] bool is_known(const std::string& path) const {
        return index_.table().find(path).has_value();
    }

    /// True when a walk would go into a folder of this path, or files are known below it.
    [[nodiscard]] bool may_hold_files(const std::string& directory);

    /// From now on every file counts as not read yet, and no environment as looked at.
    void forget_disk() {
        disk_.clear();
        configs_.forget_environments();
    }

    /// The files that are in the index.
    [[nodiscard]] std::vector<std::string> indexed() const;

    /// What reading a file of the project gave. False when nothing is different.
    bool take(ReadModule module);
    /// Reads what was not read so far and mentions a name; such files count as needed from then on. True when
    /// there were any.
    bool read_mentioning(const std::string& name);
    /// The file is gone from the disk.
    void remove(const std::string& path);
    /// Puts an open document's text in place of the disk's, parsed as far as it concerns Modal.
    void put(OpenDocument& document);
    /// The document was closed: what is on the disk counts again, and has to be read.
    void release(const std::string& path);

    /// True for files that have to be parsed whatever they hold, because others import from them.
    [[nodiscard]] bool is_needed(const std::string& path) const { return needed_.contains(path); }

    [[nodiscard]] std::uint64_t limit_bytes(const std::string& path);

    /// As WorkspaceIndex::commit; the unread files count as needed from then on.
    workspace::IndexChange commit();
    /// The needed file cannot be read: nothing can be imported from it.
    void give_up(const std::string& path);

    void set_complete(bool complete) { index_.set_complete(complete); }

    /// A configuration file changed, on the disk or in an editor. True when settings differ somewhere.
    bool config_file_changed(const std::string& path) { return configs_.invalidate(path); }

    bool set_config_overlay(const std::string& path, std::optional<text::Document> text);
    /// Hands every file its settings anew. Returns those that have to be read again.
    std::vector<std::string> reconfigure(Documents& open);
    /// To be told of every file that comes, changes or goes. True when what is ignored may be different now.
    bool ignore_file_changed(const std::string& path);

    void set_sdk_source(SdkSource source) { configs_.set_sdk_source(std::move(source)); }

    void set_site(std::shared_ptr<const docs::SiteIndex> site) { configs_.set_site(std::move(site)); }

    /// What there is at Modal, by workspace folder.
    void set_live(std::map<std::string, std::shared_ptr<const live::Listing>> live) {
        configs_.set_live(std::move(live));
    }

    /// The source has another answer: settings are to be handed out anew.
    void sdk_changed() { configs_.sdk_changed(); }

    [[nodiscard]] const workspace::Snapshot& snapshot() const { return index_.snapshot(); }

    [[nodiscard]] const ConfigStore& configs() const { return configs_; }

    [[nodiscard]] std::shared_ptr<const Config> config_for(const std::string& path);

    [[nodiscard]] const workspace::FileSystem& files() const { return *files_; }

  private:
    struct OnDisk {
        std::uint64_t hash = 0;
        bool parsed = false;
    };

    [[nodiscard]] workspace::DiscoverOptions options_for(const std::string& root);
    [[nodiscard]] workspace::WorkspaceIndex::Content content_of(OpenDocument& document);
    workspace::PathFilter* filter_of(const std::string& path);

    const workspace::FileSystem* files_;
    ConfigStore configs_;
    std::vector<ConfigFolder> folders_;
    bool opened_ = true;
    workspace::WorkspaceIndex index_;
    std::map<std::string, OnDisk, std::less<>> disk_; // files of the project that were read
    std::set<std::string, std::less<>> needed_, open_;
    std::set<std::string> looked_for_; // names that no file which was passed over mentions
    std::map<std::string, workspace::PathFilter, std::less<>> filters_; // by folder
};

} // namespace modal_lsp::server
