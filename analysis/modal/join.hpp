#pragma once
#include "analysis/modal/value.hpp"

#include <utility>

/// Arithmetic on Values: joining alternatives, concatenating texts. Pure.
namespace modal_lsp::modal {

/// More alternatives than this are not told apart.
inline constexpr std::size_t kMaxOptions = 12;

[[nodiscard]] Values unknown_values();
[[nodiscard]] Values one(Value value);

/// Either of the two.
[[nodiscard]] Values joined(Values a, const Values& b);

/// Python's `a or b`.
[[nodiscard]] Values first_true(const Values& a, const Values& b);

/// What an f-string writes for the value: texts and integers as they are, anything else a hole.
[[nodiscard]] Values as_text(const Values& values);

/// Every text of `a` followed by every text of `b`; both must hold texts only.
[[nodiscard]] Values concatenated(const Values& a, const Values& b);

/// Python's `a + b`: texts, else unknown.
[[nodiscard]] Values added(const Values& a, const Values& b);

[[nodiscard]] Values texts_of(const Names& names);

/// True when the two are the same dictionary key, as far as texts and integers go.
[[nodiscard]] bool same_key(const Value& a, const Value& b);

/// Joins what `step` makes of each option; stays incomplete when `values` was.
template <class Step> [[nodiscard]] Values for_each_option(const Values& values, Step&& step) {
    Values out{.options = {}, .complete = values.complete};
    for (const Value& option : values.options) {
        Values next = step(option);
        if (option.assumed)
            for (Value& value : next.options)
                value.assumed = true;
        out = joined(std::move(out), next);
    }
    return out;
}

} // namespace modal_lsp::modal
