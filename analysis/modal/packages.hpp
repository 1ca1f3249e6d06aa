#pragma once
#include <set>
#include <string>
#include <string_view>

/// What installing a distribution lets one import. A short list of what Modal projects use most; whatever is
/// not in it is unknown, and nothing is concluded from it.
namespace modal_lsp::modal {

/// A package that is known by the name it is imported under.
struct KnownImport {
    std::string_view name;          ///< top-level module, "cv2"
    std::string_view distributions; ///< any of these installs it, normalised (PEP 503), parted by blanks
    bool heavy = false;             ///< takes seconds to import, or needs a GPU's libraries
};

/// nullptr for a module that is not in the list.
[[nodiscard]] const KnownImport* known_import(std::string_view module);

enum class Provided { no, yes, unknown };

/// Whether a module can be imported where these distributions (normalised names) are installed, and nothing
/// else.
[[nodiscard]] Provided provides(const std::set<std::string>& distributions, const KnownImport& import);

} // namespace modal_lsp::modal
