#include "analysis/workspace/module_finder.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace modal_lsp::workspace {
namespace {

using modal::ModuleRef;

/// Standard modules whose meaning the evaluator knows. Only the script's own folder comes before them on the
/// path.
constexpr std::array<std::string_view, 8> kStandardModules = {"os",     "types",       "functools", "pathlib",
                                                              "typing", "dataclasses", "enum",      "sys"};

std::string_view parent(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string joined(std::string_view directory, std::string_view name) {
    std::string path;
    path.reserve(directory.size() + name.size() + 1);
    return path.append(directory).append("/").append(name);
}

} // namespace

std::optional<ModuleRef> ModuleFinder::module_in(const std::string& directory, std::string_view name) const {
    if (name.empty()) return std::nullopt;
    const std::string path = joined(directory, name);
    // Python takes a package before a module of the same name, and a folder without `__init__.py` last.
    if (const auto package = files_->find(path + "/__init__.py")) return ModuleRef{package, path};
    if (const auto module = files_->find(path + ".py")) return ModuleRef{module, {}};
    if (files_->is_directory(path)) return ModuleRef{std::nullopt, path};
    return std::nullopt;
}

std::optional<ModuleRef> ModuleFinder::submodule(const ModuleRef& package, std::string_view name) const {
    if (package.directory.empty()) return std::nullopt;
    return module_in(package.directory, name);
}

std::optional<ModuleRef> ModuleFinder::descend(const std::string& directory, std::string_view dotted) const {
    const auto dot = dotted.find('.');
    auto found = module_in(directory, dotted.substr(0, dot));
    while (found && dotted.find('.') != std::string_view::npos) {
        dotted.remove_prefix(dotted.find('.') + 1);
        found = submodule(*found, dotted.substr(0, dotted.find('.')));
    }
    return found;
}

std::optional<ModuleRef> ModuleFinder::find(FileId importer, std::string_view dotted,
                                            std::uint32_t level) const {
    std::string_view directory = parent(files_->path(importer));
    if (level > 0) {
        for (std::uint32_t up = 1; up < level; ++up)
            directory = parent(directory);
        const std::string start(directory);
        if (!dotted.empty()) return descend(start, dotted);
        if (!files_->is_directory(start)) return std::nullopt;
        return ModuleRef{files_->find(start + "/__init__.py"), start};
    }
    const std::string_view top = dotted.substr(0, dotted.find('.'));
    if (top == "modal") return find_modal(importer, dotted);
    const std::string own(directory);
    // A folder without `__init__.py` never hides what is installed, so it counts only when nothing better is
    // found.
    if (auto found = descend(own, dotted); found && found->file) return found;
    if (std::ranges::find(kStandardModules, top) != kStandardModules.end()) return std::nullopt;
    const auto root = files_->root_of(files_->path(importer)).value_or(own);
    std::optional<ModuleRef> fallback = descend(own, dotted);
    for (std::string_view around = directory; around.size() >= root.size() && !around.empty();
         around = parent(around)) {
        for (const std::string& source_root : source_roots_) {
            const std::string base = source_root == "." ? std::string(around) : joined(around, source_root);
            if (auto found = descend(base, dotted)) {
                if (found->file) return found;
                if (!fallback) fallback = found;
            }
        }
    }
    return fallback;
}

std::optional<ModuleRef> ModuleFinder::find_modal(FileId importer, std::string_view dotted) const {
    const std::string own(parent(files_->path(importer)));
    auto local = module_in(own, "modal");
    if (!local || !local->file) return std::nullopt; // a bare folder never hides an installed package
    if (*local->file == importer) return std::nullopt;
    return descend(own, dotted);
}

} // namespace modal_lsp::workspace
