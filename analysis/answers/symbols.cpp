#include "analysis/answers/symbols.hpp"

#include "analysis/answers/describe.hpp"
#include "analysis/answers/fuzzy.hpp"
#include "analysis/answers/target.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace modal_lsp::answers {

using modal::Member;
using modal::ModuleModel;
using modal::ObjectKind;
using workspace::Snapshot;

namespace {

SymbolKind kind_of(const Member& member) {
    return member.kind == ObjectKind::function ? SymbolKind::function : SymbolKind::class_;
}

std::string app_shown(const modal::AppDecl& app) {
    if (!app.name.options.empty()) return app.name.options.front().text.display();
    return app.variable.empty() ? "App" : app.variable;
}

std::string tag_shown(const Member& member) {
    return member.tag.options.size() == 1 ? member.tag.options.front().text.display() : member.name;
}

/// The one text a resource is known by; nullptr when it has none, or is no resource.
const std::string* resource_name(const modal::Lookup& lookup) {
    if (modal::is_member_kind(lookup.kind) || lookup.kind == ObjectKind::app) return nullptr;
    const std::string* name = lookup.name.names.likely();
    return name == nullptr || name->empty() ? nullptr : name;
}

Symbol class_symbol(const Snapshot& snapshot, const Member& member) {
    Symbol symbol{.name = member.name, .kind = kind_of(member)};
    symbol.detail = kind_word(member.kind) + " of " + (member.app.name.empty() ? "an app" : member.app.name);
    if (tag_shown(member) != member.name) symbol.detail += ", \"" + tag_shown(member) + "\"";
    symbol.range = member.range;
    symbol.selection = member.name_range;
    for (const modal::Method& method : member.methods) {
        // Inherited ones may stand in another file.
        const bool here = member.range.encloses(method.range) &&
                          reads(snapshot, member.file, method.name_range, method.name);
        if (!here || method.decorator.empty()) continue;
        symbol.children.push_back({.name = method.name,
                                   .detail = method.decorator,
                                   .kind = SymbolKind::method,
                                   .range = method.range,
                                   .selection = method.name_range});
    }
    return symbol;
}

void add_apps(const ModuleModel& model, std::vector<Symbol>& out) {
    for (const modal::AppDecl& app : model.apps) {
        Symbol symbol{.name = app_shown(app), .detail = "app", .kind = SymbolKind::app};
        symbol.selection = app.name_range;
        symbol.range = {std::min(app.range.begin, app.name_range.begin),
                        std::max(app.range.end, app.name_range.end)};
        if (symbol.name.empty()) symbol.name = "App";
        out.push_back(std::move(symbol));
    }
}

void add_members(const Snapshot& snapshot, const workspace::File& file, std::vector<Symbol>& out) {
    for (const Member& member : file.model->members) {
        if (member.file != file.id) continue;
        const auto same = [&](const Symbol& symbol) { return symbol.selection == member.name_range; };
        if (std::ranges::none_of(out, same)) out.push_back(class_symbol(snapshot, member));
    }
}

void add_resources(const ModuleModel& model, std::vector<Symbol>& out) {
    for (const modal::Lookup& lookup : model.lookups) {
        const std::string* name = resource_name(lookup);
        if (name == nullptr) continue;
        Symbol symbol{.name = *name, .detail = kind_word(lookup.kind), .kind = SymbolKind::resource};
        symbol.range = lookup.range;
        symbol.selection = lookup.range.encloses(lookup.name.range) && !lookup.name.range.empty()
                               ? lookup.name.range
                               : lookup.range;
        out.push_back(std::move(symbol));
    }
}

// --- workspace
// -------------------------------------------------------------------------------------------------

struct Ranked {
    int rank = 0;
    WorkspaceSymbol symbol;
};

class Search {
  public:
    Search(const Snapshot& snapshot, std::string_view query) : snapshot_(snapshot), query_(query) {
        for (const auto& file : snapshot.files())
            if (file) add(*file);
        for (auto& [key, resource] : resources_)
            offer(std::move(resource.symbol));
    }

    std::vector<WorkspaceSymbol> best() {
        const auto order = [&](const Ranked& ranked) {
            const WorkspaceSymbol& s = ranked.symbol;
            return std::tuple(ranked.rank, std::string_view(s.name), std::string_view(s.container),
                              std::string_view(snapshot_.table().path(s.location.file)), s.location.range);
        };
        std::ranges::sort(found_, {}, order);
        std::vector<WorkspaceSymbol> out;
        for (Ranked& ranked : found_) {
            if (out.size() == kMaxWorkspaceSymbols) break;
            if (out.empty() || !(out.back() == ranked.symbol)) out.push_back(std::move(ranked.symbol));
        }
        return out;
    }

  private:
    struct Resource {
        bool created = false;
        WorkspaceSymbol symbol;
    };

    void add(const workspace::File& file) {
        for (const modal::AppDecl& app : file.model->apps)
            offer({app_shown(app), {}, SymbolKind::app, {file.id, app.name_range}});
        for (const Member& member : file.model->members)
            offer({tag_shown(member), member.app.name, kind_of(member), {member.file, member.name_range}});
        for (const modal::LocalEntrypoint& entrypoint : file.model->entrypoints)
            offer({entrypoint.name,
                   entrypoint.app.name,
                   SymbolKind::entrypoint,
                   {file.id, entrypoint.name_range}});
        for (const modal::Lookup& lookup : file.model->lookups)
            note_resource(file.id, lookup);
    }

    void note_resource(FileId file, const modal::Lookup& lookup) {
        const std::string* name = resource_name(lookup);
        if (name == nullptr) return;
        const bool creates = lookup.create_if_missing || lookup.use == modal::NameUse::create;
        Resource& known = resources_[{lookup.kind, *name}];
        if (!known.symbol.name.empty() && (known.created || !creates)) return;
        known.created = creates;
        known.symbol = {*name, kind_word(lookup.kind), SymbolKind::resource, {file, lookup.range}};
    }

    void offer(WorkspaceSymbol symbol) {
        const auto rank = match_rank(query_, symbol.name);
        if (rank && !symbol.name.empty()) found_.push_back({*rank, std::move(symbol)});
    }

    const Snapshot& snapshot_;
    std::string_view query_;
    std::vector<Ranked> found_;
    std::map<std::pair<ObjectKind, std::string>, Resource> resources_;
};

} // namespace

std::vector<Symbol> document_symbols(const Snapshot& snapshot, FileId file) {
    std::vector<Symbol> symbols;
    const workspace::File* asked = snapshot.file(file);
    if (asked == nullptr) return symbols;
    add_apps(*asked->model, symbols);
    add_members(snapshot, *asked, symbols);
    for (const modal::LocalEntrypoint& entrypoint : asked->model->entrypoints)
        symbols.push_back({.name = entrypoint.name,
                           .detail = "local entrypoint",
                           .kind = SymbolKind::entrypoint,
                           .range = entrypoint.range,
                           .selection = entrypoint.name_range});
    add_resources(*asked->model, symbols);
    std::ranges::stable_sort(symbols, {}, [](const Symbol& symbol) { return symbol.range.begin; });
    return symbols;
}

std::vector<WorkspaceSymbol> workspace_symbols(const Snapshot& snapshot, std::string_view query) {
    return Search(snapshot, query).best();
}

} // namespace modal_lsp::answers
