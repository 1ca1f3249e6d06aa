#include "analysis/rules/cuda_calls.hpp"

#include <string_view>

namespace modal_lsp::rules {

using python::ExprKind;

bool moves_to_gpu(const python::ModuleFacts& facts, const python::Expr& call) {
    const auto operands = facts.operands_of(call);
    const python::Expr& callee = facts.expr(operands.front());
    if (callee.kind != ExprKind::attribute) return false;
    const auto name = facts.text(callee.text);
    if (name == "cuda") return operands.size() == 1;
    if (name != "to" || operands.size() < 2) return false;
    const python::Expr& device = facts.expr(operands[1]);
    return device.kind == ExprKind::string && facts.text(device.text).starts_with("cuda");
}

} // namespace modal_lsp::rules
