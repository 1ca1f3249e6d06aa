#include "analysis/answers/definition.hpp"

#include <algorithm>

namespace modal_lsp::answers {

using workspace::Ref;
using workspace::Snapshot;

namespace {

/// LSP clients refuse a selection outside of its whole.
text::ByteRange around(text::ByteRange whole, text::ByteRange selection) {
    return {std::min(whole.begin, selection.begin), std::max(whole.end, selection.end)};
}

class Links {
  public:
    Links(const Snapshot& snapshot, FileId asking, text::ByteRange origin)
        : snapshot_(snapshot), asking_(asking), origin_(origin) {}

    void add_app(const Ref& ref) {
        const modal::AppDecl& app = snapshot_.app_decl(ref);
        add(ref.file, app.range, app.name_range);
    }

    void add_member(const Ref& ref) {
        const modal::Member& member = snapshot_.member(ref);
        add(member.file, member.range, member.name_range);
    }

    void add_use(const Use& use) { add(use.file, use.lookup->range, use.argument->range); }

    void add(FileId file, text::ByteRange full, text::ByteRange selection) {
        if (snapshot_.file(file) == nullptr) return;
        const Link link{
            .origin = origin_, .file = file, .full = around(full, selection), .selection = selection};
        if (std::ranges::find(links_, link) == links_.end()) links_.push_back(link);
    }

    std::vector<Link> take() {
        sort_by_nearness(links_, snapshot_, asking_, [](const Link& link) { return link.file; });
        return std::move(links_);
    }

  private:
    const Snapshot& snapshot_;
    FileId asking_;
    text::ByteRange origin_;
    std::vector<Link> links_;
};

void add_resource(const Snapshot& snapshot, FileId asking, const Entity& entity, Links& links) {
    auto uses = uses_of(snapshot, {entity});
    sort_by_nearness(uses, snapshot, asking, [](const Use& use) { return use.file; });
    bool created = false;
    for (const Use& use : uses) {
        if (!use.lookup->create_if_missing && use.lookup->use != modal::NameUse::create) continue;
        created = true;
        links.add_use(use);
    }
    if (!created && !uses.empty()) links.add_use(uses.front());
}

void add_entry(const Snapshot& snapshot, const Target& target, Links& links) {
    const Ref& entry = *target.entry;
    switch (target.kind) {
    case TargetKind::app: return links.add_app(entry);
    case TargetKind::method: {
        const modal::Member& member = snapshot.member(entry);
        const modal::Method& method = member.methods[target.method];
        return links.add(member.file, method.range, method.name_range);
    }
    case TargetKind::entrypoint: {
        const auto& entrypoint = snapshot.file(entry.file)->model->entrypoints[entry.number];
        return links.add(entry.file, entrypoint.range, entrypoint.name_range);
    }
    default: return links.add_member(entry);
    }
}

} // namespace

std::vector<Link> definition(const Snapshot& snapshot, FileId file, text::ByteOffset at) {
    const auto target = target_at(snapshot, file, at);
    return target ? definition_of(snapshot, file, *target) : std::vector<Link>();
}

std::vector<Link> definition_of(const Snapshot& snapshot, FileId file, const Target& target) {
    Links links(snapshot, file, target.range);
    if (target.file) {
        links.add(*target.file, text::make_range(0, 0), text::make_range(0, 0));
        return links.take();
    }
    if (target.entry) {
        add_entry(snapshot, target, links);
        return links.take();
    }
    for (const Entity& entity : target.entities) {
        if (target.kind == TargetKind::app)
            for (const Ref& ref : declarations_of(snapshot, entity))
                links.add_app(ref);
        else if (target.kind == TargetKind::resource)
            add_resource(snapshot, file, entity, links);
        else
            for (const Ref& ref : members_of(snapshot, entity))
                links.add_member(ref);
    }
    return links.take();
}

} // namespace modal_lsp::answers
