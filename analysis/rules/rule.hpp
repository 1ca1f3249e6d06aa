#pragma once
#include "analysis/text/edit.hpp"
#include "analysis/text/offset.hpp"
#include "analysis/text/phrase.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::rules {

/// Ordered from the gravest. `error`: Modal rejects it or it certainly fails in the container; `warning`:
/// probably a bug; `information` and `hint`: conventions, cost, advice.
enum class Severity : std::uint8_t { error, warning, information, hint };

[[nodiscard]] std::string_view name_of(Severity severity);

/// safe: keeps the meaning or repairs a certain error, and may be applied without asking. unsafe: a person
/// must look. display_only: shown, never applied in bulk.
enum class Safety : std::uint8_t { safe, unsafe, display_only };

[[nodiscard]] std::string_view name_of(Safety safety);

/// How a client may draw the range (LSP 3.17 DiagnosticTag).
enum class Tag : std::uint8_t { unnecessary, deprecated };

struct FileEdit {
    std::string path; ///< absolute
    text::Edit edit;
    friend bool operator==(const FileEdit&, const FileEdit&) = default;
};

struct Fix {
    std::string title;
    Safety safety = Safety::safe;
    std::vector<FileEdit> edits;
    friend bool operator==(const Fix&, const Fix&) = default;
};

/// Another place that explains a diagnostic, for example the definition a name almost matches.
struct Related {
    std::string path; ///< absolute
    text::ByteRange range;
    std::string message;
    friend bool operator==(const Related&, const Related&) = default;
};

struct Rule;

struct Diagnostic {
    const Rule* rule = nullptr; ///< never null; points into the constant catalogue
    Severity severity = Severity::warning;
    text::ByteRange range;
    std::string message;
    std::vector<Related> related;
    std::vector<Fix> fixes;
    std::vector<Tag> tags;
    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// Where a rule puts what it found in one file, and how it says it in the reader's language.
class Report {
  public:
    explicit Report(const Rule& rule, Language language = Language::english)
        : rule_(&rule), language_(language) {}

    /// The reference stays valid until the next call.
    template <class... Arguments>
    Diagnostic& add(text::ByteRange range, const Phrase& message, const Arguments&... arguments) {
        return add_said(range, say(message, arguments...));
    }

    /// The same, for a message put together from several phrases.
    Diagnostic& add_said(text::ByteRange range, std::string message);

    template <class... Arguments>
    [[nodiscard]] std::string say(const Phrase& phrase, const Arguments&... arguments) const {
        return modal_lsp::say(language_, phrase, arguments...);
    }

    [[nodiscard]] Language language() const { return language_; }

    [[nodiscard]] std::vector<Diagnostic>& diagnostics() { return diagnostics_; }

  private:
    const Rule* rule_;
    Language language_;
    std::vector<Diagnostic> diagnostics_;
};

/// What a rule must know before it may speak.
enum class Needs : std::uint8_t {
    file,     ///< this file and the modules it imports from
    workspace ///< the complete index: silent until the workspace has been read whole
};

/// What a rule looks at.
enum class Subject : std::uint8_t {
    python,  ///< code that uses Modal
    commands ///< command lines, in whatever file they stand
};

class Inspection;

/// One rule of the catalogue: a constant in `analysis/rules/<name with underscores>.cpp`. Adding that file
/// adds the rule. Plain data, so that help, documentation, configuration and tests are made from it.
struct Rule {
    std::string_view code;  ///< "MDL603"; stable, never reused
    std::string_view name;  ///< "from-name-unknown-target": reads well after "ignore"
    std::string_view group; ///< a heading of the catalogue, "lookup"
    Severity severity = Severity::warning;
    bool enabled = true; ///< by default
    /// The severity under `profile = "strict"`, which also switches the rule on: for conventions that much
    /// honest code does not follow. nullopt: as by default.
    std::optional<Severity> strict;
    /// A hint for the editor: `check` leaves it out unless it is selected.
    bool editor_only = false;
    std::string_view since;
    Needs needs = Needs::file;
    Subject subject = Subject::python;
    std::string_view docs_url; ///< the page of Modal's documentation that explains the matter
    /// Markdown. Its fenced blocks `python bad`, `python good` and `python fixed` are run as tests.
    std::string_view page;
    /// Total and pure. Null for rules the engine itself reports (configuration, suppressions).
    void (*check)(Inspection& inspection, Report& report) = nullptr;
};

/// All rules, ordered by file name.
[[nodiscard]] std::span<const Rule* const> catalogue();

/// By name or code; nullptr when there is none.
[[nodiscard]] const Rule* find_rule(std::string_view name_or_code);

} // namespace modal_lsp::rules
