#include "analysis/answers/document_links.hpp"

#include "analysis/answers/describe.hpp"
#include "analysis/workspace/command_refs.hpp"

namespace modal_lsp::answers {

std::vector<DocumentLink> document_links(const workspace::Snapshot& snapshot, FileId file) {
    std::vector<DocumentLink> links;
    const workspace::File* asked = snapshot.file(file);
    if (asked == nullptr) return links;
    for (const modal::Lookup& lookup : asked->model->lookups) {
        if (!lookup.name.is_literal || lookup.name.range.empty() || !modal::is_member_kind(lookup.kind))
            continue;
        std::vector<workspace::Ref> members;
        for (const Entity& entity : named_by(snapshot, lookup))
            for (const workspace::Ref& ref : members_of(snapshot, entity))
                members.push_back(ref);
        if (members.empty()) continue;
        sort_by_nearness(members, snapshot, file,
                         [&](const workspace::Ref& r) { return snapshot.member(r).file; });
        const modal::Member& member = snapshot.member(members.front());
        if (snapshot.file(member.file) == nullptr) continue;
        links.push_back({.range = lookup.name.range, .file = member.file, .at = member.name_range.begin});
        links.back().tooltip = kind_word(member.kind) + " " + member.name + ", " +
                               shown_place(snapshot, {member.file, member.name_range});
    }
    for (const commands::ModalCommand& command : asked->commands->modal) {
        const auto found = workspace::file_of(snapshot, *asked, command);
        if (found.state != workspace::RefState::found || snapshot.file(found.file) == nullptr) continue;
        links.push_back({.range = command.ref->path.range, .file = found.file, .at = {}});
        links.back().tooltip = shown_path(snapshot, found.file);
    }
    return links;
}

} // namespace modal_lsp::answers
