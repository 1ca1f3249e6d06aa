#include "analysis/answers/call_hierarchy.hpp"

#include "analysis/answers/command_target.hpp"
#include "analysis/answers/modal_calls.hpp"
#include "analysis/workspace/path.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::answers {
namespace {

using workspace::File;
using workspace::Snapshot;

CallItem item_of(const Snapshot& snapshot, const Callee& callee) {
    const modal::Member& member = snapshot.member(callee.member);
    CallItem item{.name = member.name, .detail = member.app.name, .file = member.file};
    if (callee.method) {
        const modal::Method& method = member.methods[*callee.method];
        item.kind = CallerKind::method;
        item.name += "." + method.name;
        item.range = method.range;
        item.selection = method.name_range;
    } else {
        item.kind = member.kind == modal::ObjectKind::function ? CallerKind::function : CallerKind::class_;
        item.range = member.range;
        item.selection = member.name_range;
    }
    return item;
}

CallItem entrypoint_item(const Snapshot& snapshot, const workspace::Ref& ref) {
    const auto& entrypoint = snapshot.file(ref.file)->model->entrypoints[ref.number];
    return {.kind = CallerKind::entrypoint,
            .name = entrypoint.name,
            .detail = entrypoint.app.name,
            .file = ref.file,
            .range = entrypoint.range,
            .selection = entrypoint.name_range};
}

CallItem file_item(const Snapshot& snapshot, const File& file) {
    return {.kind = CallerKind::file,
            .name = std::string(workspace::file_name_of(file.path)),
            .detail = shown_path(snapshot, file.id),
            .file = file.id};
}

/// The innermost `def` around a place, else the file.
CallItem caller_at(const Snapshot& snapshot, const File& file, text::ByteRange place) {
    const python::Definition* best = nullptr;
    for (const python::Definition& definition : file.facts->definitions)
        if (!definition.is_class && definition.range.encloses(place) &&
            (best == nullptr || definition.range.size() < best->range.size()))
            best = &definition;
    if (best == nullptr) return file_item(snapshot, file);
    CallItem item{.name = std::string(file.facts->text(best->name)),
                  .detail = shown_path(snapshot, file.id),
                  .file = file.id,
                  .range = best->range,
                  .selection = best->name_range};
    if (file.facts->is_method(*best)) item.kind = CallerKind::method;
    return item;
}

/// What can be called; for a target that may be several things, the first.
std::optional<Callee> callee_of(const Snapshot& snapshot, const Target& target) {
    if (target.kind == TargetKind::method) return Callee{*target.entry, target.method};
    if (target.kind != TargetKind::member) return std::nullopt;
    if (target.entry) return Callee{*target.entry, std::nullopt};
    for (const Entity& entity : target.entities)
        for (const workspace::Ref& ref : members_of(snapshot, entity))
            return Callee{ref, std::nullopt};
    return std::nullopt;
}

class Edges {
  public:
    void add(const CallItem& other, text::ByteRange place) {
        const auto known = std::ranges::find(edges_, other, &CallEdge::other);
        if (known == edges_.end())
            edges_.push_back({other, {place}});
        else if (std::ranges::find(known->places, place) == known->places.end())
            known->places.push_back(place);
    }

    std::vector<CallEdge> take() { return std::move(edges_); }

  private:
    std::vector<CallEdge> edges_;
};

/// A class is called when one of its methods is.
bool is_called(const Callee& wanted, const Callee& called) {
    return wanted.member == called.member && (!wanted.method || wanted.method == called.method);
}

void add_calls(const Snapshot& snapshot, const Callee& wanted, Edges& edges) {
    const ModalCalls calls(snapshot);
    for (const auto& file : snapshot.files()) {
        if (!file) continue;
        for (const ModalCall& call : calls.in(*file))
            if (is_called(wanted, call.callee))
                edges.add(caller_at(snapshot, *file, call.range), call.name_range);
    }
}

/// Of a method, no lookup tells whether it is the one that is called.
void add_lookups(const Snapshot& snapshot, const Target& target, Edges& edges) {
    for (const Use& use : uses_of(snapshot, target.entities))
        if (use.argument == &use.lookup->name)
            edges.add(caller_at(snapshot, *snapshot.file(use.file), use.lookup->range),
                      use.lookup->method_range);
}

} // namespace

std::optional<CallItem> call_item_at(const Snapshot& snapshot, FileId file, text::ByteOffset at) {
    const auto target = target_at(snapshot, file, at);
    if (!target) return std::nullopt;
    if (target->kind == TargetKind::entrypoint) return entrypoint_item(snapshot, *target->entry);
    const auto callee = callee_of(snapshot, *target);
    return callee ? std::optional(item_of(snapshot, *callee)) : std::nullopt;
}

std::vector<CallEdge> incoming_calls(const Snapshot& snapshot, FileId file, text::ByteOffset at) {
    Edges edges;
    const auto target = target_at(snapshot, file, at);
    if (!target) return {};
    if (const auto callee = callee_of(snapshot, *target)) add_calls(snapshot, *callee, edges);
    if (target->kind == TargetKind::member) add_lookups(snapshot, *target, edges);
    for (const Location& use : command_uses(snapshot, *target))
        if (target->kind != TargetKind::app && target->kind != TargetKind::resource)
            edges.add(file_item(snapshot, *snapshot.file(use.file)), use.range);
    return edges.take();
}

std::vector<CallEdge> outgoing_calls(const Snapshot& snapshot, FileId file, text::ByteOffset at) {
    Edges edges;
    const auto item = call_item_at(snapshot, file, at);
    const File* asked = snapshot.file(item ? item->file : file);
    if (asked == nullptr) return {};
    const text::ByteRange whole = item ? item->range : caller_at(snapshot, *asked, {at, at}).range;
    const ModalCalls calls(snapshot);
    for (const ModalCall& call : calls.in(*asked))
        if (whole.encloses(call.range)) edges.add(item_of(snapshot, call.callee), call.name_range);
    return edges.take();
}

} // namespace modal_lsp::answers
