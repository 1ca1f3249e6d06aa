#pragma once
#include "protocol/json.hpp"

#include <tl/expected.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace modal_lsp::protocol {

/// Where and why a JSON value is not what a type asks for.
struct DecodeError {
    std::string path;     ///< from the root, as in `params.edits[3].range`; empty for the root itself
    std::string expected; ///< for example `unsigned integer`
    std::string found;    ///< for example `a string` or `nothing`

    /// `params.position.line: expected unsigned integer, found a string`
    [[nodiscard]] std::string text() const;
    /// The same error seen from the object or array that holds the value.
    [[nodiscard]] DecodeError under(std::string_view member) &&;
    [[nodiscard]] DecodeError under(std::size_t index) &&;

    friend bool operator==(const DecodeError&, const DecodeError&) = default;
};

/// plain: a missing member is an error unless its type is std::optional, and an empty optional is not
/// written. nullable: the same, but an empty optional is written as null. lenient: a missing or malformed
/// member keeps its default, and malformed list elements are dropped.
enum class Flavour : unsigned char { plain, nullable, lenient };

/// One member of a described struct. Made by field(), nullable() and lenient().
template <class Owner, class Member> struct Field {
    std::string_view name;
    Member Owner::* member;
    Flavour flavour;
};

template <class Owner, class Member>
[[nodiscard]] constexpr Field<Owner, Member> field(std::string_view name, Member Owner::* member) {
    return {name, member, Flavour::plain};
}

template <class Owner, class Member>
[[nodiscard]] constexpr Field<Owner, Member> nullable(std::string_view name, Member Owner::* member) {
    return {name, member, Flavour::nullable};
}

template <class Owner, class Member>
[[nodiscard]] constexpr Field<Owner, Member> lenient(std::string_view name, Member Owner::* member) {
    return {name, member, Flavour::lenient};
}

/// A struct that lists its members:
/// `static constexpr auto fields() { return std::tuple{field("line", &Position::line)}; }`.
template <class T>
concept Described = requires { T::fields(); };

/// An enum written as a string: a function `enum_names(E)`, found beside E, returns an array of
/// (value, spelling) pairs. Other enums are written as their number, and any number of the underlying type
/// decodes.
template <class T>
concept StringEnum = requires(T value) { enum_names(value); };

/// The characters of a string literal as a template argument.
template <std::size_t N> struct FixedString {
    char characters[N]{};

    // NOLINTNEXTLINE(google-explicit-constructor): a literal should read as one
    constexpr FixedString(const char (&text)[N]) { std::copy_n(text, N, characters); }

    [[nodiscard]] constexpr std::string_view view() const { return {characters, N - 1}; }
};

/// A member that always has one spelling, such as `kind: "create"`. Tells the alternatives of a variant
/// apart.
template <FixedString Text> struct Literal {
    static constexpr std::string_view value() { return Text.view(); }

    friend bool operator==(const Literal&, const Literal&) = default;
};

/// How a type is read and written; specialised in codec.hpp.
template <class T> struct Codec;

/// Nothing, or why the value did not fit.
using Failure = std::optional<DecodeError>;

/// Reads a T. Unknown members are ignored; a variant takes its first alternative that fits; an integer must
/// be in range and may be spelt as a float without a fraction. `root` names the value in errors.
template <class T>
[[nodiscard]] tl::expected<T, DecodeError> decode(const Json& json, std::string_view root = {}) {
    tl::expected<T, DecodeError> value;
    if (Failure failure = Codec<T>::read(json, *value))
        value = tl::unexpected(root.empty() ? std::move(*failure) : std::move(*failure).under(root));
    return value;
}

/// Writes a T. Never fails.
template <class T> [[nodiscard]] Json encode(const T& value) {
    return Codec<T>::write(value);
}

} // namespace modal_lsp::protocol

#include "protocol/codec.hpp" // IWYU pragma: export
