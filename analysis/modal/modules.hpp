#pragma once
#include "analysis/modal/value.hpp"
#include "analysis/python/facts.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::modal {

/// A module that was looked for: `import dotted`, seen from a file, with so many leading dots.
struct ModuleName {
    FileId importer{};
    std::string dotted;
    std::uint32_t level = 0;
    friend auto operator<=>(const ModuleName&, const ModuleName&) = default;
};

/// What evaluation may ask of the workspace. Implemented by the index; pure for the time of one evaluation.
class Modules {
  public:
    Modules() = default;
    Modules(const Modules&) = delete;
    Modules& operator=(const Modules&) = delete;
    virtual ~Modules() = default;

    /// nullptr when the file has not been read (yet).
    [[nodiscard]] virtual const python::ModuleFacts* facts(FileId file) const = 0;

    /// What `import dotted`, seen from a file, finds in the workspace: nullopt when it is none of its
    /// modules. `level` counts the leading dots of a relative import.
    [[nodiscard]] virtual std::optional<ModuleRef> find(FileId importer, std::string_view dotted,
                                                        std::uint32_t level) const = 0;

    [[nodiscard]] virtual std::optional<ModuleRef> submodule(const ModuleRef& package,
                                                             std::string_view name) const = 0;
};

} // namespace modal_lsp::modal
