#include "analysis/answers/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

namespace modal_lsp::answers {

using modal::Member;
using modal::ObjectKind;
using modal::Setting;
using workspace::Ref;
using workspace::Snapshot;

namespace {

constexpr std::size_t kShownSource = 160;

std::string counted(std::size_t count, std::string_view singular) {
    return fmt::format("{} {}{}", count, singular, count == 1 ? "" : "s");
}

/// One bullet per entry, cut behind kShownEntries.
template <class T, class Show> void list(const std::vector<T>& entries, Markup& out, Show&& show) {
    const std::size_t shown = std::min(entries.size(), kShownEntries);
    for (const T& entry : std::span(entries).first(shown))
        show(entry);
    if (entries.size() > shown) out.bullet({words(fmt::format("and {} more", entries.size() - shown))});
}

/// What `name=` sets is told elsewhere.
void list_settings(const Snapshot& snapshot, FileId file, const std::vector<Setting>& settings, Markup& out) {
    std::vector<Setting> shown;
    for (const Setting& setting : settings)
        if (!setting.keyword.empty() && setting.keyword != "name") shown.push_back(setting);
    list(shown, out, [&](const Setting& setting) {
        const auto source = snapshot.source({.file = file, .range = setting.value});
        out.bullet({code(setting.keyword), words(": "), code(one_line(source, kShownSource))});
    });
}

std::string app_name(const modal::AppKey& key) {
    return key.name.empty() ? "without a known name" : key.name;
}

std::string names_shown(const modal::Names& names) {
    std::string out;
    for (const modal::NameOption& option : names.options) {
        if (!out.empty()) out += " or ";
        out += option.text.display();
    }
    return out;
}

std::string signature_line(const modal::Method& method) {
    std::string line = method.decorator.empty() ? "" : "@" + method.decorator + "\n";
    return line + (method.is_async ? "async def " : "def ") + method.name + method.signature;
}

void add_summary(const std::string& summary, Markup& out) {
    if (!summary.empty()) out.paragraph({words(summary)});
}

/// Methods that Modal calls or offers, then the plain ones.
void list_methods(const Member& member, Markup& out) {
    std::vector<const modal::Method*> methods;
    for (const modal::Method& method : member.methods)
        if (!method.decorator.empty()) methods.push_back(&method);
    if (methods.empty()) return;
    out.paragraph({words("Methods:")});
    list(methods, out, [&](const modal::Method* method) {
        const std::string line = (method->is_async ? "async " : "") + method->name + method->signature;
        out.bullet({code(one_line(line, kShownSource)), words(" — "), code(method->decorator)});
    });
}

} // namespace

std::string kind_word(ObjectKind kind) {
    switch (kind) {
    case ObjectKind::cls: return "class";
    case ObjectKind::function: return "function";
    case ObjectKind::server: return "server";
    case ObjectKind::sandbox: return "sandbox";
    case ObjectKind::app: return "app";
    default: return std::string(modal::name_of(kind));
    }
}

std::string shown_place(const Snapshot& snapshot, const Location& location) {
    std::string path = shown_path(snapshot, location.file);
    const workspace::File* file = snapshot.file(location.file);
    if (file == nullptr) return path;
    return fmt::format("{}:{}", path, file->document.lines().line_of(location.range.begin) + 1);
}

std::string header_of(const Member& member) {
    const bool is_class = member.kind == ObjectKind::cls || member.kind == ObjectKind::server;
    const std::string_view keyword = is_class ? "class " : member.is_async ? "async def " : "def ";
    return std::string(keyword) + member.name + member.signature;
}

void describe_member(const Snapshot& snapshot, const Ref& ref, Markup& out) {
    const Member& member = snapshot.member(ref);
    out.code_block(header_of(member));
    std::vector<Markup::Piece> where{words(kind_word(member.kind) + " of app "), code(app_name(member.app))};
    where.push_back(words(", " + shown_place(snapshot, {member.file, member.name_range})));
    out.paragraph(where);
    const std::string tags = names_shown(member.tag);
    if (!tags.empty() && tags != member.name) out.paragraph({words("Looked up as "), code(tags), words(".")});
    add_summary(member.summary, out);
    list_settings(snapshot, member.registration.file, member.settings, out);
    for (const std::string& decorator : member.decorators)
        out.bullet({code("@" + decorator)});
    list_methods(member, out);
}

void describe_method(const Snapshot& snapshot, const Ref& ref, std::uint32_t number, Markup& out) {
    const Member& member = snapshot.member(ref);
    const modal::Method& method = member.methods[number];
    out.code_block(signature_line(method));
    out.paragraph({words("method of "), code(member.name), words(", app "), code(app_name(member.app))});
    add_summary(method.summary, out);
}

void describe_entrypoint(const Snapshot& snapshot, const Ref& ref, Markup& out) {
    const modal::LocalEntrypoint& entrypoint = snapshot.file(ref.file)->model->entrypoints[ref.number];
    out.code_block("def " + entrypoint.name + entrypoint.signature);
    out.paragraph({words("local entrypoint of app "), code(app_name(entrypoint.app))});
    add_summary(entrypoint.summary, out);
}

void describe_declaration(const Snapshot& snapshot, const Ref& ref, Markup& out) {
    const modal::AppDecl& app = snapshot.app_decl(ref);
    const std::string name = names_shown(app.name);
    if (name.empty())
        out.paragraph({words("app without a known name")});
    else
        out.paragraph({words("app "), code(name)});
    list_settings(snapshot, ref.file, app.settings, out);
}

void describe_app(const Snapshot& snapshot, const workspace::AppEntry& app, Markup& out) {
    out.paragraph({words("app "), code(app.name)});
    if (app.assumed)
        out.paragraph(
            {words("The name is only a default: it may be set otherwise where the app is deployed.")});
    list(app.declarations, out, [&](const Ref& ref) {
        const modal::AppDecl& declaration = snapshot.app_decl(ref);
        out.bullet({words("defined in " + shown_place(snapshot, {ref.file, declaration.range}))});
    });
    std::set<std::string> includes;
    std::vector<std::string> entrypoints;
    for (const Ref& ref : app.includes) {
        const modal::Include& include = snapshot.file(ref.file)->model->includes[ref.number];
        includes.insert(include.from ? app_name(*include.from) : "an app not known");
    }
    for (const Ref& ref : app.entrypoints)
        entrypoints.push_back(snapshot.file(ref.file)->model->entrypoints[ref.number].name);
    for (const std::string& name : includes)
        out.bullet({words("includes "), code(name)});
    if (!app.members.empty()) out.paragraph({words("Members:")});
    list(app.members, out, [&](const workspace::TaggedMember& member) {
        const FileId file = snapshot.member(member.member).file;
        out.bullet(
            {code(member.tag), words(" — " + kind_word(member.kind) + ", " + shown_path(snapshot, file))});
    });
    if (!entrypoints.empty()) out.paragraph({words("Local entrypoints:")});
    list(entrypoints, out, [&](const std::string& name) { out.bullet({code(name)}); });
    if (!app.closed) out.paragraph({words("It may have members that are not seen here.")});
}

void describe_resource(const Snapshot& snapshot, const Entity& entity, FileId asking, Markup& out) {
    out.paragraph({words(kind_word(entity.kind) + " "), code(entity.name)});
    auto uses = uses_of(snapshot, {entity});
    sort_by_nearness(uses, snapshot, asking, [](const Use& use) { return use.file; });
    const auto is_name = [](const Use& use) { return use.argument == &use.lookup->name; };
    const auto creates = [&](const Use& use) {
        return is_name(use) && (use.lookup->create_if_missing || use.lookup->use == modal::NameUse::create);
    };
    const bool made_in_code = entity.kind != ObjectKind::environment;
    if (made_in_code && std::ranges::none_of(uses, creates))
        out.paragraph({words("Nothing in this workspace creates it.")});
    out.paragraph({words(fmt::format("Used in {}:", counted(uses.size(), "place")))});
    list(uses, out, [&](const Use& use) {
        std::vector<Markup::Piece> line{words(shown_place(snapshot, {use.file, use.lookup->range}))};
        if (!is_name(use))
            line.push_back(words(" — works in it"));
        else if (use.lookup->use == modal::NameUse::create)
            line.push_back(words(" — creates it"));
        else if (use.lookup->use == modal::NameUse::remove)
            line.push_back(words(" — deletes it"));
        else if (use.lookup->create_if_missing)
            line.push_back(words(" — creates it if missing"));
        out.bullet(line);
    });
}

void describe_uses(const Snapshot& snapshot, const std::vector<Entity>& entities, Markup& out) {
    const auto uses = uses_of(snapshot, entities);
    if (uses.empty()) return out.paragraph({words("Not looked up in this workspace.")});
    std::set<FileId> files;
    for (const Use& use : uses)
        files.insert(use.file);
    out.paragraph({words(
        fmt::format("Looked up {} in {}.", counted(uses.size(), "time"), counted(files.size(), "file")))});
}

} // namespace modal_lsp::answers
