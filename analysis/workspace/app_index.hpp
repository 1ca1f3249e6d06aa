#pragma once
#include "analysis/modal/model.hpp"
#include "analysis/workspace/file_table.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::workspace {

struct File;

/// Entry `number` of one of the lists of a file's model.
struct Ref {
    FileId file{};
    std::uint32_t number = 0;
    friend auto operator<=>(const Ref&, const Ref&) = default;
};

/// A member of an app, under one of the tags it may have.
struct TaggedMember {
    std::string tag; ///< Pattern::display when the tag is not wholly known
    bool known_tag = true;
    modal::ObjectKind kind = modal::ObjectKind::function;
    Ref member; ///< in ModuleModel::members
    friend bool operator==(const TaggedMember&, const TaggedMember&) = default;
};

/// All the workspace's apps of one name, taken together: a monorepo may define one name in several files, and
/// any of them may be what is deployed.
struct AppEntry {
    std::string name;
    std::vector<Ref> declarations;     ///< in ModuleModel::apps
    std::vector<TaggedMember> members; ///< own and included ones, by tag, then place
    std::vector<Ref> entrypoints;      ///< in ModuleModel::entrypoints
    std::vector<Ref> includes;         ///< in ModuleModel::includes
    /// True when the members are certainly all there are: absence of a tag is proven.
    bool closed = false;
    /// True when the name itself is only a default: in another environment the app is called otherwise.
    bool assumed = false;
    friend bool operator==(const AppEntry&, const AppEntry&) = default;
};

/// The apps of the workspace by name. Immutable; refers to models by number, so that it stays valid while
/// only positions change.
class AppIndex {
  public:
    AppIndex() = default;
    explicit AppIndex(const std::vector<std::shared_ptr<const File>>& files);

    /// nullptr when no file defines an app with this very name.
    [[nodiscard]] const AppEntry* find(std::string_view name) const;

    /// By name.
    [[nodiscard]] const std::map<std::string, AppEntry, std::less<>>& apps() const { return apps_; }

    /// Apps whose name has unknown parts ("shop-{…}"); `closed` is false for all of them. An app of which no
    /// part of the name is known is in no list: it might be any, and then nothing could ever be said.
    [[nodiscard]] const std::vector<AppEntry>& unnamed() const { return unnamed_; }

    /// True when an app of partly unknown name may have this one.
    [[nodiscard]] bool could_exist(std::string_view name) const;

    /// Members of an app under a tag: exact ones, else those whose partly unknown tag may be it.
    [[nodiscard]] static std::vector<const TaggedMember*> members_tagged(const AppEntry& app,
                                                                         std::string_view tag);

    friend bool operator==(const AppIndex&, const AppIndex&) = default;

  private:
    /// `fill` puts the members into each entry that the app gets.
    template <class Fill>
    void add_app(const modal::AppDecl& app, const Ref& declaration, bool closed, Fill&& fill);
    void add_includes_and_entrypoints(FileId file, const modal::ModuleModel& model);
    void add_deployed_names(const std::vector<std::shared_ptr<const File>>& files);

    std::map<std::string, AppEntry, std::less<>> apps_;
    std::vector<AppEntry> unnamed_;
    std::vector<modal::Pattern> name_patterns_; ///< of unnamed_, and names that apps are given when deployed
};

} // namespace modal_lsp::workspace
