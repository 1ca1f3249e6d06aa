#pragma once
#include "analysis/modal/image.hpp"
#include "analysis/modal/packages.hpp"
#include "analysis/rules/registrations.hpp"

#include <optional>
#include <vector>

/// What the rules about imports in containers have in common.
namespace modal_lsp::rules {

/// An import of the file that runs in the container of a function.
struct ContainerImport {
    const python::Binding* binding = nullptr; ///< never null
    std::string top;                          ///< the top-level module, "google"
    text::ByteRange range;                    ///< of the module's name
    bool at_import = false;                   ///< at module level, else in the function's body
};

/// The image of a registered function or class, read; nullopt when it is not wholly known.
[[nodiscard]] std::optional<modal::ImageContents> image_contents(Inspection& inspection,
                                                                 const Registration& registration);

/// Imports that certainly run when the container of this function starts or it is called: those of the module
/// that no guard surrounds, and those of its own body.
[[nodiscard]] std::vector<ContainerImport> container_imports(Inspection& inspection,
                                                             const Registration& registration);

} // namespace modal_lsp::rules
