#pragma once
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/rule.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Edits of calls and their arguments, in the file under inspection.
namespace modal_lsp::rules {

[[nodiscard]] FileEdit replace(const Inspection& inspection, text::ByteRange range, std::string text);
[[nodiscard]] FileEdit insert(const Inspection& inspection, text::ByteOffset at, std::string text);

/// Takes an argument out of a call, with the comma that parts it from the others.
[[nodiscard]] FileEdit remove_argument(const Inspection& inspection, python::ExprId call,
                                       const modal::GivenArgument& argument);

/// Adds an argument behind all others. nullopt when the call's end is not where it should be.
[[nodiscard]] std::optional<FileEdit> add_argument(const Inspection& inspection, python::ExprId call,
                                                   const std::string& argument);

/// How this file can write a public path of the SDK at module level: "modal.Secret", "m.Secret", "Secret".
/// nullopt when it imports neither the package nor the class.
[[nodiscard]] std::optional<std::string> spelled(const Inspection& inspection, std::string_view public_path);

/// Makes the `for` statement that goes over the call an `async for`. nullopt for a comprehension, and where
/// the statement begins on another line.
[[nodiscard]] std::optional<FileEdit> make_for_async(const Inspection& inspection,
                                                     const modal::SdkCall& call);

/// Takes the quotes off an argument that is a literal of digits. nullopt for any other.
[[nodiscard]] std::optional<FileEdit> take_quotes_off(const Inspection& inspection,
                                                      const modal::GivenArgument& argument);

/// A fix of one edit.
[[nodiscard]] Fix fix(std::string title, Safety safety, FileEdit edit);

} // namespace modal_lsp::rules
