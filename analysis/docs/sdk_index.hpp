#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::docs {

enum class ParameterKind : std::uint8_t {
    positional_only,
    regular,
    variadic,
    keyword_only,
    keyword_variadic
};

struct Parameter {
    std::string_view name;
    ParameterKind kind = ParameterKind::regular;
    std::string_view annotation;    ///< empty when there is none
    std::string_view default_value; ///< as Python writes it; empty when it is required
    std::string_view since; ///< "1.3": the version that brought it; empty when older than what is known

    [[nodiscard]] bool is_required() const {
        return default_value.empty() &&
               (kind == ParameterKind::positional_only || kind == ParameterKind::regular ||
                kind == ParameterKind::keyword_only);
    }
};

enum class SymbolKind : std::uint8_t { class_, function, method, property };

/// A public part of the SDK. All views are of static data.
struct Symbol {
    std::string_view path; ///< "modal.Image.pip_install"
    SymbolKind kind = SymbolKind::function;
    std::string_view since;   ///< as for Parameter
    std::string_view returns; ///< annotation; empty when there is none
    std::span<const Parameter> parameters;

    [[nodiscard]] std::string_view name() const { return path.substr(path.rfind('.') + 1); }
};

/// The version of the SDK that the signatures are of.
[[nodiscard]] std::string_view newest_version();

/// By path.
[[nodiscard]] std::span<const Symbol> symbols();

/// nullptr when the SDK has no such public part. A trailing ".aio" is left out.
[[nodiscard]] const Symbol* find(std::string_view path);

/// What stands directly below a path: members of "modal.Image", or all of "modal".
[[nodiscard]] std::vector<const Symbol*> members_of(std::string_view path);

/// What it is for, in a sentence or two (Markdown); empty when nothing is said of it.
[[nodiscard]] std::string_view summary_of(std::string_view path);

/// What a parameter means; empty when nothing is said of it.
[[nodiscard]] std::string_view note_of(std::string_view parameter);

/// "gpu: str | list[str] | None = None", as it stands in a signature.
[[nodiscard]] std::string written(const Parameter& parameter);

/// "Image.pip_install(*packages: str, pre: bool = False) -> Image".
[[nodiscard]] std::string signature_of(const Symbol& symbol);

/// The same with a line for each parameter, when it is long.
[[nodiscard]] std::string signature_block(const Symbol& symbol);

/// The page and place of Modal's documentation.
[[nodiscard]] std::string url_of(std::string_view path);

} // namespace modal_lsp::docs
