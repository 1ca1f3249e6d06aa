#pragma once
#include "protocol/describe.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

/// The codecs behind decode() and encode(). A codec's `read` leaves `out` unspecified when it fails.
namespace modal_lsp::protocol {

/// `a string`, `null`, `an array` ... for messages.
[[nodiscard]] std::string kind_of(const Json& json);
[[nodiscard]] DecodeError mismatch(std::string expected, const Json& found);
/// Reads an integer within [low, high]; accepts floats without a fraction.
[[nodiscard]] Failure read_integer(const Json& json, std::int64_t low, std::int64_t high, std::int64_t& out);
/// Of several alternatives' errors the one that got furthest, or a joint one if none got past the root.
[[nodiscard]] DecodeError most_telling(std::vector<DecodeError> errors);

template <class T> inline constexpr bool kIsOptional = false;
template <class T> inline constexpr bool kIsOptional<std::optional<T>> = true;

template <> struct Codec<Json> {
    static Failure read(const Json& json, Json& out) {
        out = json;
        return {};
    }

    static Json write(const Json& value) { return value; }
};

template <> struct Codec<bool> {
    static Failure read(const Json& json, bool& out) {
        if (!json.is_boolean()) return mismatch("boolean", json);
        out = json.get<bool>();
        return {};
    }

    static Json write(bool value) { return value; }
};

template <> struct Codec<std::string> {
    static Failure read(const Json& json, std::string& out) {
        if (!json.is_string()) return mismatch("string", json);
        out = json.get_ref<const std::string&>();
        return {};
    }

    static Json write(const std::string& value) { return value; }
};

template <> struct Codec<double> {
    static Failure read(const Json& json, double& out) {
        if (!json.is_number()) return mismatch("number", json);
        out = json.get<double>();
        return {};
    }

    static Json write(double value) { return value; }
};

template <> struct Codec<std::monostate> {
    static Failure read(const Json& json, std::monostate& /*out*/) {
        if (!json.is_null()) return mismatch("null", json);
        return {};
    }

    static Json write(std::monostate /*value*/) { return nullptr; }
};

template <> struct Codec<std::nullptr_t> {
    static Failure read(const Json& json, std::nullptr_t& /*out*/) {
        if (!json.is_null()) return mismatch("null", json);
        return {};
    }

    static Json write(std::nullptr_t /*value*/) { return nullptr; }
};

template <class T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool> && (sizeof(T) < 8 || std::is_signed_v<T>))
struct Codec<T> {
    static Failure read(const Json& json, T& out) {
        std::int64_t wide = 0;
        if (Failure failure = read_integer(json, std::int64_t{std::numeric_limits<T>::min()},
                                           std::int64_t{std::numeric_limits<T>::max()}, wide))
            return failure;
        out = static_cast<T>(wide);
        return {};
    }

    static Json write(T value) { return value; }
};

template <class T>
    requires(std::is_enum_v<T> && !StringEnum<T>)
struct Codec<T> {
    using Number = std::underlying_type_t<T>;

    static Failure read(const Json& json, T& out) {
        Number number{};
        if (Failure failure = Codec<Number>::read(json, number)) return failure;
        out = static_cast<T>(number);
        return {};
    }

    static Json write(T value) { return static_cast<Number>(value); }
};

template <class T>
    requires(std::is_enum_v<T> && StringEnum<T>)
struct Codec<T> {
    static Failure read(const Json& json, T& out) {
        std::string expected = "one of";
        for (const auto& [value, name] : enum_names(T{})) {
            expected.append(" \"").append(name).append("\"");
            if (!json.is_string() || json.get_ref<const std::string&>() != name) continue;
            out = value;
            return {};
        }
        return mismatch(std::move(expected), json);
    }

    static Json write(T value) {
        for (const auto& [known, name] : enum_names(T{}))
            if (known == value) return name;
        return nullptr;
    }
};

template <FixedString Text> struct Codec<Literal<Text>> {
    static Failure read(const Json& json, Literal<Text>& /*out*/) {
        if (json.is_string() && json.get_ref<const std::string&>() == Text.view()) return {};
        return mismatch(std::string("\"").append(Text.view()).append("\""), json);
    }

    static Json write(Literal<Text> /*value*/) { return Text.view(); }
};

template <class T> struct Codec<std::optional<T>> {
    static Failure read(const Json& json, std::optional<T>& out) {
        out.reset();
        if (json.is_null()) return {};
        return Codec<T>::read(json, out.emplace());
    }

    static void read_what_fits(const Json& json, std::optional<T>& out)
        requires requires(T& inner) { Codec<T>::read_what_fits(json, inner); }
    {
        out.reset();
        if (json.is_array()) Codec<T>::read_what_fits(json, out.emplace());
    }

    static Json write(const std::optional<T>& value) {
        return value ? Codec<T>::write(*value) : Json(nullptr);
    }
};

template <class T> struct Codec<std::vector<T>> {
    static Failure read(const Json& json, std::vector<T>& out) {
        if (!json.is_array()) return mismatch("array", json);
        out.clear();
        out.reserve(json.size());
        for (const Json& element : json) {
            T value{};
            if (Failure failure = Codec<T>::read(element, value))
                return std::move(*failure).under(out.size());
            out.push_back(std::move(value));
        }
        return {};
    }

    /// Keeps what fits of a list, and nothing of what is not a list.
    static void read_what_fits(const Json& json, std::vector<T>& out) {
        out.clear();
        if (!json.is_array()) return;
        for (const Json& element : json) {
            T value{};
            if (!Codec<T>::read(element, value)) out.push_back(std::move(value));
        }
    }

    static Json write(const std::vector<T>& value) {
        Json array = Json::array();
        for (const T& element : value)
            array.push_back(Codec<T>::write(element));
        return array;
    }
};

template <class T> struct Codec<std::map<std::string, T>> {
    static Failure read(const Json& json, std::map<std::string, T>& out) {
        if (!json.is_object()) return mismatch("object", json);
        out.clear();
        for (const auto& [key, element] : json.items())
            if (Failure failure = Codec<T>::read(element, out[key])) return std::move(*failure).under(key);
        return {};
    }

    static Json write(const std::map<std::string, T>& value) {
        Json object = Json::object();
        for (const auto& [key, element] : value)
            object[key] = Codec<T>::write(element);
        return object;
    }
};

template <class... Ts> struct Codec<std::variant<Ts...>> {
    static Failure read(const Json& json, std::variant<Ts...>& out) {
        std::vector<DecodeError> errors;
        if ((try_alternative<Ts>(json, out, errors) || ...)) return {};
        return most_telling(std::move(errors));
    }

    static Json write(const std::variant<Ts...>& value) {
        return std::visit([](const auto& held) { return encode(held); }, value);
    }

  private:
    template <class T>
    static bool try_alternative(const Json& json, std::variant<Ts...>& out,
                                std::vector<DecodeError>& errors) {
        T value{};
        if (Failure failure = Codec<T>::read(json, value)) {
            errors.push_back(std::move(*failure));
            return false;
        }
        out = std::move(value);
        return true;
    }
};

template <Described T> struct Codec<T> {
    /// Anything fits a struct without members: clients send null, {} or nothing for it.
    // Inlined, GCC 12 takes the storage of empty optionals for uninitialised reads.
    [[gnu::noinline]] static Failure read(const Json& json, T& out) {
        if constexpr (std::tuple_size_v<decltype(T::fields())> == 0) return {};
        if (!json.is_object()) return mismatch("object", json);
        Failure failure;
        std::apply(
            [&](const auto&... fields) {
                (void)((failure = read_member(json, out, fields), !failure) && ...);
            },
            T::fields());
        return failure;
    }

    static Json write(const T& value) {
        Json object = Json::object();
        std::apply([&](const auto&... fields) { (write_member(object, value, fields), ...); }, T::fields());
        return object;
    }

  private:
    template <class Member>
    static Failure read_member(const Json& json, T& out, const Field<T, Member>& field) {
        const auto found = json.find(field.name);
        if (field.flavour == Flavour::lenient) {
            if (found != json.end()) read_leniently(*found, out.*field.member);
            return {};
        }
        if (found != json.end()) {
            Failure failure = Codec<Member>::read(*found, out.*field.member);
            return failure ? std::move(*failure).under(field.name) : std::move(failure);
        }
        if constexpr (kIsOptional<Member>) return {};
        // What null would have given is what tells the reader which type belongs here.
        Member unused{};
        Failure failure = Codec<Member>::read(Json(nullptr), unused);
        std::string expected = failure ? std::move(failure->expected) : std::string("a value");
        return DecodeError{std::string(field.name), std::move(expected), "nothing"};
    }

    template <class Member> static void read_leniently(const Json& json, Member& out) {
        if constexpr (requires { Codec<Member>::read_what_fits(json, out); }) {
            Codec<Member>::read_what_fits(json, out);
        } else {
            Member value{};
            if (!Codec<Member>::read(json, value)) out = std::move(value);
        }
    }

    template <class Member>
    static void write_member(Json& object, const T& value, const Field<T, Member>& field) {
        if constexpr (kIsOptional<Member>)
            if (!(value.*field.member) && field.flavour != Flavour::nullable) return;
        object[std::string(field.name)] = Codec<Member>::write(value.*field.member);
    }
};

} // namespace modal_lsp::protocol
