#include "analysis/rules/from_name.hpp"

#include "analysis/syntax/literals.hpp"
#include "analysis/text/similarity.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace modal_lsp::rules {

using modal::Lookup;
using modal::NameArgument;
using modal::ObjectKind;
using python::BindingKind;
using python::ModuleFacts;
using workspace::AppEntry;
using workspace::File;
using workspace::Snapshot;

namespace {

bool looks_up_member(const Lookup& lookup) {
    const bool member = lookup.kind == ObjectKind::function || lookup.kind == ObjectKind::cls ||
                        lookup.kind == ObjectKind::server;
    return member && lookup.use == modal::NameUse::lookup && lookup.app.given && lookup.name.given;
}

/// One call may look up a class or a function, as in `(Cls if x else Function).from_name(...)`.
bool has_one_kind(const std::vector<Lookup>& lookups, const Lookup& lookup) {
    return std::ranges::none_of(lookups, [&](const Lookup& other) {
        return other.range == lookup.range && other.kind != lookup.kind;
    });
}

bool is_whole_literal(const File& file, const NameArgument& argument) {
    if (!argument.is_literal) return false;
    const auto literal = syntax::split_string_literal(file.document.slice(argument.expression_range));
    return literal && literal->terminated;
}

/// In broken text a constant may have lost an assignment, and a call its end.
bool is_intact(const File& file, const Lookup& lookup) {
    if (!file.facts->has_error && !file.facts->truncated) return true;
    return is_whole_literal(file, lookup.app) && is_whole_literal(file, lookup.name) &&
           file.document.slice(lookup.range).ends_with(')');
}

char folded(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    return c;
}

bool equal_but_for_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, folded, folded);
}

std::string without_separators(std::string_view name) {
    std::string out;
    for (const char c : name)
        if (c != '-' && c != '_' && c != '.' && c != ' ') out.push_back(c);
    return out;
}

/// The binding a name at a place refers to, as far as plain scoping tells.
const python::Binding* binding_at(const ModuleFacts& facts, std::string_view name, text::ByteOffset at) {
    for (python::ScopeId scope = facts.scope_at(at);; scope = facts.scope(scope).parent) {
        const auto bindings = facts.bindings_of(scope, name);
        if (bindings.size() > 1) return nullptr;
        if (!bindings.empty()) return &facts.bindings[bindings.front()];
        if (scope == python::kModuleScope) return nullptr;
    }
}

/// `from modal import Function` becomes `from modal import Function, Cls`, unless Cls is there already.
std::optional<std::vector<FileEdit>> import_beside(const File& file, std::string_view present,
                                                   std::string_view wanted, text::ByteOffset at) {
    const ModuleFacts& facts = *file.facts;
    const auto is_modal_import = [&](const python::Binding* binding, std::string_view name) {
        if (binding == nullptr || binding->kind != BindingKind::import_from) return false;
        const python::Import& import = facts.imports[binding->detail];
        return facts.text(import.module) == "modal" && import.level == 0 && facts.text(import.name) == name;
    };
    if (is_modal_import(binding_at(facts, wanted, at), wanted)) return std::vector<FileEdit>{};
    const python::Binding* binding = binding_at(facts, present, at);
    const bool taken = !facts.bindings_of(python::kModuleScope, wanted).empty() ||
                       !facts.bindings_of(facts.scope_at(at), wanted).empty();
    if (taken || !is_modal_import(binding, present)) return std::nullopt;
    const python::Import& import = facts.imports[binding->detail];
    if (import.has_alias) return std::nullopt;
    const text::ByteRange behind{import.name_range.end, import.name_range.end};
    return std::vector<FileEdit>{{file.path, {behind, fmt::format(", {}", wanted)}}};
}

/// Where the one default of a name is written; nullopt when there is more to the name than that.
std::optional<modal::Site> default_of(const modal::Names& names) {
    const bool one_default = names.options.size() == 1 && names.options.front().assumed;
    return one_default && names.likely() != nullptr ? names.options.front().literal : std::nullopt;
}

/// The literal is an argument of the very call that reads the setting, so that whoever has this default has
/// the same setting, too.
bool is_read_here(const Snapshot& snapshot, const modal::Site& site) {
    const File* file = snapshot.file(site.file);
    if (file == nullptr) return false;
    const auto& lines = file->document.lines();
    const auto line = lines.line_range(lines.line_of(site.range.begin));
    const auto before = file->document.slice({line.begin, site.range.begin});
    return before.find("environ.get(") != std::string_view::npos ||
           before.find("getenv(") != std::string_view::npos;
}

/// True when app and lookup are called the same whatever is set outside: both names are certain, or both come
/// from one and the same reading of one setting.
bool is_same_name(const Snapshot& snapshot, const AppEntry& app, const MemberLookup& lookup) {
    if (!app.assumed || !lookup.app_default) return !app.assumed && !lookup.app_default;
    return is_read_here(snapshot, *lookup.app_default) &&
           std::ranges::all_of(app.declarations, [&](const workspace::Ref& declaration) {
               return default_of(snapshot.app_decl(declaration).name) == lookup.app_default;
           });
}

} // namespace

std::vector<MemberLookup> member_lookups(const File& file) {
    std::vector<MemberLookup> out;
    const auto& lookups = file.model->lookups;
    for (const Lookup& lookup : lookups) {
        if (!looks_up_member(lookup) || !has_one_kind(lookups, lookup) || !is_intact(file, lookup)) continue;
        const std::string* app = lookup.app.names.certain();
        const std::string* name = lookup.name.names.certain();
        std::optional<modal::Site> app_default;
        if (app == nullptr) {
            app_default = default_of(lookup.app.names);
            if (app_default) app = lookup.app.names.likely();
        }
        if (app == nullptr || name == nullptr || app->empty() || name->empty()) continue;
        out.push_back({.call = &lookup, .app = *app, .name = *name, .app_default = app_default});
    }
    return out;
}

const AppEntry* whole_app(const Snapshot& snapshot, const File& file, const MemberLookup& lookup) {
    const AppEntry* entry = snapshot.apps().find(lookup.app);
    if (entry == nullptr || !entry->closed || !is_same_name(snapshot, *entry, lookup)) return nullptr;
    if (is_external(file, lookup.app) || snapshot.apps().could_exist(lookup.app)) return nullptr;
    // An app that is made in the middle of an expression, `register(modal.App("shop"))`, may be in other
    // hands.
    const bool bound = std::ranges::all_of(entry->declarations, [&](const workspace::Ref& declaration) {
        return !snapshot.app_decl(declaration).variable.empty();
    });
    return bound ? entry : nullptr;
}

bool may_have_tag(const Snapshot& snapshot, const workspace::TaggedMember& member, std::string_view tag) {
    if (member.known_tag) return member.tag == tag;
    return std::ranges::any_of(snapshot.member(member.member).tag.options,
                               [&](const modal::NameOption& option) { return option.text.could_be(tag); });
}

bool is_external(const File& file, std::string_view app) {
    return std::ranges::find(file.config->external_apps, app) != file.config->external_apps.end();
}

std::string noun_of(ObjectKind kind, Language language) {
    if (kind == ObjectKind::cls) return say(language, {"class", "类"});
    if (kind == ObjectKind::server) return say(language, {"server", "服务器"});
    return say(language, {"function", "函数"});
}

std::string suggestion(std::string_view written, std::string_view meant, Language language) {
    if (equal_but_for_case(written, meant))
        return say(language, {"differs only in case: \"{}\"", "仅大小写不同：\"{}\""}, meant);
    const std::string bare = without_separators(written);
    const std::string bare_meant = without_separators(meant);
    if (bare == bare_meant)
        return say(language, {"differs only in separators: \"{}\"", "仅分隔符不同：\"{}\""}, meant);
    if (equal_but_for_case(bare, bare_meant))
        return say(language, {"differs only in case and separators: \"{}\"", "仅大小写和分隔符不同：\"{}\""},
                   meant);
    return say(language, {"did you mean \"{}\"?", "是否想写 \"{}\"？"}, meant);
}

std::optional<Fix> change_name(const File& file, const NameArgument& argument, std::string_view name,
                               Language language) {
    if (!argument.is_literal) return std::nullopt;
    const auto literal = syntax::split_string_literal(file.document.slice(argument.expression_range));
    if (!literal || !literal->terminated) return std::nullopt;
    std::string content = syntax::escape_for(name, *literal);
    if (syntax::unescape(content, literal->raw) != name) return std::nullopt;
    if (literal->raw && name.find(literal->quote) != std::string_view::npos) return std::nullopt;
    return Fix{.title = say(language, {"Change to \"{}\"", "改为 \"{}\""}, name),
               .safety = Safety::unsafe,
               .edits = {{file.path, {argument.range, std::move(content)}}}};
}

std::optional<std::vector<FileEdit>> change_kind(const File& file, const Lookup& lookup, ObjectKind kind) {
    if (lookup.kind_range.empty()) return std::nullopt;
    const std::string_view present = file.document.slice(lookup.kind_range);
    const std::string_view wanted = modal::name_of(kind);
    if (present != modal::name_of(lookup.kind)) return std::nullopt;
    std::vector<FileEdit> edits{{file.path, {lookup.kind_range, std::string(wanted)}}};
    // The range of a call starts at its callee: `Cls` itself there, not `modal.Cls`, was imported by name.
    if (lookup.kind_range.begin == lookup.range.begin) {
        const auto imported = import_beside(file, present, wanted, lookup.kind_range.begin);
        if (!imported) return std::nullopt;
        edits.insert(edits.end(), imported->begin(), imported->end());
    }
    return edits;
}

void relate_app(const Snapshot& snapshot, const AppEntry& app, Diagnostic& diagnostic, Language language) {
    if (app.declarations.empty()) return;
    const modal::AppDecl& declaration = snapshot.app_decl(app.declarations.front());
    diagnostic.related.push_back(
        {.path = snapshot.table().path(app.declarations.front().file),
         .range = declaration.name_range,
         .message = say(language, {"app \"{}\" is made here", "应用 \"{}\" 在此创建"}, app.name)});
}

void relate_member(const Snapshot& snapshot, const workspace::TaggedMember& member, Diagnostic& diagnostic,
                   Language language) {
    const modal::Member& definition = snapshot.member(member.member);
    diagnostic.related.push_back(
        {.path = snapshot.table().path(definition.file),
         .range = definition.name_range,
         .message = say(language, {"{} \"{}\" is defined here", "{} \"{}\" 在此定义"},
                        noun_of(member.kind, language), member.tag)});
}

void relate_literal(const Snapshot& snapshot, const NameArgument& argument, Diagnostic& diagnostic,
                    Language language) {
    if (argument.is_literal || argument.names.options.empty()) return;
    const auto& literal = argument.names.options.front().literal;
    if (!literal) return;
    diagnostic.related.push_back({.path = snapshot.table().path(literal->file),
                                  .range = literal->range,
                                  .message = say(language, {"the name is written here", "名称写在此处"})});
}

} // namespace modal_lsp::rules
