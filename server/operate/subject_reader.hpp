#pragma once
#include "analysis/rules/rule.hpp"
#include "analysis/workspace/snapshot.hpp"
#include "server/operate/subject.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::server::operate {

/// What the analysis says of a file that is to be operated on. `folder` is the project's; `function` is the
/// one that is meant, "Model.generate"; empty: the one that `modal run` takes. The `reader`'s language counts
/// where the settings name none.
[[nodiscard]] Subject subject_of(const workspace::File& file, const std::vector<rules::Diagnostic>& findings,
                                 const std::string& folder, std::string_view function, Language reader);

/// Fills in where Modal's command line is looked for, what counts as production, and the language.
void apply(const Config& config, Language reader, Subject& subject);

/// A file that imports relatively is run as a module: into `order.module` and `folder`.
void prefer_module(const workspace::FileSystem& files, const python::ModuleFacts& facts, Subject& subject);

} // namespace modal_lsp::server::operate
