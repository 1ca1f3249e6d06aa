#pragma once
#include "analysis/workspace/snapshot.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What command lines name, in files of the workspace.
namespace modal_lsp::workspace {

/// Whether the file of a REF is there.
enum class RefState : std::uint8_t {
    found,
    missing, ///< certainly in no place of the workspace where the command could mean
    unknown, ///< it cannot be told where the command runs, or what it says
};

struct RefFile {
    RefState state = RefState::unknown;
    FileId file{}; ///< found
};

/// The file that `run`, `serve`, `deploy` or `shell` import: from the folder where the command stands up to
/// the workspace's, else the only one whose path ends like this.
[[nodiscard]] RefFile file_of(const Snapshot& snapshot, const File& host,
                              const commands::ModalCommand& command);

/// What stands behind "::".
struct RefMember {
    enum class Kind : std::uint8_t { app, member, method, entrypoint };
    Kind kind = Kind::member;
    Ref entry;                ///< in the model's apps, members or entrypoints (a method's class)
    std::uint32_t method = 0; ///< its number in the member
    text::ByteRange name;     ///< in the command: the last name of "app.Model.run"
    text::ByteRange owner;    ///< in the command: the class of a method; else empty
    friend bool operator==(const RefMember&, const RefMember&) = default;
};

/// nullopt when the file defines no such thing that is seen.
[[nodiscard]] std::optional<RefMember> member_of(const Snapshot& snapshot, const File& file,
                                                 const commands::Part& member);

/// True when the file certainly has nothing of this name, so that the CLI finds nothing either.
[[nodiscard]] bool certainly_lacks(const Snapshot& snapshot, const File& file, std::string_view member);

/// What `modal run` may be told to run of a file, by name: "main", "Model.generate".
struct Runnable {
    std::string name;
    bool entrypoint = false, web = false;
    Ref entry;
    friend bool operator==(const Runnable&, const Runnable&) = default;
};

/// In source order: local entrypoints, functions, methods of classes.
[[nodiscard]] std::vector<Runnable> runnables(const File& file);

/// A name of Modal's in a command line: `modal app logs NAME`, `--env NAME`.
struct CommandName {
    modal::ObjectKind kind = modal::ObjectKind::app;
    const commands::Part* part = nullptr; ///< never null; in the file's command facts
};

/// Of what the first argument of a command is the name, by the command's words: "secret create", "app logs".
[[nodiscard]] std::optional<modal::ObjectKind> kind_named_by(std::string_view words);

/// All of them in one command; unknown parts are left out.
[[nodiscard]] std::vector<CommandName> names_in(const commands::ModalCommand& command);

} // namespace modal_lsp::workspace
