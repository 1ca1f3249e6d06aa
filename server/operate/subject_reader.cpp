#include "server/operate/subject_reader.hpp"

#include "analysis/modal/decorated.hpp"
#include "analysis/workspace/path.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::server::operate {
namespace {

constexpr auto kLookupRules = std::to_array<std::string_view>(
    {"from-name-unknown-app", "from-name-unknown-target", "from-name-wrong-kind"});

template <class List> bool contains(const List& list, std::string_view word) {
    return std::ranges::find(list, word) != std::ranges::end(list);
}

bool has_address(const modal::Member& member) {
    if (member.kind == modal::ObjectKind::server) return true;
    return std::ranges::any_of(member.decorators, modal::is_web_decorator) ||
           std::ranges::any_of(member.methods, modal::is_web_decorator, &modal::Method::decorator);
}

std::vector<Problem> problems_in(const workspace::File& file,
                                 const std::vector<rules::Diagnostic>& findings) {
    std::vector<Problem> problems;
    for (const rules::Diagnostic& found : findings) {
        const bool is_lookup = contains(kLookupRules, found.rule->name);
        const bool is_bad = found.severity == rules::Severity::error ||
                            (is_lookup && found.severity == rules::Severity::warning);
        if (!is_bad) continue;
        problems.push_back({.rule = std::string(found.rule->name),
                            .message = found.message,
                            .line = file.document.lines().line_of(found.range.begin) + 1,
                            .is_lookup = is_lookup});
    }
    return problems;
}

/// What `modal run` takes when nothing is named: the only entrypoint, else the only function.
std::string function_meant(const modal::ModuleModel& model) {
    if (model.entrypoints.size() == 1) return model.entrypoints.front().name;
    if (!model.entrypoints.empty() || model.members.size() != 1) return {};
    const modal::Member& only = model.members.front();
    return only.kind == modal::ObjectKind::function ? only.name : std::string();
}

const python::Definition* definition_of(const python::ModuleFacts& facts, std::string_view function) {
    const std::size_t dot = function.rfind('.');
    const std::string_view name = function.substr(dot == std::string_view::npos ? 0 : dot + 1);
    const std::string_view owner = dot == std::string_view::npos ? "" : function.substr(0, dot);
    const python::Definition* found = nullptr;
    for (const python::Definition& each : facts.definitions) {
        if (each.is_class || facts.text(each.name) != name || facts.is_method(each) != !owner.empty())
            continue;
        const auto is_owner = [&](const python::Definition& around) {
            return around.is_class && facts.text(around.name) == owner &&
                   around.body_range.begin <= each.range.begin && each.range.end <= around.body_range.end;
        };
        if (owner.empty() || std::ranges::any_of(facts.definitions, is_owner)) found = &each;
    }
    return found;
}

std::string source_of(const workspace::File& file, text::ByteRange range) {
    const std::string_view text = file.document.text();
    if (range.end.value > text.size() || range.end <= range.begin) return {};
    return std::string(text.substr(range.begin.value, range.end.value - range.begin.value));
}

std::vector<Parameter> parameters_of(const workspace::File& file, std::string_view function) {
    std::vector<Parameter> out;
    const python::ModuleFacts& facts = *file.facts;
    const python::Definition* definition = definition_of(facts, function);
    if (definition == nullptr) return out;
    bool is_self = facts.is_method(*definition);
    for (const python::Parameter& parameter : definition->parameters) {
        const bool is_own = !std::exchange(is_self, false);
        const bool is_one = parameter.kind != python::ParameterKind::variadic &&
                            parameter.kind != python::ParameterKind::keyword_variadic;
        if (!is_own || !is_one) continue;
        Parameter one{.name = std::string(facts.text(parameter.name)),
                      .type = std::string(facts.text(parameter.annotation)),
                      .has_default = parameter.has_default};
        if (parameter.has_default)
            one.default_value = source_of(file, facts.expr(parameter.default_value).range);
        out.push_back(std::move(one));
    }
    return out;
}

} // namespace

Subject subject_of(const workspace::File& file, const std::vector<rules::Diagnostic>& findings,
                   const std::string& folder, std::string_view function, Language reader) {
    Subject subject{.path = file.path, .folder = folder};
    subject.order.file = std::string(workspace::relative_to(file.path, folder).value_or(file.path));
    subject.order.function = std::string(function);
    for (const modal::AppDecl& app : file.model->apps)
        if (const std::string* name = app.name.certain(); name != nullptr && !contains(subject.apps, *name))
            subject.apps.push_back(*name);
    subject.is_web = std::ranges::any_of(file.model->members, has_address);
    subject.problems = problems_in(file, findings);
    subject.parameters =
        parameters_of(file, function.empty() ? function_meant(*file.model) : std::string(function));
    subject.place.folder = std::string(workspace::parent_of(file.path));
    subject.place.top = folder;
    apply(*file.config, reader, subject);
    return subject;
}

void apply(const Config& config, Language reader, Subject& subject) {
    subject.language = language_of(config, reader);
    subject.place.configured = config.modal_command;
    subject.place.python = config.python;
    subject.place.settings_folder = config.folder.empty() ? subject.folder : config.folder;
    subject.production = config.production_environments;
}

void prefer_module(const workspace::FileSystem& files, const python::ModuleFacts& facts, Subject& subject) {
    if (std::ranges::none_of(facts.imports, [](const python::Import& each) { return each.level > 0; }))
        return;
    std::string folder(workspace::parent_of(subject.path));
    std::string module(workspace::file_name_of(subject.path));
    if (!module.ends_with(".py")) return;
    module.resize(module.size() - 3);
    while (folder != "/" && files.status(workspace::join(folder, "__init__.py"))) {
        module = std::string(workspace::file_name_of(folder)) + "." + module;
        folder = std::string(workspace::parent_of(folder));
    }
    if (module.find('.') == std::string::npos) return;
    subject.order.module = module;
    subject.folder = folder;
}

} // namespace modal_lsp::server::operate
