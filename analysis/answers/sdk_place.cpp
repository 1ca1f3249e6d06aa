#include "analysis/answers/sdk_place.hpp"

#include "analysis/modal/evaluate.hpp"
#include "analysis/modal/join.hpp"
#include "analysis/modal/sdk.hpp"
#include "analysis/modal/sdk_objects.hpp"
#include "analysis/syntax/scanner.hpp"
#include "analysis/workspace/snapshot_modules.hpp"

#include <algorithm>
#include <vector>

namespace modal_lsp::answers {
namespace {

using modal::Value;
using modal::ValueKind;
using modal::Values;
using syntax::Token;
using syntax::TokenKind;

/// One name of `a.b(…).c`.
struct Link {
    std::string name;
    bool called = false;
};

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Reads the chain backwards that ends at an offset.
class ChainReader {
  public:
    ChainReader(std::string_view text, std::uint32_t end) : text_(text) {
        syntax::Scanner scanner(text.substr(0, end));
        int depth = 0;
        while (auto token = scanner.next()) {
            if (token->kind == TokenKind::open) ++depth;
            if (token->kind == TokenKind::close) depth = std::max(0, depth - 1);
            if (token->kind == TokenKind::statement_keyword) depth = 0;
            const bool ends_line = token->kind == TokenKind::newline && depth == 0;
            // Within brackets the end of a line means nothing.
            if (token->kind == TokenKind::comment || (token->kind == TokenKind::newline && !ends_line))
                continue;
            tokens_.push_back(*token);
        }
        next_ = tokens_.size();
    }

    /// Empty when what stands there is no chain that begins with a name.
    std::vector<Link> read() {
        std::vector<Link> links;
        while (true) {
            Link link;
            if (kind() == TokenKind::close) {
                if (!skip_brackets()) return {};
                link.called = true;
            }
            if (kind() != TokenKind::name) return {};
            link.name = std::string(word());
            --next_;
            links.insert(links.begin(), std::move(link));
            if (kind() != TokenKind::dot) return links;
            --next_;
        }
    }

  private:
    [[nodiscard]] std::optional<TokenKind> kind() const {
        return next_ == 0 ? std::nullopt : std::optional(tokens_[next_ - 1].kind);
    }

    [[nodiscard]] std::string_view word() const {
        const text::ByteRange range = tokens_[next_ - 1].range;
        return text_.substr(range.begin.value, range.size());
    }

    /// From a closing bracket to before the opening one; only parentheses make a call.
    bool skip_brackets() {
        if (word() != ")") return false;
        int depth = 0;
        for (; next_ > 0; --next_) {
            if (kind() == TokenKind::close) ++depth;
            if (kind() == TokenKind::open && --depth == 0) {
                --next_;
                return true;
            }
        }
        return false;
    }

    std::string_view text_;
    std::vector<Token> tokens_;
    std::size_t next_ = 0;
};

class Resolver {
  public:
    Resolver(const workspace::Snapshot& snapshot, const workspace::File& file, text::ByteOffset at)
        : modules_(snapshot), evaluator_(modules_) {
        context_.file = file.id;
        context_.scope = file.facts->scope_at(at);
        context_.region = file.facts->region_at(at);
        context_.at = at;
    }

    std::optional<SdkName> resolve(const std::vector<Link>& links) {
        if (links.empty()) return std::nullopt;
        Values values = evaluator_.look_up(links.front().name, context_);
        if (links.front().called) values = called(values);
        for (std::size_t i = 1; i < links.size(); ++i) {
            values = modal::for_each_option(
                values, [&](const Value& value) { return evaluator_.attribute(value, links[i].name); });
            if (links[i].called) values = called(values);
        }
        return common(values);
    }

  private:
    /// What calling gives, as far as its class goes.
    Values called(const Values& values) {
        return modal::for_each_option(values, [&](const Value& value) {
            if (value.kind == ValueKind::external) {
                const std::string path = modal::public_path(value.path);
                const std::string type = modal::object_type(path);
                if (path == "modal.App") return modal::one({.kind = ValueKind::app, .context = context_});
                if (type.empty()) return modal::unknown_values();
                return modal::one(
                    {.kind = ValueKind::result, .path = value.path, .type = type, .context = context_});
            }
            if (value.kind == ValueKind::class_)
                return modal::one({.kind = ValueKind::instance,
                                   .file = value.file,
                                   .definition = value.definition,
                                   .context = context_});
            return modal::unknown_values();
        });
    }

    std::string path_of(const Value& value, bool& is_object) {
        switch (value.kind) {
        case ValueKind::external: return modal::public_path(value.path);
        case ValueKind::app: is_object = true; return "modal.App";
        case ValueKind::result: is_object = true; return value.type;
        case ValueKind::function:
        case ValueKind::class_:
            is_object = true;
            return evaluator_.decorated_as(value.file, value.definition);
        default: return {};
        }
    }

    std::optional<SdkName> common(const Values& values) {
        SdkName name;
        for (const Value& value : values.options) {
            const std::string path = path_of(value, name.is_object);
            if (path.empty() || (!name.path.empty() && name.path != path)) return std::nullopt;
            name.path = path;
        }
        return name.path.empty() ? std::nullopt : std::optional(name);
    }

    workspace::SnapshotModules modules_;
    modal::Evaluator evaluator_;
    modal::Context context_;
};

std::optional<SdkName> name_ending_at(const workspace::Snapshot& snapshot, const workspace::File& file,
                                      std::uint32_t end) {
    const auto links = ChainReader(file.document.text(), end).read();
    return Resolver(snapshot, file, {end}).resolve(links);
}

} // namespace

text::ByteRange word_around(std::string_view text, text::ByteOffset at) {
    std::uint32_t begin = at.value, end = at.value;
    while (begin > 0 && is_word(text[begin - 1]))
        --begin;
    while (end < text.size() && is_word(text[end]))
        ++end;
    return text::make_range(begin, end);
}

std::optional<SdkName> sdk_name_at(const workspace::Snapshot& snapshot, modal::FileId id,
                                   text::ByteOffset at) {
    const workspace::File& file = *snapshot.file(id);
    const std::string_view text = file.document.text();
    const text::ByteRange word = word_around(text, at);
    if (word.empty() || syntax::in_comment_or_string(text, at)) return std::nullopt;
    auto name = name_ending_at(snapshot, file, word.end.value);
    if (name) name->range = word;
    return name;
}

std::optional<SdkName> sdk_owner_at(const workspace::Snapshot& snapshot, modal::FileId id,
                                    text::ByteOffset at) {
    const workspace::File& file = *snapshot.file(id);
    const std::string_view text = file.document.text();
    text::ByteRange typed = word_around(text, at);
    std::uint32_t dot = typed.begin.value;
    while (dot > 0 && (text[dot - 1] == ' ' || text[dot - 1] == '\t'))
        --dot;
    if (dot == 0 || text[dot - 1] != '.' || syntax::in_comment_or_string(text, at)) return std::nullopt;
    auto name = name_ending_at(snapshot, file, dot - 1);
    if (name) name->range = typed;
    return name;
}

std::optional<SdkCallSite> sdk_call_at(const workspace::Snapshot& snapshot, modal::FileId id,
                                       text::ByteOffset at) {
    if (!snapshot.file(id)->is_python()) return std::nullopt;
    auto context = syntax::call_context(snapshot.file(id)->document.text(), at);
    return context ? sdk_call_of(snapshot, id, *std::move(context)) : std::nullopt;
}

std::optional<SdkCallSite> sdk_call_of(const workspace::Snapshot& snapshot, modal::FileId id,
                                       syntax::CallContext context) {
    const auto callee = name_ending_at(snapshot, *snapshot.file(id), context.callee_range.end.value);
    if (!callee || callee->is_object) return std::nullopt;
    const docs::Symbol* symbol = sdk_of(*snapshot.file(id)->config).find(callee->path);
    if (symbol == nullptr) return std::nullopt;
    return SdkCallSite{symbol, std::move(context)};
}

} // namespace modal_lsp::answers
