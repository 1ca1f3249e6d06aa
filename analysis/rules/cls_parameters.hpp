#pragma once
#include "analysis/rules/inspection.hpp"

#include <string>
#include <vector>

namespace modal_lsp::rules {

/// A field that `modal.parameter()` declares.
struct ClsParameter {
    std::string name;
    bool required = false; ///< has no default, and is set when an instance is made
};

/// Those of a class of this file, in order; empty when there are none, or the class has a constructor or
/// bases.
[[nodiscard]] std::vector<ClsParameter> cls_parameters(Inspection& inspection, const modal::Value& cls);

} // namespace modal_lsp::rules
