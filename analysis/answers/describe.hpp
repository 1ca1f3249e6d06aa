#pragma once
#include "analysis/answers/entity.hpp"
#include "analysis/answers/markup.hpp"

#include <string>

namespace modal_lsp::answers {

/// Lists in descriptions are cut behind this many entries.
inline constexpr std::size_t kShownEntries = 10;

/// "class", "function", "server", "app", "Dict" …: Modal's own word for what is no member.
[[nodiscard]] std::string kind_word(modal::ObjectKind kind);

/// "shop/app.py:12"
[[nodiscard]] std::string shown_place(const workspace::Snapshot& snapshot, const Location& location);

/// "class Embedder(Base)", "async def f(x: int) -> str"
[[nodiscard]] std::string header_of(const modal::Member& member);

/// A member: its header, app and file, summary, settings, decorators and methods.
void describe_member(const workspace::Snapshot& snapshot, const workspace::Ref& member, Markup& out);
void describe_method(const workspace::Snapshot& snapshot, const workspace::Ref& member, std::uint32_t method,
                     Markup& out);
/// All apps of one name: where they are declared, what they hold and include.
void describe_app(const workspace::Snapshot& snapshot, const workspace::AppEntry& app, Markup& out);
/// A declaration whose name is not known.
void describe_declaration(const workspace::Snapshot& snapshot, const workspace::Ref& declaration,
                          Markup& out);
void describe_entrypoint(const workspace::Snapshot& snapshot, const workspace::Ref& entrypoint, Markup& out);
/// A named resource: all that use it, the nearest first.
void describe_resource(const workspace::Snapshot& snapshot, const Entity& entity, FileId asking, Markup& out);

/// "Looked up 3 times in 2 files.", or that it is not.
void describe_uses(const workspace::Snapshot& snapshot, const std::vector<Entity>& entities, Markup& out);

} // namespace modal_lsp::answers
