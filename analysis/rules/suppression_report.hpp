#pragma once
#include "analysis/rules/suppressions.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace modal_lsp::rules {

/// A name of a suppression's list that does nothing.
struct NameFault {
    std::size_t number = 0; ///< in Suppression::names
    bool unknown = false;   ///< it is no rule; otherwise there was nothing to silence
};

/// A suppression, and what is wrong with it.
struct Verdict {
    const std::string& path;
    const text::Document& document;
    const Suppression& suppression;
    std::vector<NameFault> faults; ///< in the list's order
    bool useless = false;          ///< without a list, and there was nothing to silence
};

/// Reports what is wrong, if anything: the whole comment when none of it is of use, otherwise name by name.
/// The fixes of one suppression do not overlap.
void report_unused(const Verdict& verdict, Report& report);

} // namespace modal_lsp::rules
