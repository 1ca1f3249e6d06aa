#pragma once
#include "analysis/modal/model.hpp"
#include "analysis/rules/rule.hpp"
#include "analysis/workspace/snapshot.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the rules about `modal.Function.from_name(app, name)` and its kin have in common.
namespace modal_lsp::rules {

/// A call that looks up a function, class or server by two names that are both certain.
struct MemberLookup {
    const modal::Lookup* call = nullptr; ///< in the file's model
    std::string app, name;
    /// When the app's name is only the default of a setting from outside, as in `os.environ.get("APP",
    /// "shop")`: where that default is written.
    std::optional<modal::Site> app_default;
};

/// The lookups of a file that can be judged. Left out: names that are not certain or empty, calls whose kind
/// depends on how the program runs, and, in a file that is not all Python, everything but whole literals.
[[nodiscard]] std::vector<MemberLookup> member_lookups(const workspace::File& file);

/// The app a lookup names, when all of its functions, classes and servers are known: absence proves
/// something. nullptr when it is not in the workspace, may be another's, or is not known whole.
[[nodiscard]] const workspace::AppEntry* whole_app(const workspace::Snapshot& snapshot,
                                                   const workspace::File& file, const MemberLookup& lookup);

/// True when the member goes by this tag, or may: some of its tags may not be wholly known.
[[nodiscard]] bool may_have_tag(const workspace::Snapshot& snapshot, const workspace::TaggedMember& member,
                                std::string_view tag);

/// True when the configuration says that the app is deployed from elsewhere.
[[nodiscard]] bool is_external(const workspace::File& file, std::string_view app);

/// "function", "class" or "server".
[[nodiscard]] std::string noun_of(modal::ObjectKind kind, Language language);

/// How to tell the reader of a similar name: `differs only in case: "Embedder"`, `did you mean "Embedder"?`.
[[nodiscard]] std::string suggestion(std::string_view written, std::string_view meant, Language language);

/// Puts another name into the literal of an argument. nullopt when the argument is no literal or cannot hold
/// it.
[[nodiscard]] std::optional<Fix> change_name(const workspace::File& file, const modal::NameArgument& argument,
                                             std::string_view name, Language language);

/// Writes another class in front of `.from_name`, and imports it when the old one was imported by name.
/// nullopt when the call is written in another way.
[[nodiscard]] std::optional<std::vector<FileEdit>>
change_kind(const workspace::File& file, const modal::Lookup& lookup, modal::ObjectKind kind);

/// Where the app is made.
void relate_app(const workspace::Snapshot& snapshot, const workspace::AppEntry& app, Diagnostic& diagnostic,
                Language language);
/// Where the function, class or server is defined.
void relate_member(const workspace::Snapshot& snapshot, const workspace::TaggedMember& member,
                   Diagnostic& diagnostic, Language language);
/// Where a name is written, when that is not in the call itself.
void relate_literal(const workspace::Snapshot& snapshot, const modal::NameArgument& argument,
                    Diagnostic& diagnostic, Language language);

} // namespace modal_lsp::rules
