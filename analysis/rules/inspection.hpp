#pragma once
#include "analysis/modal/module_view.hpp"
#include "analysis/python/facts.hpp"
#include "analysis/workspace/snapshot.hpp"
#include "analysis/workspace/snapshot_modules.hpp"

#include <string_view>

namespace modal_lsp::rules {

/// One file under inspection: what all rules that look at it share, so that it is found out once. Lives for
/// one run over one file.
class Inspection {
  public:
    Inspection(const workspace::Snapshot& whole, const workspace::File& one)
        : snapshot(whole), file(one), facts(*one.facts), modules_(whole), module(modules_, one.id) {}

    Inspection(const Inspection&) = delete;
    Inspection& operator=(const Inspection&) = delete;
    ~Inspection() = default;

    const workspace::Snapshot& snapshot;
    const workspace::File& file;
    const python::ModuleFacts& facts;

  private:
    workspace::SnapshotModules modules_;

  public:
    /// Calls of the SDK, decorated definitions, and what expressions are in each world.
    modal::ModuleView module;

    [[nodiscard]] std::string_view source(text::ByteRange range) const { return file.document.slice(range); }
};

} // namespace modal_lsp::rules
