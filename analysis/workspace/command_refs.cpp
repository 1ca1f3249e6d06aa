#include "analysis/workspace/command_refs.hpp"

#include "analysis/modal/decorated.hpp"
#include "analysis/workspace/path.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace modal_lsp::workspace {
namespace {

using commands::ModalCommand;
using commands::Part;

/// What authors write where a reader is to put something.
bool is_placeholder(std::string_view path) {
    constexpr auto kMarks = std::to_array<std::string_view>({"path/to", "your", "YOUR", "example.py", "<",
                                                             "{", "[", "*", "...", "foo", "my_", "myapp.py",
                                                             "some_", "app_module.py", "hello_world.py"});
    return std::ranges::any_of(
        kMarks, [&](std::string_view mark) { return path.find(mark) != std::string_view::npos; });
}

/// A file that the same text fetches or makes need not be in the workspace.
bool may_be_made(std::string_view text, std::string_view path) {
    constexpr auto kMakers = std::to_array<std::string_view>(
        {"git clone", "repository:", "wget ", "curl -O", "curl -o", "unzip ", "tar "});
    const auto mentions = [&](std::string_view maker) { return text.find(maker) != std::string_view::npos; };
    const std::string name(file_name_of(path));
    // "# training.py" is the heading of an example.
    return std::ranges::any_of(kMakers, mentions) || mentions("> " + name) || mentions(">" + name) ||
           mentions("# " + name);
}

/// "pkg/app.py", and "pkg/app/__init__.py" for a module.
std::vector<std::string> paths_of(const commands::ImportRef& ref) {
    std::string path = ref.path.text;
    if (!ref.is_module) {
        while (path.starts_with("./"))
            path.erase(0, 2);
        return {std::move(path)};
    }
    std::ranges::replace(path, '.', '/');
    return {path + ".py", path + "/__init__.py"};
}

std::optional<FileId> above(const Snapshot& snapshot, const File& host, const std::string& folder,
                            const std::vector<std::string>& paths) {
    const std::string start = join(parent_of(host.path), folder.empty() ? "." : folder);
    const auto root = snapshot.table().root_of(host.path);
    for (std::string at = normalized_path(start);; at = parent_of(at)) {
        for (const std::string& path : paths)
            if (const auto found = snapshot.table().find(normalized_path(join(at, path)))) return found;
        if (at == "/" || !root || at == *root) return std::nullopt;
    }
}

/// Whether one, none or several files of the workspace end like this; an ending that is only a part of a name
/// does not count.
RefFile by_ending(const Snapshot& snapshot, const std::vector<std::string>& paths) {
    RefFile out{.state = RefState::missing};
    const FileTable& table = snapshot.table();
    for (std::size_t number = 0; number < table.size(); ++number) {
        const FileId id{static_cast<std::uint32_t>(number)};
        if (!table.exists(id)) continue;
        const auto ends = [&](const std::string& path) {
            return table.path(id).ends_with(path) && table.path(id).size() > path.size() &&
                   table.path(id)[table.path(id).size() - path.size() - 1] == '/';
        };
        if (std::ranges::none_of(paths, ends)) continue;
        if (out.state == RefState::found) return {.state = RefState::unknown};
        out = {.state = RefState::found, .file = id};
    }
    return out;
}

std::vector<std::string_view> split(std::string_view dotted) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto dot = dotted.find('.');
        parts.push_back(dotted.substr(0, dot));
        if (dot == std::string_view::npos) return parts;
        dotted.remove_prefix(dot + 1);
    }
}

text::ByteRange range_of(const Part& whole, std::string_view piece) {
    const auto begin = whole.range.begin.value + static_cast<std::uint32_t>(piece.data() - whole.text.data());
    return text::make_range(begin, begin + static_cast<std::uint32_t>(piece.size()));
}

bool has_tag(const modal::Member& member, std::string_view name) {
    if (member.name == name) return true;
    return std::ranges::any_of(member.tag.options, [&](const modal::NameOption& option) {
        return option.text.is_known() && option.text.known() == name;
    });
}

std::optional<Ref> member_named(const Snapshot& snapshot, const File& file, std::string_view name) {
    const auto& members = file.model->members;
    for (std::size_t i = 0; i < members.size(); ++i)
        if (has_tag(members[i], name)) return Ref{file.id, static_cast<std::uint32_t>(i)};
    for (const modal::AppDecl& app : file.model->apps) {
        const std::string* called = app.name.likely();
        const AppEntry* entry = called == nullptr ? nullptr : snapshot.apps().find(*called);
        if (entry == nullptr) continue;
        for (const TaggedMember& tagged : entry->members)
            if (tagged.known_tag && tagged.tag == name) return tagged.member;
    }
    return std::nullopt;
}

} // namespace

RefFile file_of(const Snapshot& snapshot, const File& host, const ModalCommand& command) {
    if (!command.ref || !command.ref->path.known || command.ref->path.text.empty()) return {};
    const std::string& path = command.ref->path.text;
    if (path.starts_with('~') || path.find("..") != std::string::npos || path == "-") return {};
    if (path.starts_with('/')) {
        const auto found = snapshot.table().find(path);
        return found ? RefFile{.state = RefState::found, .file = *found} : RefFile{};
    }
    const auto paths = paths_of(*command.ref);
    const bool moved = command.folder == "?";
    if (const auto found = above(snapshot, host, moved ? "" : command.folder, paths))
        return {.state = RefState::found, .file = *found};
    auto found = by_ending(snapshot, paths);
    const bool open = moved || is_placeholder(path) || command.ref->is_module || !snapshot.complete() ||
                      may_be_made(host.document.text(), path);
    if (found.state == RefState::missing && open) found.state = RefState::unknown;
    return found;
}

std::optional<RefMember> member_of(const Snapshot& snapshot, const File& file, const Part& member) {
    if (!member.known || member.text.empty()) return std::nullopt;
    auto parts = split(member.text);
    const auto& apps = file.model->apps;
    const auto app = std::ranges::find(apps, parts.front(), &modal::AppDecl::variable);
    if (app != apps.end()) {
        const Ref entry{file.id, static_cast<std::uint32_t>(app - apps.begin())};
        if (parts.size() == 1)
            return RefMember{
                .kind = RefMember::Kind::app, .entry = entry, .name = range_of(member, parts[0])};
        parts.erase(parts.begin());
    }
    const auto& entrypoints = file.model->entrypoints;
    const auto entrypoint = std::ranges::find(entrypoints, parts.front(), &modal::LocalEntrypoint::name);
    if (parts.size() == 1 && entrypoint != entrypoints.end())
        return RefMember{.kind = RefMember::Kind::entrypoint,
                         .entry = {file.id, static_cast<std::uint32_t>(entrypoint - entrypoints.begin())},
                         .name = range_of(member, parts[0])};
    const auto entry = member_named(snapshot, file, parts.front());
    if (!entry || parts.size() > 2) return std::nullopt;
    RefMember found{.entry = *entry, .name = range_of(member, parts[0])};
    if (parts.size() == 1) return found;
    const auto& methods = snapshot.member(*entry).methods;
    const auto method = std::ranges::find(methods, parts[1], &modal::Method::name);
    if (method == methods.end()) return std::nullopt;
    found.kind = RefMember::Kind::method;
    found.method = static_cast<std::uint32_t>(method - methods.begin());
    found.owner = found.name;
    found.name = range_of(member, parts[1]);
    return found;
}

bool certainly_lacks(const Snapshot& snapshot, const File& file, std::string_view member) {
    if (!snapshot.complete() || !file.is_sound() || file.model->apps.empty()) return false;
    const auto first = split(member).front();
    if (!file.facts->bindings_of(python::kModuleScope, first).empty()) return false;
    if (!file.facts->bindings_of(python::kModuleScope, "*").empty()) return false;
    if (!file.facts->bindings_of(python::kModuleScope, "__getattr__").empty()) return false;
    return std::ranges::all_of(file.model->apps, [&](const modal::AppDecl& app) {
        const std::string* name = app.name.certain();
        const AppEntry* entry = name == nullptr ? nullptr : snapshot.apps().find(*name);
        return entry != nullptr && entry->closed;
    });
}

std::vector<Runnable> runnables(const File& file) {
    std::vector<Runnable> out;
    const modal::ModuleModel& model = *file.model;
    for (std::size_t i = 0; i < model.entrypoints.size(); ++i)
        out.push_back({.name = model.entrypoints[i].name,
                       .entrypoint = true,
                       .entry = {file.id, static_cast<std::uint32_t>(i)}});
    for (std::size_t i = 0; i < model.members.size(); ++i) {
        const modal::Member& member = model.members[i];
        const Ref entry{file.id, static_cast<std::uint32_t>(i)};
        if (member.kind == modal::ObjectKind::function)
            out.push_back({.name = member.name,
                           .web = std::ranges::any_of(member.decorators, modal::is_web_decorator),
                           .entry = entry});
        if (member.kind != modal::ObjectKind::cls) continue;
        for (const modal::Method& method : member.methods)
            if (modal::makes_callable(method.decorator))
                out.push_back({.name = member.name + "." + method.name,
                               .web = modal::is_web_decorator(method.decorator),
                               .entry = entry});
    }
    return out;
}

std::optional<modal::ObjectKind> kind_named_by(std::string_view words) {
    using modal::ObjectKind;
    constexpr auto kGroups =
        std::to_array<std::pair<std::string_view, ObjectKind>>({{"app ", ObjectKind::app},
                                                                {"secret ", ObjectKind::secret},
                                                                {"volume ", ObjectKind::volume},
                                                                {"dict ", ObjectKind::dict},
                                                                {"queue ", ObjectKind::queue},
                                                                {"environment ", ObjectKind::environment}});
    for (const auto& [group, kind] : kGroups)
        if (words.starts_with(group)) return kind;
    return std::nullopt;
}

std::vector<CommandName> names_in(const ModalCommand& command) {
    using modal::ObjectKind;

    std::vector<CommandName> out;
    if (command.cli == nullptr) return out;
    const auto add = [&](ObjectKind kind, const Part& part) {
        if (part.known && !part.text.empty() && part.range.size() == part.text.size())
            out.push_back({.kind = kind, .part = &part});
    };
    const auto words = command.cli->words;
    if (const auto kind = kind_named_by(words); kind && !command.arguments.empty())
        add(*kind, command.arguments.front());
    for (const commands::OptionUse& option : command.options) {
        if (!option.value) continue;
        if (option.name == "--env" || option.name == "-e") add(ObjectKind::environment, *option.value);
        if (option.name == "--name" && words == "deploy") add(ObjectKind::app, *option.value);
        if (option.name == "--secret" && words == "shell") add(ObjectKind::secret, *option.value);
    }
    std::erase_if(out, [](const CommandName& name) { return name.part->text.starts_with("ap-"); });
    return out;
}

} // namespace modal_lsp::workspace
