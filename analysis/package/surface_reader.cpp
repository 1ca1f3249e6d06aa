#include "analysis/package/surface_reader.hpp"

#include "analysis/package/annotation.hpp"
#include "analysis/package/docstring.hpp"
#include "analysis/package/modules.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace modal_lsp::package {
namespace {

using docs::SymbolKind;
using Symbol = docs::Surface::Symbol;

constexpr int kMostBases = 8;
/// What every release has had: a package without them is another's, or a broken one.
constexpr auto kCore =
    std::to_array<std::string_view>({"modal.App", "modal.App.function", "modal.Cls.from_name",
                                     "modal.Image.debian_slim", "modal.Secret.from_name"});

bool is_public(std::string_view name) {
    return !name.empty() && name.front() != '_';
}

/// "App" of "_App", the class it wraps.
std::string public_name(const std::string& name) {
    return name.starts_with('_') ? name.substr(1) : name;
}

/// The strings of `["a", "b"]`.
std::vector<std::string> strings_of(std::string_view list) {
    std::vector<std::string> found;
    for (auto begin = list.find_first_of("\"'"); begin != std::string_view::npos;) {
        const auto end = list.find(list[begin], begin + 1);
        if (end == std::string_view::npos) break;
        found.emplace_back(list.substr(begin + 1, end - begin - 1));
        begin = list.find_first_of("\"'", end + 1);
    }
    return found;
}

/// The first argument of `synchronize_api(_App, …)`; empty when the value is no such call.
std::string_view wrapped_name(std::string_view value) {
    constexpr auto kWrappers = std::to_array<std::string_view>({"synchronize_api(", "MethodWithAio("});
    for (const std::string_view wrapper : kWrappers) {
        if (!value.starts_with(wrapper)) continue;
        value.remove_prefix(wrapper.size());
        value = value.substr(0, value.find_first_of(",)\n"));
        const auto begin = std::min(value.find_first_not_of(' '), value.size());
        return value.substr(begin);
    }
    return {};
}

/// What callers do not give.
bool is_own(std::string_view parameter) {
    return parameter == "self" || parameter == "cls" || parameter.starts_with('_');
}

bool is_dataclass(const Declaration& declaration) {
    return declaration.has_decorator("dataclass");
}

bool is_property(const Declaration& declaration) {
    return declaration.has_decorator("property") || declaration.has_decorator("classproperty") ||
           declaration.has_decorator("cached_property");
}

class SurfaceReader {
  public:
    SurfaceReader(const ReadSource& read, docs::Surface& surface) : modules_(read), surface_(surface) {}

    /// False when there is no such package.
    bool read_all() {
        const Module* top = modules_.module("modal", Prefer::stub);
        if (top == nullptr) return false;
        exports_ = exported_names(*top);
        for (const std::string& name : exports_)
            if (is_public(name)) top_level(*top, name);
        std::ranges::sort(surface_.symbols, {}, &Symbol::path);
        return true;
    }

    [[nodiscard]] std::string version() {
        const Module* found = modules_.module("modal_version", Prefer::source);
        const Declaration* version = found ? find_declaration(found->declarations, "__version__") : nullptr;
        if (version == nullptr) return {};
        const auto written = strings_of(version->value);
        return written.size() == 1 && version->value.front() != 'f' ? written.front() : std::string();
    }

  private:
    static std::set<std::string> exported_names(const Module& top) {
        std::set<std::string> names;
        if (const Declaration* all = find_declaration(top.declarations, "__all__"))
            std::ranges::copy(strings_of(all->value), std::inserter(names, names.end()));
        if (!names.empty()) return names;
        for (const Declaration& each : top.declarations)
            names.insert(each.name);
        return names;
    }

    void top_level(const Module& top, const std::string& name) {
        const Found found = unwrapped(modules_.find(top, name, Prefer::stub), Prefer::stub);
        if (!found) return;
        const std::string path = "modal." + name;
        const Found source = source_of(top, name);
        if (found.declaration->kind == DeclarationKind::class_)
            add_class(path, found, source);
        else if (found.declaration->kind == DeclarationKind::function)
            add_function(path, SymbolKind::function, found, source);
        else if (const Found spec = modules_.find(
                     *found.module, annotated_class(found.declaration->annotation), Prefer::stub))
            add_protocol(path, SymbolKind::function, spec, source);
    }

    /// What a value of `X = synchronize_api(_X)` is made of.
    Found unwrapped(const Found& found, Prefer prefer) {
        if (!found || found.declaration->kind != DeclarationKind::name) return found;
        const std::string_view inner = wrapped_name(found.declaration->value);
        return inner.empty() ? found : modules_.find_dotted(*found.module, inner, prefer);
    }

    /// The same name in the sources: there the docstrings are, and the code.
    Found source_of(const Module& module, std::string_view name) {
        const Module* source = modules_.module(module.name, Prefer::source);
        return source == nullptr ? Found{}
                                 : unwrapped(modules_.find(*source, name, Prefer::source), Prefer::source);
    }

    Symbol& add(const std::string& path, SymbolKind kind, const Found& found, const Found& source) {
        Symbol& made = surface_.symbols.emplace_back();
        made.path = path;
        made.kind = kind;
        const Found& place = source ? source : found;
        made.file = place.module->path;
        made.line = place.declaration->line;
        return made;
    }

    static const std::string& docstring_of(const Found& found, const Found& source) {
        return found.declaration->docstring.empty() && source ? source.declaration->docstring
                                                              : found.declaration->docstring;
    }

    static void describe(Symbol& symbol, const Docstring& docstring) {
        symbol.hidden = docstring.hidden;
        symbol.summary = docstring.summary;
        symbol.text = docstring.text;
        note_parameters(symbol, docstring);
    }

    static void note_parameters(Symbol& symbol, const Docstring& docstring) {
        for (auto& parameter : symbol.parameters)
            if (parameter.note.empty()) parameter.note = docstring.note_of(parameter.name);
    }

    /// Without `self`, and without what is the SDK's own.
    std::vector<docs::Surface::Parameter> parameters_of(const Found& found) {
        std::vector<docs::Surface::Parameter> parameters;
        for (const auto& declared : found.declaration->parameters) {
            if (is_own(declared.name)) continue;
            auto& parameter = parameters.emplace_back(declared);
            parameter.annotation = readable_annotation(declared.annotation);
            if (!declared.default_value.empty())
                parameter.default_value = default_of(*found.module, declared.default_value);
        }
        return parameters;
    }

    /// The stub has the value of what the source computes (`timeout=60 * 60`).
    static void take_defaults(std::vector<docs::Surface::Parameter>& parameters, const Declaration& stub) {
        for (auto& parameter : parameters) {
            const auto same =
                std::ranges::find(stub.parameters, parameter.name, &docs::Surface::Parameter::name);
            if (parameter.default_value.empty() || same == stub.parameters.end() ||
                same->default_value.empty())
                continue;
            if (std::string value = readable_default(same->default_value); value != "...")
                parameter.default_value = std::move(value);
        }
    }

    /// Constants of the module are looked up.
    std::string default_of(const Module& module, const std::string& written) {
        const Found constant = modules_.find_dotted(module, written, Prefer::source);
        const bool known = constant && constant.declaration->kind == DeclarationKind::name;
        return readable_default(known ? constant.declaration->value : written);
    }

    void add_function(const std::string& path, SymbolKind kind, const Found& found, const Found& source) {
        const Docstring docstring = read_docstring(docstring_of(found, source));
        Symbol& made = add(path, kind, found, source);
        // At run time the source's parameters count; a stub may tell them by overloads, or be behind.
        const bool by_source = source && source.declaration->kind == DeclarationKind::function &&
                               !source.declaration->has_decorator("overload");
        made.parameters = parameters_of(by_source ? source : found);
        if (by_source) take_defaults(made.parameters, *found.declaration);
        made.returns = readable_annotation(found.declaration->annotation);
        describe(made, docstring);
    }

    /// The class and those it inherits from, nearest first, as far as they are the package's.
    std::vector<Found> lineage(const Found& found, Prefer prefer) {
        std::vector<Found> line{found};
        for (std::size_t i = 0; i < line.size() && i < kMostBases; ++i) {
            const Found each = line[i];
            for (const std::string& base : each.declaration->bases) {
                const std::string name = annotated_class(base);
                const Found above = unwrapped(modules_.find_dotted(*each.module, name, prefer), prefer);
                if (above && above.declaration->kind == DeclarationKind::class_) line.push_back(above);
            }
        }
        return line;
    }

    static Found member_of(const std::vector<Found>& line, std::string_view name) {
        for (const Found& each : line)
            if (const Declaration* member = each.declaration->member(name)) return {each.module, member};
        return {};
    }

    void add_class(const std::string& path, const Found& found, const Found& source) {
        const auto line = lineage(found, Prefer::stub);
        const auto source_line = source ? lineage(source, Prefer::source) : std::vector<Found>();
        Symbol& made = add(path, SymbolKind::class_, found, source);
        construct(made, line, source_line);
        describe(made, read_docstring(docstring_of(found, source)));
        members(path, line, source_line, 0);
    }

    /// What calling the class takes.
    void construct(Symbol& made, const std::vector<Found>& line, const std::vector<Found>& source_line) {
        const Found init = member_of(line, "__init__");
        if (init && init.declaration->kind == DeclarationKind::function) {
            const Docstring docstring =
                read_docstring(docstring_of(init, member_of(source_line, "__init__")));
            made.parameters = parameters_of(init);
            note_parameters(made, docstring);
        } else if (is_dataclass(*line.front().declaration)) {
            for (const Declaration& field : line.front().declaration->members) {
                if (field.kind != DeclarationKind::name || field.annotation.empty()) continue;
                made.parameters.push_back(
                    {.name = field.name,
                     .annotation = readable_annotation(field.annotation),
                     .default_value = field.value.empty() ? "" : readable_default(field.value)});
            }
        }
    }

    void members(const std::string& path, const std::vector<Found>& line,
                 const std::vector<Found>& source_line, int depth) {
        // A wrapper passes on methods and properties, but no fields.
        const auto is_wrapped = [](const std::vector<Found>& classes) {
            return !classes.empty() && !is_public(classes.front().declaration->name);
        };
        const bool wrapped = is_wrapped(source_line), unstubbed = is_wrapped(line);
        std::set<std::string_view> seen;
        for (const Found& owner : line)
            for (const Declaration& member : owner.declaration->members) {
                if (!is_public(member.name) || !seen.insert(member.name).second) continue;
                Found source = unwrapped(member_of(source_line, member.name), Prefer::source);
                if (source && wrapped && source.declaration->kind == DeclarationKind::name) source = {};
                const Found found = unwrapped({owner.module, &member}, Prefer::stub);
                if (unstubbed && found && found.declaration->kind == DeclarationKind::name) continue;
                if (found) this->add_member(path + "." + member.name, found, owner, source, depth);
            }
    }

    void add_member(const std::string& path, const Found& found, const Found& owner, const Found& source,
                    int depth) {
        const Declaration& declaration = *found.declaration;
        if (declaration.kind == DeclarationKind::function && !is_property(declaration))
            return add_function(path, SymbolKind::method, found, source);
        if (declaration.kind == DeclarationKind::class_) return;
        const std::string type = annotated_class(declaration.annotation);
        if (declaration.kind == DeclarationKind::name) {
            if (const Declaration* spec = owner.declaration->member(type))
                return add_protocol(path, SymbolKind::method, {found.module, spec}, source);
            // Without a value it is no attribute of the class.
            if (declaration.value.empty() && (!source || source.declaration->value.empty())) return;
        }
        add_property(path, found, source, type, depth);
    }

    /// `create: __create_spec`: a method whose twin is asynchronous, told as a class with `__call__`.
    void add_protocol(const std::string& path, SymbolKind kind, const Found& spec, const Found& source) {
        if (const Declaration* call = spec.declaration->member("__call__"))
            add_function(path, kind, {spec.module, call}, source);
    }

    void add_property(const std::string& path, const Found& found, const Found& source,
                      const std::string& type, int depth) {
        const Docstring docstring = read_docstring(docstring_of(found, source));
        Symbol& made = add(path, SymbolKind::property, found, source);
        made.returns = readable_annotation(found.declaration->annotation);
        describe(made, docstring);
        const Found target = modules_.find_dotted(*found.module, type, Prefer::stub);
        if (depth > 0 || !target || target.declaration->kind != DeclarationKind::class_) return;
        // What is exported has a place of its own.
        if (exports_.contains(public_name(target.declaration->name))) return;
        const Found original = source_of(*target.module, target.declaration->name);
        members(path, lineage(target, Prefer::stub),
                original ? lineage(original, Prefer::source) : std::vector<Found>(), depth + 1);
    }

    Modules modules_;
    docs::Surface& surface_;
    std::set<std::string> exports_;
};

} // namespace

tl::expected<docs::Surface, std::string> read_surface(const ReadSource& read, std::string version) {
    docs::Surface surface{.version = std::move(version)};
    SurfaceReader reader(read, surface);
    if (!reader.read_all())
        return tl::unexpected(std::string("there is no modal/__init__.py that can be read"));
    if (surface.version.empty()) surface.version = reader.version();
    for (const std::string_view path : kCore)
        if (!std::ranges::binary_search(surface.symbols, path, {}, &Symbol::path))
            return tl::unexpected("it has no " + std::string(path) +
                                  ": it is not Modal's SDK, or not all of it");
    return surface;
}

} // namespace modal_lsp::package
