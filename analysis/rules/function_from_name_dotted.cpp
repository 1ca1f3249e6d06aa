#include "analysis/rules/from_name.hpp"
#include "analysis/rules/inspection.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace modal_lsp::rules {
namespace {

using modal::ObjectKind;
using workspace::AppEntry;
using workspace::AppIndex;
using workspace::TaggedMember;

/// "Model.run" taken apart; both parts empty when it is not two words.
struct Dotted {
    std::string_view class_name, method;
};

bool is_word(std::string_view text) {
    const auto fits = [](char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    return !text.empty() && (text.front() < '0' || text.front() > '9') && std::ranges::all_of(text, fits);
}

Dotted take_apart(std::string_view name) {
    const auto dot = name.find('.');
    const Dotted parts{name.substr(0, dot), name.substr(dot + 1)};
    return is_word(parts.class_name) && is_word(parts.method) ? parts : Dotted{};
}

/// A nested function that is deployed serialized goes by its dotted qualified name, and so may `name="a.b"`.
bool is_real_tag(const AppEntry* app, std::string_view name) {
    if (name.find(".<locals>.") != std::string_view::npos) return true;
    return app != nullptr && !AppIndex::members_tagged(*app, name).empty();
}

const TaggedMember* class_tagged(const AppEntry* app, std::string_view name) {
    if (app == nullptr) return nullptr;
    const auto found = std::ranges::find_if(app->members, [&](const TaggedMember& member) {
        return member.known_tag && member.kind == ObjectKind::cls && member.tag == name;
    });
    return found == app->members.end() ? nullptr : &*found;
}

/// `modal.Function.from_name(a, "C.m", …)` to `modal.Cls.from_name(a, "C", …)().m`.
std::optional<Fix> look_up_class(const workspace::File& file, const modal::Lookup& call, const Dotted& parts,
                                 Language language) {
    if (parts.class_name.empty()) return std::nullopt;
    auto renamed = change_name(file, call.name, parts.class_name, language);
    auto edits = change_kind(file, call, ObjectKind::cls);
    if (!renamed || !edits) return std::nullopt;
    edits->push_back(std::move(renamed->edits.front()));
    edits->push_back({file.path, {{call.range.end, call.range.end}, fmt::format("().{}", parts.method)}});
    return Fix{.title =
                   say(language,
                       {"Look up class \"{}\" and take its method \"{}\"", "查找类 \"{}\" 并取其方法 \"{}\""},
                       parts.class_name, parts.method),
               .safety = Safety::unsafe,
               .edits = std::move(*edits)};
}

bool has_method(const modal::Member& definition, std::string_view name) {
    return std::ranges::find(definition.methods, name, &modal::Method::name) != definition.methods.end();
}

void relate_method(const workspace::Snapshot& snapshot, const TaggedMember& owner, std::string_view name,
                   Diagnostic& diagnostic, Language language) {
    const modal::Member& definition = snapshot.member(owner.member);
    const auto method = std::ranges::find(definition.methods, name, &modal::Method::name);
    diagnostic.message += say(language, {"; class \"{}\" is in app \"{}\"", "；类 \"{}\" 属于应用 \"{}\""},
                              owner.tag, definition.app.name);
    diagnostic.message += method == definition.methods.end()
                              ? say(language, {" and has no method \"{}\"", "，没有方法 \"{}\""}, name)
                              : say(language, {" and has the method \"{}\"", "，有方法 \"{}\""}, name);
    relate_member(snapshot, owner, diagnostic, language);
}

void check(Inspection& inspection, Report& report) {
    const workspace::Snapshot& snapshot = inspection.snapshot;
    const workspace::File& file = inspection.file;
    for (const MemberLookup& lookup : member_lookups(file)) {
        const modal::Lookup& call = *lookup.call;
        if (call.kind != ObjectKind::function || lookup.name.find('.') == std::string::npos) continue;
        if (file.document.slice(call.method_range) != "from_name") continue;
        const AppEntry* app = snapshot.apps().find(lookup.app);
        if (is_real_tag(app, lookup.name)) continue;
        const Dotted parts = take_apart(lookup.name);
        Diagnostic& diagnostic =
            report.add(call.name.range,
                       {"Function.from_name finds no methods: \"{}\" raises InvalidError since modal 1.4.0",
                        "Function.from_name 找不到方法：自 modal 1.4.0 起 \"{}\" 会引发 InvalidError"},
                       lookup.name);
        const auto* owner = class_tagged(app, parts.class_name);
        if (owner != nullptr) relate_method(snapshot, *owner, parts.method, diagnostic, report.language());
        relate_literal(snapshot, call.name, diagnostic, report.language());
        // What is known not to be there is no cure.
        const bool missing = owner == nullptr ? app != nullptr && app->closed
                                              : !has_method(snapshot.member(owner->member), parts.method);
        if (missing) continue;
        if (auto fix = look_up_class(file, call, parts, report.language()))
            diagnostic.fixes.push_back(std::move(*fix));
    }
}

} // namespace

extern constinit const Rule function_from_name_dotted;
const Rule function_from_name_dotted{
    .code = "MDL602",
    .name = "function-from-name-dotted",
    .group = "lookup",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/trigger-deployed-functions",
    .page = R"md(
`Function.from_name(app, "Class.method")`: a method looked up as if it were a function.

## Why
Methods are not deployed one by one. They are reached through their class: look up the class, make an object, take its
method. Since modal 1.4.0 a name with a dot raises `InvalidError` at once.

~~~python bad raises:InvalidError
import modal

run = modal.Function.from_name("shop", "Model.run")  # error: [function-from-name-dotted] raises InvalidError since modal 1.4.0
~~~

~~~python fixed
import modal

run = modal.Cls.from_name("shop", "Model")().run
~~~

~~~python good
import modal

run = modal.Cls.from_name("shop", "Model")().run
rank = modal.Function.from_name("shop", "rank")
~~~

## Fix
Unsafe: looks up the class, makes an object without arguments and takes its method. A class with parameters needs them
in the added parentheses.

## Known limits
Only names that are certain. Silent when the app is in the workspace and has a function of exactly this dotted name, as
a nested function that is deployed with `serialized=True` has. A project that stays on a modal before 1.4.0 may switch the
rule off.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
