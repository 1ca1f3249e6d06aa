#include "analysis/answers/identifier_sites.hpp"

#include "analysis/answers/describe.hpp"
#include "analysis/answers/modal_calls.hpp"
#include "analysis/modal/evaluate.hpp"
#include "analysis/syntax/occurrences.hpp"
#include "analysis/workspace/snapshot_modules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace modal_lsp::answers {
namespace {

using syntax::Occurrence;
using syntax::OccurrenceKind;
using workspace::File;
using workspace::Snapshot;

bool is_word(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Whether the name stands in the text as a word, and there is one of which `fits` holds: where it begins and
/// ends.
template <class Fits> bool mentions(std::string_view text, std::string_view name, Fits&& fits) {
    for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        const auto end = at + name.size();
        const bool word = (at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]));
        if (word && fits(at, end)) return true;
    }
    return false;
}

bool mentions(std::string_view text, std::string_view name) {
    return mentions(text, name, [](auto, auto) { return true; });
}

constexpr std::string_view kBetween = " \t\r\n\\";

/// Whether it may be an attribute somewhere: much cheaper than to parse the file and see.
bool may_hold_attribute(std::string_view text, std::string_view name) {
    return mentions(text, name, [&](std::size_t begin, std::size_t) {
        const auto before = begin == 0 ? begin : text.find_last_not_of(kBetween, begin - 1);
        return begin > 0 && before != std::string_view::npos && text[before] == '.';
    });
}

/// The same of `name=` in a call.
bool may_hold_keyword(std::string_view text, std::string_view name) {
    return mentions(text, name, [&](std::size_t, std::size_t end) {
        const auto behind = text.find_first_not_of(kBetween, end);
        return behind != std::string_view::npos && text[behind] == '=';
    });
}

class Finder {
  public:
    Finder(const Snapshot& snapshot, const Identifier& identifier)
        : snapshot_(snapshot), identifier_(identifier), modules_(snapshot), evaluator_(modules_) {}

    IdentifierSites find() {
        if (identifier_.kind == Identifier::Kind::global)
            globals();
        else
            members();
        return std::move(out_);
    }

  private:
    template <class Visit> void for_each_file(Visit&& visit) {
        for (const auto& file : snapshot_.files())
            if (file && file->is_python() && mentions(file->document.text(), identifier_.name)) visit(*file);
    }

    void refuse(const File& file, text::ByteRange range, std::string_view why) {
        if (out_.problem.empty())
            out_.problem = fmt::format("{} at {}", why, shown_place(snapshot_, {file.id, range}));
    }

    void keep(const File& file, text::ByteRange range) { out_.certain.insert({file.id, range}); }

    static std::vector<Occurrence> occurrences_in(const File& file, std::string_view name) {
        return syntax::occurrences(syntax::SyntaxTree::parse(file.document), name);
    }

    // --- functions and classes of a module
    // --------------------------------------------------------------------

    /// Follows imports: wherever the name is imported without another, it means the same there.
    void globals() {
        std::vector<FileId> open{identifier_.file};
        std::set<FileId> known{identifier_.file};
        for (std::size_t next = 0; next < open.size(); ++next) {
            if (const File* file = snapshot_.file(open[next])) own(*file, open[next] != identifier_.file);
            for_each_file([&](const File& file) {
                if (imports(file, open[next]) && known.insert(file.id).second) open.push_back(file.id);
            });
        }
        for_each_file([&](const File& file) { through_modules(file, known); });
    }

    /// A file in which the bare name is what is renamed.
    void own(const File& file, bool is_import) {
        if (file.facts->has_error) refuse(file, text::make_range(0, 0), "there is code that cannot be read");
        for (const Occurrence& each : occurrences_in(file, identifier_.name)) {
            switch (each.kind) {
            case OccurrenceKind::definition:
                if (is_import || defined_.has_value())
                    return refuse(file, each.range, "the name is defined again");
                defined_ = each.range;
                keep(file, each.range);
                break;
            case OccurrenceKind::reference:
            case OccurrenceKind::exported: keep(file, each.range); break;
            case OccurrenceKind::imported:
                if (!is_import) refuse(file, each.range, "the name is imported, too,");
                break; // `imports` has kept it
            case OccurrenceKind::binding:
            case OccurrenceKind::alias: refuse(file, each.range, "a variable has the same name"); break;
            case OccurrenceKind::field:
            case OccurrenceKind::method:
            case OccurrenceKind::module:
            case OccurrenceKind::attribute:
            case OccurrenceKind::keyword: break;
            }
        }
    }

    /// True when the file takes the name from another under the same name; keeps where.
    bool imports(const File& file, FileId from) {
        bool same_name = false;
        for (const python::Binding& binding : file.facts->bindings) {
            const bool star = binding.kind == python::BindingKind::star_import;
            if (binding.kind != python::BindingKind::import_from && !star) continue;
            const python::Import& import = file.facts->imports[binding.detail];
            const bool named = !star && file.facts->text(import.name) == identifier_.name;
            if (!named && !star) continue;
            const auto module = modules_.find(file.id, file.facts->text(import.module), import.level);
            if (!module || module->file != from || file.id == from) continue;
            if (named) keep(file, import.name_range);
            same_name = same_name || star || !import.has_alias;
        }
        return same_name;
    }

    /// `module.name`.
    void through_modules(const File& file, const std::set<FileId>& known) {
        if (!may_hold_attribute(file.document.text(), identifier_.name)) return;
        for (const Occurrence& each : occurrences_in(file, identifier_.name)) {
            if (each.kind != OccurrenceKind::attribute) continue;
            const auto object = value_of(file, each.owner);
            if (object && object->kind == modal::ValueKind::module && object->module.file &&
                known.contains(*object->module.file))
                keep(file, each.range);
        }
    }

    /// What a chain of names certainly is; nullopt for anything else.
    std::optional<modal::Value> value_of(const File& file, text::ByteRange range) {
        const auto text = file.document.slice(range);
        modal::Context context{
            .file = file.id, .scope = file.facts->scope_at(range.begin), .at = range.begin};
        context.region = file.facts->region_at(range.begin);
        std::optional<modal::Value> value;
        for (std::size_t begin = 0; begin <= text.size();) {
            const auto dot = std::min(text.find('.', begin), text.size());
            const auto part = text.substr(begin, dot - begin);
            if (part.empty() || !std::ranges::all_of(part, is_word)) return std::nullopt;
            const auto found = value ? evaluator_.attribute(*value, part) : evaluator_.look_up(part, context);
            const modal::Value* certain = found.certain();
            if (certain == nullptr) return std::nullopt;
            value = *certain;
            begin = dot + 1;
        }
        return value;
    }

    // --- methods and fields of a class
    // ------------------------------------------------------------------------

    void members() {
        collect_calls();
        for_each_file([&](const File& file) {
            if (file.id == identifier_.file && file.facts->has_error)
                refuse(file, text::make_range(0, 0), "there is code that cannot be read");
            if (!may_concern(file)) return;
            for (const Occurrence& each : occurrences_in(file, identifier_.name))
                member(file, each);
        });
    }

    /// Elsewhere a member is an attribute, or a field the keyword of a call.
    [[nodiscard]] bool may_concern(const File& file) const {
        const auto text = file.document.text();
        return file.id == identifier_.file || may_hold_attribute(text, identifier_.name) ||
               (identifier_.kind == Identifier::Kind::field && may_hold_keyword(text, identifier_.name));
    }

    /// Calls like `Model().run.remote(…)`, of which it is known whose method they run.
    void collect_calls() {
        if (identifier_.kind != Identifier::Kind::method) return;
        const ModalCalls calls(snapshot_);
        for_each_file([&](const File& file) {
            for (const ModalCall& call : calls.in(file)) {
                if (!call.callee.method) continue;
                const modal::Member& member = snapshot_.member(call.callee.member);
                const bool same = member.file == identifier_.file && member.range == identifier_.class_body &&
                                  member.methods[*call.callee.method].name == identifier_.name;
                (same ? called_ : others_).emplace_back(file.id, call.name_range.begin);
            }
        });
    }

    void member(const File& file, const Occurrence& each) {
        const bool inside = file.id == identifier_.file && identifier_.class_body.encloses(each.range);
        if (inside && (each.kind == OccurrenceKind::method || each.kind == OccurrenceKind::field))
            return keep(file, each.range);
        // `other = run` in the class body.
        if (inside && each.kind == OccurrenceKind::reference && is_in_class_scope(file, each.range))
            return keep(file, each.range);
        if (each.kind == OccurrenceKind::keyword && identifier_.kind == Identifier::Kind::field)
            return keyword(file, each);
        if (each.kind != OccurrenceKind::attribute) return;
        if (inside && file.document.slice(each.owner) == "self") return keep(file, each.range);
        if (const auto known = known_call(file, each.range)) {
            if (*known) keep(file, each.range);
            return;
        }
        const auto object = value_of(file, each.owner);
        if (!object) return doubt(file, each);
        const bool own =
            (object->kind == modal::ValueKind::instance || object->kind == modal::ValueKind::class_) &&
            object->file == identifier_.file && is_own_class(*object);
        if (own) keep(file, each.range);
    }

    /// Whether the place is directly in the class, where its members are plain names.
    [[nodiscard]] bool is_in_class_scope(const File& file, text::ByteRange range) const {
        const python::ModuleFacts& facts = *file.facts;
        const python::ScopeId scope = facts.scope_at(range.begin);
        if (facts.scope(scope).kind != python::ScopeKind::class_) return false;
        return std::ranges::any_of(facts.bindings_of(scope, identifier_.name), [&](std::uint32_t number) {
            return identifier_.class_body.encloses(facts.bindings[number].range);
        });
    }

    /// Only in files that have to do with the class.
    void doubt(const File& file, const Occurrence& each) {
        if (mentions(file.document.text(), identifier_.class_name))
            out_.doubtful.insert({file.id, each.range});
    }

    [[nodiscard]] bool is_own_class(const modal::Value& value) const {
        const File* file = snapshot_.file(value.file);
        return file != nullptr &&
               identifier_.class_body.encloses(file->facts->definition(value.definition).name_range);
    }

    /// `Model(size="x")`, by the name of the class.
    void keyword(const File& file, const Occurrence& each) {
        const auto callee = file.document.slice(each.owner);
        const auto object = value_of(file, each.owner);
        const bool certain = object && object->kind == modal::ValueKind::class_ &&
                             object->file == identifier_.file && is_own_class(*object);
        using enum modal::ValueKind;
        const bool is_other =
            object && (object->kind == class_ || object->kind == function || object->kind == module);
        // What `Cls.from_name` gives is called as the class is.
        const bool is_handle = !object || object->kind == result;
        if (certain || (is_handle && callee == identifier_.class_name))
            keep(file, each.range);
        else if (!is_other && (object || callee.ends_with(")")))
            doubt(file, each); // `Cls.from_name(…)(size="x")`, or by a variable
    }

    /// Whether `….run` in front of `.remote` is ours; nullopt when nothing is known of it.
    [[nodiscard]] std::optional<bool> known_call(const File& file, text::ByteRange range) const {
        const auto is_next = [&](const std::pair<FileId, text::ByteOffset>& call) {
            return call.first == file.id && call.second.value == range.end.value + 1;
        };
        if (std::ranges::any_of(called_, is_next)) return true;
        if (std::ranges::any_of(others_, is_next)) return false;
        return std::nullopt;
    }

    const Snapshot& snapshot_;
    const Identifier& identifier_;
    workspace::SnapshotModules modules_;
    modal::Evaluator evaluator_;
    std::optional<text::ByteRange> defined_;
    std::vector<std::pair<FileId, text::ByteOffset>> called_, others_; ///< where ".remote" begins
    IdentifierSites out_;
};

} // namespace

IdentifierSites identifier_sites(const Snapshot& snapshot, const Identifier& identifier) {
    return Finder(snapshot, identifier).find();
}

} // namespace modal_lsp::answers
