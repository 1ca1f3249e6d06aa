#include "protocol/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace modal_lsp::protocol {

namespace {

std::size_t depth_of(const DecodeError& error) {
    if (error.path.empty()) return 0;
    return 1 + static_cast<std::size_t>(
                   std::ranges::count_if(error.path, [](char c) { return c == '.' || c == '['; }));
}

void prepend(std::string& path, std::string prefix) {
    if (!path.empty() && path.front() != '[') prefix += '.';
    path.insert(0, prefix);
}

} // namespace

std::string DecodeError::text() const {
    std::string sentence = fmt::format("expected {}, found {}", expected, found);
    return path.empty() ? sentence : fmt::format("{}: {}", path, sentence);
}

DecodeError DecodeError::under(std::string_view member) && {
    prepend(path, std::string(member));
    return std::move(*this);
}

DecodeError DecodeError::under(std::size_t index) && {
    prepend(path, fmt::format("[{}]", index));
    return std::move(*this);
}

std::string kind_of(const Json& json) {
    switch (json.type()) {
    case Json::value_t::null: return "null";
    case Json::value_t::object: return "an object";
    case Json::value_t::array: return "an array";
    case Json::value_t::string: return "a string";
    case Json::value_t::boolean: return "a boolean";
    default: return "a number";
    }
}

DecodeError mismatch(std::string expected, const Json& found) {
    return {{}, std::move(expected), kind_of(found)};
}

Failure read_integer(const Json& json, std::int64_t low, std::int64_t high, std::int64_t& out) {
    const char* expected = low < 0 ? "integer" : "unsigned integer";
    if (!json.is_number()) return mismatch(expected, json);
    const auto out_of_range = [&] {
        return DecodeError{{}, fmt::format("{} from {} to {}", expected, low, high), json.dump()};
    };
    if (json.is_number_unsigned()) {
        const auto number = json.get<std::uint64_t>();
        if (number > static_cast<std::uint64_t>(high)) return out_of_range();
        out = static_cast<std::int64_t>(number);
        return {};
    }
    if (json.is_number_float()) {
        const double number = json.get<double>();
        if (std::trunc(number) != number) return DecodeError{{}, expected, json.dump()};
        // 2^63 is the first double past int64; comparing in doubles first keeps the cast defined.
        if (!(number >= -9223372036854775808.0 && number < 9223372036854775808.0)) return out_of_range();
        out = static_cast<std::int64_t>(number);
    } else {
        out = json.get<std::int64_t>();
    }
    if (out < low || out > high) return out_of_range();
    return {};
}

DecodeError most_telling(std::vector<DecodeError> errors) {
    const auto deepest = std::ranges::max_element(errors, {}, depth_of);
    if (depth_of(*deepest) > 0) return std::move(*deepest);
    std::string expected;
    for (const DecodeError& error : errors) {
        if (!expected.empty()) expected += " or ";
        expected += error.expected;
    }
    return {{}, std::move(expected), errors.front().found};
}

} // namespace modal_lsp::protocol
