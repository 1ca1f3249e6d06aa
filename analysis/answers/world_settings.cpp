#include "analysis/answers/world_settings.hpp"

#include "analysis/modal/module_view.hpp"
#include "analysis/workspace/snapshot_modules.hpp"

#include <fmt/format.h>

#include <optional>

namespace modal_lsp::answers {
namespace {

using modal::ValueKind;
using modal::World;

/// Plain values only: of others it would have to be said which of them they are.
std::optional<std::string> written(const modal::Values& values) {
    const modal::Value* value = values.certain();
    if (value == nullptr) return std::nullopt;
    switch (value->kind) {
    case ValueKind::none: return "None";
    case ValueKind::boolean: return value->truth ? "True" : "False";
    case ValueKind::integer: return fmt::format("{}", value->integer);
    case ValueKind::text:
        return value->pattern.is_known() ? std::optional(fmt::format("\"{}\"", value->pattern.known()))
                                         : std::nullopt;
    default: return std::nullopt;
    }
}

} // namespace

std::vector<WorldSetting> settings_that_differ(const workspace::Snapshot& snapshot,
                                               const modal::Member& member) {
    std::vector<WorldSetting> found;
    if (snapshot.file(member.registration.file) == nullptr) return found;
    const workspace::SnapshotModules modules(snapshot);
    modal::ModuleView module(modules, member.registration.file);
    for (const modal::SdkCall& call : module.calls()) {
        // The decorator's range begins with its "@".
        if (!member.registration.range.encloses(call.range) || !call.symbol.starts_with("modal.App."))
            continue;
        for (const modal::GivenArgument& argument : module.arguments(call.expression)) {
            const auto local = written(module.value_of(argument, call.context, World::local));
            const auto container = written(module.value_of(argument, call.context, World::container));
            if (!argument.name.empty() && local && container && local != container)
                found.push_back({std::string(argument.name), *local, *container});
        }
    }
    return found;
}

} // namespace modal_lsp::answers
