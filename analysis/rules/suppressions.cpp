#include "analysis/rules/suppressions.hpp"

#include "analysis/rules/comment_lines.hpp"
#include "analysis/rules/suppression_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace modal_lsp::rules {

using text::ByteRange;
using text::Document;
using text::make_range;

namespace {

constexpr std::string_view kMarker = "modal-lsp:";

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

bool is_name_character(char c) {
    return c == '-' || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Reads one comment from left to right.
class Reader {
  public:
    Reader(const Document& document, ByteRange comment)
        : text_(document.text()), at_(comment.begin.value), end_(comment.end.value) {}

    [[nodiscard]] bool done() const { return at_ >= end_; }

    [[nodiscard]] std::uint32_t place() const { return at_; }

    void skip_blanks() {
        while (!done() && is_blank(text_[at_]))
            ++at_;
    }

    bool take(std::string_view word) {
        if (!text_.substr(at_, end_ - at_).starts_with(word)) return false;
        at_ += static_cast<std::uint32_t>(word.size());
        return true;
    }

    /// Moves to the next one of these characters; false when there is none.
    bool find(char c) {
        while (!done() && text_[at_] != c)
            ++at_;
        return !done();
    }

    ByteRange take_word() {
        const std::uint32_t begin = at_;
        while (!done() && is_name_character(text_[at_]))
            ++at_;
        return make_range(begin, at_);
    }

    void step() { ++at_; }

  private:
    std::string_view text_;
    std::uint32_t at_, end_;
};

void add_names(const Document& document, Suppression& suppression) {
    std::uint32_t begin = suppression.list.begin.value;
    const std::string_view list = document.slice(suppression.list);
    for (std::size_t from = 0; from <= list.size();) {
        const std::size_t comma = std::min(list.find(',', from), list.size());
        std::size_t first = from, last = comma;
        while (first < last && is_blank(list[first]))
            ++first;
        while (last > first && is_blank(list[last - 1]))
            --last;
        if (first < last) {
            SuppressedName name{.range = make_range(begin + static_cast<std::uint32_t>(first),
                                                    begin + static_cast<std::uint32_t>(last)),
                                .name = std::string(list.substr(first, last - first))};
            name.rule = find_rule(name.name);
            suppression.names.push_back(std::move(name));
        }
        from = comma + 1;
    }
}

/// Behind "modal-lsp:". Leaves the reader behind what it understood.
void read_directive(const Document& document, Reader& reader, Suppression& suppression) {
    reader.skip_blanks();
    const std::string_view word = document.slice(reader.take_word());
    suppression.whole_file = word == "ignore-file";
    if (word != "ignore" && word != "ignore-file") {
        suppression.problem =
            fmt::format("\"{}\" means nothing here: expected \"ignore\" or \"ignore-file\"", word);
        return;
    }
    reader.skip_blanks();
    suppression.everything = !reader.take("[");
    if (suppression.everything) return;
    const std::uint32_t begin = reader.place();
    Reader inside = reader;
    if (!inside.find(']')) {
        suppression.problem = "the list of rules has no \"]\"";
        return;
    }
    suppression.list = make_range(begin, inside.place());
    reader = inside;
    add_names(document, suppression);
    if (suppression.names.empty()) suppression.problem = "the list of rules is empty";
}

std::vector<Suppression> read_comment(const Document& document, ByteRange comment) {
    std::vector<Suppression> found;
    Reader reader(document, comment);
    while (reader.find('#')) {
        const std::uint32_t begin = reader.place();
        reader.step();
        reader.skip_blanks();
        if (!reader.take(kMarker)) continue;
        Suppression suppression{.comment = comment};
        read_directive(document, reader, suppression);
        reader.find('#');
        suppression.range = make_range(begin, reader.place());
        found.push_back(std::move(suppression));
    }
    return found;
}

bool names_rule(const Suppression& suppression, const Rule* rule) {
    return suppression.everything || std::ranges::any_of(suppression.names, [&](const SuppressedName& name) {
               return name.rule == rule;
           });
}

/// Which names of which suppressions were of use.
struct Use {
    bool everything = false;
    std::vector<bool> names;
};

class Application {
  public:
    Application(const Document& document, std::vector<Suppression> suppressions)
        : document_(document), suppressions_(std::move(suppressions)), uses_(suppressions_.size()) {
        for (std::size_t i = 0; i < suppressions_.size(); ++i) {
            uses_[i].names.resize(suppressions_[i].names.size());
            if (suppressions_[i].whole_file)
                of_file_.push_back(i);
            else
                of_lines_.push_back(i);
        }
    }

    /// Notes what silences the diagnostic; false when nothing does.
    bool silences(const Diagnostic& diagnostic) {
        const auto [first, last] = lines_of(document_, diagnostic.range);
        bool silenced = false;
        for (const std::size_t i : of_file_)
            silenced = use(i, diagnostic.rule) || silenced;
        // In order of lines, and the lines of two suppressions are the same or apart.
        auto at = std::ranges::lower_bound(of_lines_, first, {},
                                           [&](std::size_t i) { return suppressions_[i].last_line; });
        for (; at != of_lines_.end() && suppressions_[*at].first_line <= last; ++at)
            silenced = use(*at, diagnostic.rule) || silenced;
        return silenced;
    }

    [[nodiscard]] const std::vector<Suppression>& suppressions() const { return suppressions_; }

    [[nodiscard]] const Use& use_of(std::size_t number) const { return uses_[number]; }

  private:
    bool use(std::size_t number, const Rule* rule) {
        const Suppression& suppression = suppressions_[number];
        if (!suppression.problem.empty() || !names_rule(suppression, rule)) return false;
        uses_[number].everything = true;
        for (std::size_t n = 0; n < suppression.names.size(); ++n)
            if (suppression.names[n].rule == rule) uses_[number].names[n] = true;
        return true;
    }

    const Document& document_;
    std::vector<Suppression> suppressions_;
    std::vector<Use> uses_;
    std::vector<std::size_t> of_file_, of_lines_;
};

std::vector<NameFault> faults_of(const Suppression& suppression, const Use& use,
                                 std::span<const Rule* const> judged) {
    std::vector<NameFault> faults;
    if (!suppression.problem.empty()) return faults;
    for (std::size_t n = 0; n < suppression.names.size(); ++n) {
        const Rule* rule = suppression.names[n].rule;
        const bool is_judged = std::ranges::find(judged, rule) != judged.end();
        if (rule == nullptr)
            faults.push_back({.number = n, .unknown = true});
        else if (is_judged && !use.names[n])
            faults.push_back({.number = n, .unknown = false});
    }
    return faults;
}

bool is_for_line(const Suppression& suppression, std::uint32_t line) {
    if (!suppression.problem.empty()) return false;
    return suppression.whole_file || (suppression.first_line <= line && line <= suppression.last_line);
}

} // namespace

bool mentions_suppression(std::string_view text) {
    return text.find(kMarker) != std::string_view::npos;
}

std::vector<Suppression> find_suppressions(const Document& document) {
    std::vector<Suppression> found;
    if (!mentions_suppression(document.text())) return found;
    const CommentLines lines(document);
    for (const ByteRange comment : lines.comments()) {
        for (Suppression& suppression : read_comment(document, comment)) {
            const std::uint32_t line = document.lines().line_of(comment.begin);
            const auto [first, last] = lines.joined(line);
            suppression.first_line = first;
            suppression.last_line = last;
            const auto before = document.slice({document.lines().line_range(line).begin, comment.begin});
            suppression.own_line = std::ranges::all_of(before, is_blank);
            if (suppression.whole_file && !suppression.own_line && suppression.problem.empty())
                suppression.problem = "\"ignore-file\" must stand on a line of its own";
            found.push_back(std::move(suppression));
        }
    }
    return found;
}

std::vector<Diagnostic> apply_suppressions(const std::string& path, const Document& document,
                                           std::vector<Diagnostic>& found, const Judged& judged,
                                           Language language) {
    auto suppressions = find_suppressions(document);
    if (suppressions.empty()) return {};
    Application application(document, std::move(suppressions));
    std::erase_if(found, [&](const Diagnostic& diagnostic) { return application.silences(diagnostic); });

    const Rule* reporting = find_rule("unused-suppression");
    Report report(*reporting, language);
    for (std::size_t i = 0; i < application.suppressions().size(); ++i) {
        const Suppression& suppression = application.suppressions()[i];
        const Use& use = application.use_of(i);
        report_unused({.path = path,
                       .document = document,
                       .suppression = suppression,
                       .faults = faults_of(suppression, use, judged.rules),
                       .useless = suppression.everything && judged.all && !use.everything},
                      report);
    }
    // Naming `unused-suppression` itself silences what would be said here.
    std::erase_if(report.diagnostics(), [&](const Diagnostic& diagnostic) {
        return std::ranges::any_of(application.suppressions(), [&](const Suppression& suppression) {
            return !suppression.everything && names_rule(suppression, reporting) &&
                   is_for_line(suppression, lines_of(document, diagnostic.range).first);
        });
    });
    return std::move(report.diagnostics());
}

} // namespace modal_lsp::rules
