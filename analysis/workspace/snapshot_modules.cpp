#include "analysis/workspace/snapshot_modules.hpp"

#include "analysis/workspace/module_finder.hpp"

namespace modal_lsp::workspace {

const python::ModuleFacts* SnapshotModules::facts(FileId file) const {
    const File* found = snapshot_.file(file);
    return found == nullptr ? nullptr : found->facts.get();
}

std::optional<modal::ModuleRef> SnapshotModules::find(FileId importer, std::string_view dotted,
                                                      std::uint32_t level) const {
    const File* file = snapshot_.file(importer);
    if (file == nullptr) return std::nullopt;
    return ModuleFinder(snapshot_.table(), file->config->source_roots).find(importer, dotted, level);
}

std::optional<modal::ModuleRef> SnapshotModules::submodule(const modal::ModuleRef& package,
                                                           std::string_view name) const {
    return ModuleFinder(snapshot_.table(), {}).submodule(package, name);
}

} // namespace modal_lsp::workspace
