#pragma once
#include "analysis/modal/modules.hpp"
#include "analysis/workspace/snapshot.hpp"

namespace modal_lsp::workspace {

/// Lets a modal::Evaluator look into the files of a snapshot, which must outlive this.
class SnapshotModules : public modal::Modules {
  public:
    explicit SnapshotModules(const Snapshot& snapshot) : snapshot_(snapshot) {}

    [[nodiscard]] const python::ModuleFacts* facts(FileId file) const override;
    [[nodiscard]] std::optional<modal::ModuleRef> find(FileId importer, std::string_view dotted,
                                                       std::uint32_t level) const override;
    [[nodiscard]] std::optional<modal::ModuleRef> submodule(const modal::ModuleRef& package,
                                                            std::string_view name) const override;

  private:
    const Snapshot& snapshot_;
};

} // namespace modal_lsp::workspace
