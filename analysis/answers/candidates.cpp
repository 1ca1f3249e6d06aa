#include "analysis/answers/candidates.hpp"

#include "analysis/answers/describe.hpp"
#include "analysis/answers/describe_live.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace modal_lsp::answers {

using modal::ObjectKind;
using workspace::AppEntry;
using workspace::Ref;
using workspace::Snapshot;

namespace {

CompletionKind shown_kind(ObjectKind kind) {
    if (kind == ObjectKind::app) return CompletionKind::app;
    if (kind == ObjectKind::function) return CompletionKind::function;
    return modal::is_member_kind(kind) ? CompletionKind::class_ : CompletionKind::resource;
}

class Gatherer {
  public:
    Gatherer(const Snapshot& snapshot, FileId asking, const NameSite& site)
        : snapshot_(snapshot), asking_(asking), site_(site), nearer_(snapshot, asking) {}

    std::vector<Candidate> gather() {
        if (site_.role == NameRole::environment)
            environments();
        else if (site_.role == NameRole::app || site_.call.kind == ObjectKind::app)
            apps();
        else if (modal::is_member_kind(site_.call.kind))
            members();
        else
            resources();
        std::vector<Candidate> out;
        for (auto& [name, candidate] : found_)
            out.push_back(std::move(candidate));
        const auto nearness = [&](const Candidate& candidate) {
            return candidate.file ? std::optional(nearer_.of(*candidate.file)) : std::nullopt;
        };
        std::ranges::stable_sort(out, std::greater(), nearness);
        return out;
    }

  private:
    /// Of several with one name the nearest stays.
    void offer(Candidate candidate) {
        if (candidate.name.empty()) return;
        const auto [place, is_new] = found_.try_emplace(candidate.name, candidate);
        if (is_new) return;
        if (!candidate.file) return;
        if (!place->second.file || nearer_(*candidate.file, *place->second.file))
            place->second = std::move(candidate);
    }

    void apps() {
        for (const auto& [name, app] : snapshot_.apps().apps()) {
            std::vector<Ref> declarations = app.declarations;
            sort_by_nearness(declarations, snapshot_, asking_, [](const Ref& ref) { return ref.file; });
            Candidate candidate{.name = name, .kind = CompletionKind::app, .assumed = app.assumed};
            candidate.file = declarations.front().file;
            const std::size_t members = app.members.size();
            candidate.detail = fmt::format("app · {} · {} member{}", shown_path(snapshot_, *candidate.file),
                                           members, members == 1 ? "" : "s");
            offer(std::move(candidate));
        }
        at_modal(ObjectKind::app);
    }

    /// What is there by name, whoever made it.
    void at_modal(ObjectKind kind) {
        const auto& live = snapshot_.file(asking_)->config->live;
        if (live == nullptr) return;
        for (const std::string& name : live::names_of(*live, kind))
            offer({.name = name,
                   .kind = shown_kind(kind),
                   .detail = kind_word(kind) + " · " + live_detail(*live, kind, name)});
    }

    void members() {
        bool is_known = false;
        for (const modal::NameOption& option : site_.app.options) {
            if (!option.text.is_known()) continue;
            is_known = true;
            if (const AppEntry* app = snapshot_.apps().find(option.text.known())) members_of_app(*app);
        }
        // With an app that cannot be told, any member may be meant.
        if (is_known) return;
        for (const auto& [name, app] : snapshot_.apps().apps())
            members_of_app(app);
    }

    void members_of_app(const AppEntry& app) {
        for (const workspace::TaggedMember& tagged : app.members) {
            if (tagged.kind != site_.call.kind || !tagged.known_tag) continue;
            const FileId file = snapshot_.member(tagged.member).file;
            Candidate candidate{.name = tagged.tag, .kind = shown_kind(tagged.kind)};
            candidate.detail = kind_word(tagged.kind) + " · " + shown_path(snapshot_, file);
            candidate.file = file;
            candidate.member = tagged.member;
            offer(std::move(candidate));
        }
    }

    /// The lookup being typed right here says nothing of what exists.
    [[nodiscard]] bool is_here(FileId file, const modal::Lookup& lookup) const {
        return file == asking_ && lookup.range.encloses(site_.context.callee_range);
    }

    template <class Visit> void each_other_lookup(Visit&& visit) {
        for (const auto& file : snapshot_.files()) {
            if (!file) continue;
            for (const modal::Lookup& lookup : file->model->lookups)
                if (!is_here(file->id, lookup)) visit(file->id, lookup);
        }
    }

    void resources() {
        each_other_lookup([&](FileId file, const modal::Lookup& lookup) {
            if (lookup.kind != site_.call.kind) return;
            for (const modal::NameOption& option : lookup.name.names.options) {
                if (!option.text.is_known()) continue;
                Candidate candidate{.name = option.text.known(), .kind = CompletionKind::resource};
                candidate.detail = kind_word(lookup.kind) + " · " + shown_path(snapshot_, file);
                candidate.file = file;
                candidate.assumed = option.assumed;
                offer(std::move(candidate));
            }
        });
        at_modal(site_.call.kind);
    }

    void environments() {
        each_other_lookup([&](FileId file, const modal::Lookup& lookup) {
            for (std::string& name : known_texts(lookup.environment.names))
                offer({.name = std::move(name),
                       .kind = CompletionKind::environment,
                       .detail = "environment",
                       .file = file});
            if (lookup.kind != ObjectKind::environment) return;
            for (std::string& name : known_texts(lookup.name.names))
                offer({.name = std::move(name),
                       .kind = CompletionKind::environment,
                       .detail = "environment",
                       .file = file});
        });
        const auto& live = snapshot_.file(asking_)->config->live;
        if (live == nullptr) return;
        for (const std::string& name : live->all_environments)
            offer({.name = name, .kind = CompletionKind::environment, .detail = "environment · at Modal"});
    }

    const Snapshot& snapshot_;
    FileId asking_;
    const NameSite& site_;
    Nearness nearer_;
    std::map<std::string, Candidate> found_;
};

} // namespace

std::vector<Candidate> candidates_at(const Snapshot& snapshot, FileId asking, const NameSite& site) {
    return Gatherer(snapshot, asking, site).gather();
}

std::string documentation_of(const Snapshot& snapshot, FileId asking, const NameSite& site,
                             const Candidate& candidate) {
    Markup out;
    if (candidate.member)
        describe_member(snapshot, *candidate.member, out);
    else if (candidate.kind == CompletionKind::app) {
        if (const AppEntry* app = snapshot.apps().find(candidate.name)) describe_app(snapshot, *app, out);
    } else if (candidate.kind == CompletionKind::resource) {
        describe_resource(snapshot, {.kind = site.call.kind, .app = {}, .name = candidate.name}, asking, out);
    }
    const auto kind = candidate.kind == CompletionKind::app ? ObjectKind::app : site.call.kind;
    describe_live(snapshot.file(asking)->config->live.get(), kind, candidate.name, out);
    return out.markdown();
}

} // namespace modal_lsp::answers
