#include "analysis/package/modules.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::package {
namespace {

constexpr int kMostSteps = 16;
/// Of a dotted name; each dot is a step into it.
constexpr std::size_t kLongestName = 500;
/// Files that are looked for; a release needs a hundred. What is beyond is not there.
constexpr std::size_t kMostFiles = 2000;
constexpr std::string_view kPackage = "modal";

bool is_in_package(std::string_view module) {
    return module == kPackage || module.starts_with("modal.");
}

std::string_view parent_of(std::string_view module) {
    return module.substr(0, std::min(module.rfind('.'), module.size()));
}

bool is_init(std::string_view path) {
    return path.find("/__init__.py") != std::string_view::npos;
}

} // namespace

std::string imported_module(const Module& module, const Declaration& import) {
    if (import.level == 0) return import.module;
    std::string_view base = module.name;
    for (std::uint32_t level = is_init(module.path) ? 1 : 0; level < import.level; ++level)
        base = parent_of(base);
    std::string name(base);
    return import.module.empty() ? name : name.append(".").append(import.module);
}

const Module* Modules::module(std::string_view name, Prefer prefer) {
    constexpr auto kStubFirst =
        std::to_array<std::string_view>({".pyi", "/__init__.pyi", ".py", "/__init__.py"});
    constexpr auto kSourceFirst =
        std::to_array<std::string_view>({".py", "/__init__.py", ".pyi", "/__init__.pyi"});
    std::string folder(name);
    std::ranges::replace(folder, '.', '/');
    for (const std::string_view ending : prefer == Prefer::stub ? kStubFirst : kSourceFirst) {
        const std::string path = folder + std::string(ending);
        auto known = modules_.find(path);
        if (known == modules_.end()) {
            const auto text = modules_.size() < kMostFiles ? (*read_)(path) : std::nullopt;
            auto made = text ? std::optional(Module{std::string(name), path, read_declarations(*text)})
                             : std::nullopt;
            known = modules_.emplace(path, std::move(made)).first;
        }
        if (known->second) return &*known->second;
    }
    return nullptr;
}

Found Modules::find(const Module& module, std::string_view name, Prefer prefer) {
    return find(module, name, prefer, 0);
}

Found Modules::find(const Module& module, std::string_view name, Prefer prefer, int depth) {
    const Declaration* found = find_declaration(module.declarations, name);
    if (found == nullptr || depth > kMostSteps) return {};
    return found->kind == DeclarationKind::import ? follow(module, *found, prefer, depth + 1)
                                                  : Found{&module, found};
}

Found Modules::follow(const Module& module, const Declaration& import, Prefer prefer, int depth) {
    const std::string from = imported_module(module, import);
    if (import.original.empty() || !is_in_package(from)) return {};
    const Module* target = this->module(from, prefer);
    return target == nullptr ? Found{} : find(*target, import.original, prefer, depth);
}

/// The module that a name of this one stands for: "modal.app", or "_sandbox" after `from . import _sandbox`.
const Module* Modules::module_called(const Module& module, std::string_view name, Prefer prefer) {
    if (is_in_package(name)) return this->module(name, prefer);
    const Declaration* import = find_declaration(module.declarations, name);
    if (import == nullptr || import->kind != DeclarationKind::import) return nullptr;
    std::string whole = imported_module(module, *import);
    if (!import->original.empty()) whole.append(".").append(import->original);
    return is_in_package(whole) ? this->module(whole, prefer) : nullptr;
}

Found Modules::find_dotted(const Module& module, std::string_view dotted, Prefer prefer) {
    const auto dot = dotted.rfind('.');
    if (dot == std::string_view::npos) return find(module, dotted, prefer);
    if (dotted.size() > kLongestName) return {};
    const std::string_view owner = dotted.substr(0, dot), name = dotted.substr(dot + 1);
    if (const Module* target = module_called(module, owner, prefer)) return find(*target, name, prefer);
    const Found outer = find_dotted(module, owner, prefer);
    if (!outer) return {};
    const Declaration* inner = outer.declaration->member(name);
    return inner == nullptr ? Found{} : Found{outer.module, inner};
}

} // namespace modal_lsp::package
