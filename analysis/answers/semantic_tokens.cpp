#include "analysis/answers/semantic_tokens.hpp"

#include "analysis/answers/entity.hpp"
#include "analysis/syntax/literals.hpp"

#include <algorithm>

namespace modal_lsp::answers {
namespace {

TokenType type_of(modal::ObjectKind kind) {
    return kind == modal::ObjectKind::function ? TokenType::function : TokenType::class_;
}

class Collector {
  public:
    Collector(const workspace::Snapshot& snapshot, const workspace::File& file)
        : snapshot_(snapshot), file_(file) {}

    std::vector<SemanticToken> collect() {
        for (const modal::AppDecl& app : file_.model->apps)
            // The range is that of the callee when there is no literal.
            if (app.key.file == file_.id && syntax::is_in_quotes(file_.document.text(), app.name_range))
                add(app.name_range, TokenType::app, true);
        for (const modal::Member& member : file_.model->members)
            if (member.file == file_.id) add_member(member);
        for (const modal::Lookup& lookup : file_.model->lookups)
            add_lookup(lookup);
        std::ranges::sort(tokens_, {}, [](const SemanticToken& token) { return token.range.begin; });
        const auto overlap = [](const SemanticToken& a, const SemanticToken& b) {
            return b.range.begin < a.range.end;
        };
        tokens_.erase(std::ranges::unique(tokens_, overlap).begin(), tokens_.end());
        return std::move(tokens_);
    }

  private:
    /// Tokens may not go over the end of a line.
    void add(text::ByteRange range, TokenType type, bool declares) {
        if (range.empty() || file_.document.slice(range).find_first_of("\r\n") != std::string_view::npos)
            return;
        tokens_.push_back({range, type, declares});
    }

    void add_member(const modal::Member& member) {
        add(member.name_range, type_of(member.kind), true);
        if (member.tag_literal && member.tag_literal->file == file_.id)
            add(member.tag_literal->range, type_of(member.kind), true);
        for (const modal::Method& method : member.methods)
            if (!method.decorator.empty() && member.range.encloses(method.name_range))
                add(method.name_range, TokenType::method, true);
    }

    void add_lookup(const modal::Lookup& lookup) {
        if (!lookup.name.is_literal || !modal::is_member_kind(lookup.kind)) return;
        bool known = false;
        for (const Entity& entity : named_by(snapshot_, lookup))
            known = known || !members_of(snapshot_, entity).empty();
        if (!known) return;
        add(lookup.name.range, type_of(lookup.kind), false);
        if (lookup.app.is_literal) add(lookup.app.range, TokenType::app, false);
    }

    const workspace::Snapshot& snapshot_;
    const workspace::File& file_;
    std::vector<SemanticToken> tokens_;
};

} // namespace

std::vector<SemanticToken> semantic_tokens(const workspace::Snapshot& snapshot, FileId id) {
    const workspace::File* file = snapshot.file(id);
    return file == nullptr ? std::vector<SemanticToken>() : Collector(snapshot, *file).collect();
}

} // namespace modal_lsp::answers
