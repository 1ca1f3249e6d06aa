#pragma once
#include "analysis/answers/entity.hpp"

#include <cstdint>
#include <optional>

namespace modal_lsp::answers {

enum class TargetKind : std::uint8_t { app, member, resource, method, entrypoint, file };

/// In which way the cursor's place has to do with the thing.
enum class Role : std::uint8_t {
    use,        ///< an argument of a lookup
    words,      ///< "Cls" or "from_name" of a lookup
    definition, ///< the `def`, `class` or app declaration itself: its name, or the app's variable
    tag,        ///< the literal of `name="…"` in a registration
    command,    ///< a part of a command line
    origin,     ///< a literal elsewhere that a lookup's, app's or member's name comes from
};

/// What a cursor is on.
struct Target {
    TargetKind kind = TargetKind::app;
    Role role = Role::use;
    text::ByteRange range; ///< in the asking file; a literal's content without its quotes
    /// What is meant, with every known possibility; empty when nothing about it is known. For a method its
    /// class.
    std::vector<Entity> entities;
    /// use, words: the lookup, in the asking file's model. nullptr otherwise.
    const modal::Lookup* lookup = nullptr;
    /// definition, tag, mostly command: the entry in the model's apps, members or entrypoints (a method's
    /// class).
    std::optional<workspace::Ref> entry;
    std::uint32_t method = 0;        ///< method: its number in the member
    std::optional<FileId> file = {}; ///< file: which one
};

/// What stands at an offset; nullopt when it is nothing of Modal's. Points into the snapshot.
[[nodiscard]] std::optional<Target> target_at(const workspace::Snapshot& snapshot, FileId file,
                                              text::ByteOffset at);

/// True when a range of a file reads exactly like this: a method's range may be another file's.
[[nodiscard]] bool reads(const workspace::Snapshot& snapshot, FileId file, text::ByteRange range,
                         std::string_view text);

} // namespace modal_lsp::answers
