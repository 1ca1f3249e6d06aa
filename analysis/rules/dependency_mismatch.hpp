#pragma once
#include "analysis/modal/dependencies.hpp"
#include "analysis/rules/registrations.hpp"
#include "analysis/rules/rule.hpp"

#include <string>
#include <vector>

/// What the rules about the dependency list of a function have in common: the list that the laptop sends with
/// a deploy, and the one that the container makes when it imports the module again.
namespace modal_lsp::rules {

/// A function or class whose lists are both wholly known.
struct BothLists {
    Registration registration;
    std::vector<modal::Dependency> local, container;
};

/// Those of the file that the SDK compares: at module level, not serialized, there in both worlds.
[[nodiscard]] std::vector<BothLists> both_lists(Inspection& inspection);

/// "2 Secrets, Image, Volume".
[[nodiscard]] std::string in_words(const std::vector<modal::Dependency>& list);

/// Points at the items that only one of the worlds has.
void relate_differences(const Inspection& inspection, const BothLists& lists, Report& report,
                        Diagnostic& diagnostic);

} // namespace modal_lsp::rules
