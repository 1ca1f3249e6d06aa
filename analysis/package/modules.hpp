#pragma once
#include "analysis/package/declarations.hpp"
#include "analysis/package/surface_reader.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::package {

/// One file of the package.
struct Module {
    std::string name; ///< "modal.app"
    std::string path; ///< "modal/app.pyi"
    std::vector<Declaration> declarations;
};

/// A declaration and where it stands. Valid as long as the Modules.
struct Found {
    const Module* module = nullptr;
    const Declaration* declaration = nullptr;

    explicit operator bool() const { return declaration != nullptr; }
};

/// Which of a module's two files counts.
enum class Prefer : bool { stub, source };

/// The modules of a package, read when they are asked for, and names followed through their imports.
class Modules {
  public:
    /// `read` must outlive this.
    explicit Modules(const ReadSource& read) : read_(&read) {}

    /// By dotted name; nullptr when there is none.
    const Module* module(std::string_view name, Prefer prefer);

    /// What a name of a module stands for in the end: imports are followed, also out of stubs. Nothing for a
    /// module, and for what is another package's.
    Found find(const Module& module, std::string_view name, Prefer prefer);

    /// What a dotted name means in a module: "Dict", "modal.dict.Dict", "Outer.Inner".
    Found find_dotted(const Module& module, std::string_view dotted, Prefer prefer);

  private:
    const Module* module_called(const Module& module, std::string_view name, Prefer prefer);
    Found follow(const Module& module, const Declaration& import, Prefer prefer, int depth);
    Found find(const Module& module, std::string_view name, Prefer prefer, int depth);

    const ReadSource* read_;
    std::map<std::string, std::optional<Module>, std::less<>> modules_; // by path
};

/// The absolute name of the module that an import in `module` names.
[[nodiscard]] std::string imported_module(const Module& module, const Declaration& import);

} // namespace modal_lsp::package
