#pragma once
#include "analysis/answers/nearness.hpp"
#include "analysis/text/edit.hpp"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::answers {

/// A name that can be changed.
struct Renamable {
    text::ByteRange range; ///< of the name in the asking file, without quotes
    std::string name;
    friend bool operator==(const Renamable&, const Renamable&) = default;
};

/// One place that holds the name.
struct RenameEdit {
    FileId file{};
    text::Edit edit;
    std::string
        also; ///< what else takes its name from this literal: to be asked about; empty when nothing does
    bool doubtful = false; ///< an attribute that may be another object's: to be asked about
    friend bool operator==(const RenameEdit&, const RenameEdit&) = default;
};

/// The name at a place inside a string, in a command line, or in the `def`, `class` or `modal.parameter()`
/// that gives it: of an app, a resource, a function, class, method or local entrypoint, a parameter of a
/// class. nullopt where no such name stands: other identifiers are the Python server's. An error is a
/// sentence that says why the name cannot be changed from here.
[[nodiscard]] tl::expected<std::optional<Renamable>, std::string>
prepare_rename(const workspace::Snapshot& snapshot, FileId file, text::ByteOffset at);

/// The name at a place when Python code uses it, so that files which never mention Modal may, too: before
/// `rename`, they have to be read. Cheap: nothing is looked for.
[[nodiscard]] std::optional<std::string> renamed_in_code(const workspace::Snapshot& snapshot, FileId file,
                                                         text::ByteOffset at);

/// What to change, of all files that were read, by file and place: where the name is written, through
/// constants, in command lines, and for what is named after its definition in Python code. An error as above,
/// also for a name that Modal or Python does not take, or that is taken.
[[nodiscard]] tl::expected<std::vector<RenameEdit>, std::string>
rename(const workspace::Snapshot& snapshot, FileId file, text::ByteOffset at, std::string_view new_name);

} // namespace modal_lsp::answers
