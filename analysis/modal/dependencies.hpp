#pragma once
#include "analysis/modal/decorated.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::modal {

enum class DependencyKind : std::uint8_t { secret, proxy, image, network_file_system, volume };

/// Modal's own word: "Secret", "NetworkFileSystem" …
[[nodiscard]] std::string_view name_of(DependencyKind kind);

/// One object that a function needs, as the SDK counts them.
struct Dependency {
    DependencyKind kind = DependencyKind::image;
    std::string label; ///< as one would write it, `Secret.from_name("stripe")`; empty when not known
    Site site;         ///< where it is asked for
};

/// The objects a function or class needs, in the SDK's order: secrets (the app's, its own, one for a
/// non-empty `env=`), proxy, image (always one), network file systems, volumes, secrets of bucket mounts
/// (`modal/_functions.py`, `_deps`). The container compares their number with what was deployed and then
/// takes them by position.
struct Dependencies {
    std::vector<Dependency> list;
    bool complete = true; ///< this list and no other
};

/// What the evaluator's world makes of a registered function or class. Not complete where anything about the
/// number or the kinds is not certain.
[[nodiscard]] Dependencies dependencies_of(Evaluator& evaluator, const Decorated& decorated);

/// True when the function is sent as a whole (`serialized=True`), or may be: its module is then not imported
/// in the container and nothing is compared.
[[nodiscard]] bool may_be_serialized(Evaluator& evaluator, const Decorated& decorated);

} // namespace modal_lsp::modal
