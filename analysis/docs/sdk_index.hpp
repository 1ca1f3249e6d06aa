#pragma once
#include "analysis/docs/surface.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::docs {

struct Parameter {
    std::string_view name;
    ParameterKind kind = ParameterKind::regular;
    std::string_view annotation;    ///< empty when there is none
    std::string_view default_value; ///< as Python writes it; empty when it is required
    std::string_view since; ///< "1.3": the version that brought it; empty when older than what is known
    std::string_view note;  ///< what it means: Markdown; empty when nothing is said of it

    [[nodiscard]] bool is_required() const {
        return default_value.empty() &&
               (kind == ParameterKind::positional_only || kind == ParameterKind::regular ||
                kind == ParameterKind::keyword_only);
    }
};

/// A public part of the SDK. All views are of its index.
struct Symbol {
    std::string_view path; ///< "modal.Image.pip_install"
    SymbolKind kind = SymbolKind::function;
    std::string_view since;   ///< as for Parameter
    std::string_view returns; ///< annotation; empty when there is none
    std::span<const Parameter> parameters;
    std::string_view
        summary; ///< what it is for, in a sentence or two: Markdown; empty when nothing is said of it
    std::string_view text; ///< what its docstring says beyond that: Markdown
    std::string_view file; ///< as Surface::Symbol::file; empty for what is built in
    std::uint32_t line = 0;
    bool hidden = false;   ///< the SDK leaves it out of its documentation
    bool own_words = true; ///< the summary is ours, not the package's docstring

    [[nodiscard]] std::string_view name() const { return path.substr(path.rfind('.') + 1); }
};

/// The public parts of one release of the SDK. Immutable; may be read from any thread.
class Index {
  public:
    /// What is built in: the signatures of the newest release that this program knows, in our own words.
    [[nodiscard]] static const Index& embedded();

    /// What was read from a package. Since when a part exists, and what its docstring does not say, is taken
    /// from what is built in.
    explicit Index(Surface surface);

    Index(const Index&) = delete;
    Index& operator=(const Index&) = delete;
    ~Index() = default;

    /// The release that the signatures are of.
    [[nodiscard]] std::string_view version() const { return version_; }

    /// By path.
    [[nodiscard]] std::span<const Symbol> symbols() const { return symbols_; }

    /// nullptr when the SDK has no such public part. A trailing ".aio" is left out.
    [[nodiscard]] const Symbol* find(std::string_view path) const;

    /// What stands directly below a path and is documented: members of "modal.Image", or all of "modal".
    [[nodiscard]] std::vector<const Symbol*> members_of(std::string_view path) const;

  private:
    Index();

    Surface surface_; // owns the texts, unless they are built in
    std::string_view version_;
    std::vector<Parameter> parameters_;
    std::vector<Symbol> symbols_;
};

/// "gpu: str | list[str] | None = None", as it stands in a signature.
[[nodiscard]] std::string written(const Parameter& parameter);

/// "Image.pip_install(*packages: str, pre: bool = False) -> Image".
[[nodiscard]] std::string signature_of(const Symbol& symbol);

/// The same with a line for each parameter, when it is long.
[[nodiscard]] std::string signature_block(const Symbol& symbol);

/// The page and place of Modal's documentation.
[[nodiscard]] std::string url_of(std::string_view path);

} // namespace modal_lsp::docs
