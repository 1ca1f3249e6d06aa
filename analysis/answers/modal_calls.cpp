#include "analysis/answers/modal_calls.hpp"

#include "analysis/answers/entity.hpp"
#include "analysis/modal/module_view.hpp"
#include "analysis/workspace/snapshot_modules.hpp"

#include <algorithm>

namespace modal_lsp::answers {
namespace {

using modal::Value;
using modal::ValueKind;
using workspace::File;
using workspace::Snapshot;

/// "run" of "Model().run.remote": the name in front of the last dot.
std::string_view name_before(std::string_view callee) {
    const auto dot = callee.rfind('.');
    if (dot == std::string_view::npos) return {};
    callee = callee.substr(0, dot);
    const auto is_name = [](char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    std::size_t begin = callee.size();
    while (begin > 0 && is_name(callee[begin - 1]))
        --begin;
    return callee.substr(begin);
}

/// The `from_name` that an object comes from; nullptr when it comes from none.
const Value* origin_of(const Value* value) {
    constexpr int kDeepest = 8;
    for (int i = 0; value != nullptr && i < kDeepest; ++i, value = value->receiver.get())
        if (value->kind == ValueKind::result && value->path.ends_with(".from_name")) return value;
    return nullptr;
}

} // namespace

ModalCalls::ModalCalls(const Snapshot& snapshot) : snapshot_(&snapshot) {
    for (const auto& file : snapshot.files()) {
        if (!file) continue;
        for (std::size_t i = 0; i < file->model->members.size(); ++i) {
            const modal::Member& member = file->model->members[i];
            const workspace::Ref ref{file->id, static_cast<std::uint32_t>(i)};
            defined_.insert_or_assign({member.file, member.name_range}, Callee{.member = ref, .method = {}});
            for (std::size_t m = 0; m < member.methods.size(); ++m)
                defined_.try_emplace({member.file, member.methods[m].name_range},
                                     Callee{.member = ref, .method = static_cast<std::uint32_t>(m)});
        }
    }
}

std::optional<Callee> ModalCalls::looked_up(const File& file, text::ByteRange range,
                                            std::string_view method) const {
    const auto& lookups = file.model->lookups;
    const auto found = std::ranges::find(lookups, range, &modal::Lookup::range);
    if (found == lookups.end()) return std::nullopt;
    const auto entities = named_by(*snapshot_, *found);
    if (entities.size() != 1) return std::nullopt;
    const auto members = members_of(*snapshot_, entities.front());
    if (members.size() != 1) return std::nullopt;
    Callee callee{.member = members.front(), .method = {}};
    const auto& methods = snapshot_->member(members.front()).methods;
    const auto called = std::ranges::find(methods, method, &modal::Method::name);
    if (called != methods.end()) callee.method = static_cast<std::uint32_t>(called - methods.begin());
    return callee;
}

std::vector<ModalCall> ModalCalls::in(const File& file) const {
    constexpr std::string_view kFunction = "modal.Function.";
    std::vector<ModalCall> out;
    if (!file.model->uses_modal) return out;
    const workspace::SnapshotModules modules(*snapshot_);
    modal::ModuleView module(modules, file.id);
    for (const modal::SdkCall& call : module.calls()) {
        if (!call.symbol.starts_with(kFunction) || !call.callee.receiver) continue;
        const Value& object = *call.callee.receiver;
        std::optional<Callee> callee;
        if (object.kind == ValueKind::function) {
            const File* owner = snapshot_->file(object.file);
            if (owner == nullptr) continue;
            const auto found =
                defined_.find({object.file, owner->facts->definition(object.definition).name_range});
            if (found != defined_.end()) callee = found->second;
        } else if (const Value* origin = origin_of(&object)) {
            const File* owner = snapshot_->file(origin->context.file);
            if (owner == nullptr) continue;
            const text::ByteRange before{call.range.begin, call.name_range.end};
            callee = looked_up(*owner, owner->facts->expr(origin->expression).range,
                               name_before(file.document.slice(before)));
        }
        if (callee)
            out.push_back({.callee = *callee,
                           .through = call.symbol.substr(kFunction.size()),
                           .range = call.range,
                           .name_range = call.name_range});
    }
    return out;
}

} // namespace modal_lsp::answers
