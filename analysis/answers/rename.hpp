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

/// One literal that holds the name.
struct RenameEdit {
    FileId file{};
    text::Edit edit;
    std::string
        also; ///< what else takes its name from this literal: to be asked about; empty when nothing does
    friend bool operator==(const RenameEdit&, const RenameEdit&) = default;
};

/// The name of an app, of a resource, or of what is registered with `name="…"`, at a place inside a string.
/// nullopt where no such name stands: identifiers are the Python server's. An error is a sentence that says
/// why the name cannot be changed from here.
[[nodiscard]] tl::expected<std::optional<Renamable>, std::string>
prepare_rename(const workspace::Snapshot& snapshot, FileId file, text::ByteOffset at);

/// The literals to change, of all files, by file and place: where the name is written, through constants. An
/// error as above, also for a name that Modal does not take or that is taken.
[[nodiscard]] tl::expected<std::vector<RenameEdit>, std::string>
rename(const workspace::Snapshot& snapshot, FileId file, text::ByteOffset at, std::string_view new_name);

} // namespace modal_lsp::answers
