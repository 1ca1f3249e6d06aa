#pragma once
#include "analysis/modal/modules.hpp"
#include "analysis/workspace/file_table.hpp"

#include <span>

namespace modal_lsp::workspace {

/// Finds the file an import names, as Python would when the project is run the way Modal projects are: with
/// the script's own folder, the project's source folders, and the folders around it on the path.
///
/// The name `modal` is the SDK's, also in the many projects with a folder or file of that name, except where
/// Python itself would take the local one: a `modal.py`, or a `modal/` with an `__init__.py`, in the script's
/// own folder.
class ModuleFinder {
  public:
    /// `source_roots` are folders relative to each folder above the importing file. Borrows both.
    ModuleFinder(const FileTable& files, std::span<const std::string> source_roots)
        : files_(&files), source_roots_(source_roots) {}

    [[nodiscard]] std::optional<modal::ModuleRef> find(FileId importer, std::string_view dotted,
                                                       std::uint32_t level) const;
    [[nodiscard]] std::optional<modal::ModuleRef> submodule(const modal::ModuleRef& package,
                                                            std::string_view name) const;

  private:
    [[nodiscard]] std::optional<modal::ModuleRef> module_in(const std::string& directory,
                                                            std::string_view name) const;
    [[nodiscard]] std::optional<modal::ModuleRef> descend(const std::string& directory,
                                                          std::string_view dotted) const;
    [[nodiscard]] std::optional<modal::ModuleRef> find_modal(FileId importer, std::string_view dotted) const;

    const FileTable* files_;
    std::span<const std::string> source_roots_;
};

} // namespace modal_lsp::workspace
