#include "analysis/modal/join.hpp"

#include <algorithm>
#include <string>

namespace modal_lsp::modal {
namespace {

bool is_text(const Value& value) {
    return value.kind == ValueKind::text;
}

bool same_value(const Value& a, const Value& b) {
    return a.kind == b.kind && a.truth == b.truth && a.integer == b.integer && a.pattern == b.pattern &&
           a.path == b.path && a.module == b.module && a.file == b.file && a.definition == b.definition &&
           a.expression == b.expression && a.context.file == b.context.file &&
           a.context.frame == b.context.frame && a.items == b.items && a.assumed == b.assumed;
}

} // namespace

Values unknown_values() {
    return {.options = {}, .complete = false};
}

Values one(Value value) {
    Values values;
    values.options.push_back(std::move(value));
    return values;
}

Values joined(Values a, const Values& b) {
    a.complete = a.complete && b.complete;
    for (const Value& value : b.options) {
        if (std::ranges::any_of(a.options, [&](const Value& known) { return same_value(known, value); }))
            continue;
        if (a.options.size() >= kMaxOptions) {
            a.complete = false;
            break;
        }
        a.options.push_back(value);
    }
    return a;
}

Values first_true(const Values& a, const Values& b) {
    Values out{.options = {}, .complete = a.complete};
    bool may_be_false = !a.complete;
    for (const Value& value : a.options) {
        const bool empty = is_text(value) && value.pattern.is_known() && value.pattern.known().empty();
        const bool certainly_false =
            value.kind == ValueKind::none || empty || (value.kind == ValueKind::boolean && !value.truth);
        if (certainly_false) {
            may_be_false = true;
            continue;
        }
        const bool certainly_true = is_text(value) && value.pattern.is_known();
        may_be_false = may_be_false || !certainly_true || value.assumed;
        out.options.push_back(value);
    }
    if (!may_be_false) return out;
    Values rest = b;
    // What stands behind `or` is a default of whatever could not be known.
    if (!a.complete)
        for (Value& value : rest.options)
            value.assumed = true;
    return joined(std::move(out), rest);
}

Values as_text(const Values& values) {
    Values out;
    bool hole = !values.complete;
    for (const Value& value : values.options) {
        if (is_text(value)) {
            out.options.push_back(value);
        } else if (value.kind == ValueKind::integer) {
            Value text{.kind = ValueKind::text};
            text.pattern.pieces.front() = std::to_string(value.integer);
            out.options.push_back(std::move(text));
        } else {
            hole = true;
        }
    }
    if (!hole) return out;
    if (std::ranges::any_of(out.options, &Value::assumed)) {
        out.complete = false; // "known by default" says more than a hole
        return out;
    }
    Value value{.kind = ValueKind::text};
    value.pattern.append_hole();
    out.options.push_back(std::move(value));
    return out;
}

Values concatenated(const Values& a, const Values& b) {
    Values out{.options = {}, .complete = a.complete && b.complete};
    for (const Value& left : a.options)
        for (const Value& right : b.options) {
            if (out.options.size() >= kMaxOptions) {
                out.complete = false;
                return out;
            }
            Value value = left;
            value.pattern.append(right.pattern);
            value.assumed = left.assumed || right.assumed;
            // A literal that holds the whole text stays the place to look at.
            const bool whole_right = left.pattern == Pattern{};
            if (whole_right)
                value.literal = right.literal;
            else if (right.pattern != Pattern{})
                value.literal.reset();
            out.options.push_back(std::move(value));
        }
    return out;
}

Values added(const Values& a, const Values& b) {
    const bool left_text = std::ranges::all_of(a.options, is_text);
    const bool right_text = std::ranges::all_of(b.options, is_text);
    const bool some_text = (!a.options.empty() && left_text) || (!b.options.empty() && right_text);
    if (!left_text || !right_text || !some_text) return unknown_values();
    return concatenated(as_text(a), as_text(b));
}

Values texts_of(const Names& names) {
    Values values{.options = {}, .complete = names.complete};
    for (const NameOption& option : names.options) {
        Value value{.kind = ValueKind::text};
        value.assumed = option.assumed;
        value.pattern = option.text;
        value.literal = option.literal;
        values.options.push_back(std::move(value));
    }
    return values;
}

bool same_key(const Value& a, const Value& b) {
    if (a.kind != b.kind) return false;
    if (is_text(a)) return a.pattern.is_known() && a.pattern == b.pattern;
    return a.kind == ValueKind::integer && a.integer == b.integer;
}

} // namespace modal_lsp::modal
