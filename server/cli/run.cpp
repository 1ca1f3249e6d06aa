#include "server/cli/run.hpp"

#include "server/cli/baseline.hpp"
#include "server/cli/diff.hpp"
#include "server/cli/fix.hpp"
#include "server/cli/formats/summary.hpp"
#include "server/cli/place.hpp"
#include "server/cli/report.hpp"
#include "server/cli/rule_page.hpp"
#include "server/cli/terminal.hpp"
#include "server/replace_file.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

namespace modal_lsp::server::cli {
namespace {

void print(std::FILE* file, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), file);
    std::fflush(file);
}

std::string absolute(const std::string& path, const Surroundings& surroundings) {
    return path.starts_with('/') ? path : surroundings.working_directory + '/' + path;
}

class CheckRun {
  public:
    CheckRun(const CheckCommand& command, CheckEngine& engine, const Surroundings& surroundings)
        : command_(command), engine_(engine), surroundings_(surroundings) {
        options_.format = command.format;
        options_.look.base = surroundings.working_directory;
        options_.look.color = command.output_file.empty() ? use_color(command.color, surroundings)
                                                          : command.color == When::always;
        options_.look.unicode = surroundings.unicode;
        options_.look.width = surroundings.width;
        options_.statistics = command.statistics;
        options_.exit_zero = command.exit_zero;
        options_.quiet = command.quiet;
        options_.min_severity = command.min_severity;
    }

    /// False after a message: the baseline cannot be used.
    bool load_baseline() {
        if (command_.baseline.empty()) return true;
        const auto text = read_file(command_.baseline);
        if (!text) return complain(text.error());
        auto baseline = parse_baseline(*text);
        if (!baseline)
            return complain(
                fmt::format("cannot use the baseline \"{}\": {}", command_.baseline, baseline.error()));
        options_.baseline = *std::move(baseline);
        return true;
    }

    int once() {
        if (command_.diff) return diff();
        CheckResult result = command_.fix ? fix() : engine_.check();
        if (!command_.write_baseline.empty()) write_baseline(result);
        const Report report = make_report(std::move(result), options_);
        if (!command_.output_file.empty()) {
            if (const auto written = write_file(command_.output_file, report.text); !written)
                complain(written.error());
        } else {
            print(report_stream(), report.text);
        }
        return failed_ ? kExitUsage : report.exit_code;
    }

    int watch(ChangeSource& changes) {
        int exit_code = once();
        for (auto paths = changes.wait(); !paths.empty(); paths = changes.wait()) {
            engine_.reload(paths);
            if (surroundings_.terminal && command_.output_file.empty())
                print(surroundings_.out, "\x1b[2J\x1b[3J\x1b[H");
            failed_ = false;
            exit_code = once();
        }
        return exit_code;
    }

  private:
    bool complain(std::string_view message) {
        print(surroundings_.err, fmt::format("modal-lsp: {}\n", printable(message)));
        failed_ = true;
        return false;
    }

    [[nodiscard]] bool from_stdin() const { return !command_.stdin_filename.empty(); }

    [[nodiscard]] std::FILE* report_stream() const {
        return from_stdin() && command_.fix ? surroundings_.err : surroundings_.out;
    }

    CheckResult fix() {
        FixOutcome outcome = fix_all(engine_, command_.unsafe_fixes);
        if (from_stdin()) {
            const auto fixed = engine_.document(absolute(command_.stdin_filename, surroundings_));
            if (fixed)
                print(surroundings_.out, fixed->text());
            else
                complain(fmt::format("\"{}\" was not checked, so there is no text to print",
                                     command_.stdin_filename));
            return note(std::move(outcome));
        }
        std::vector<std::string> written;
        for (const auto& [path, change] : outcome.changes) {
            const auto done = replace_file(path, change.before.text(), change.after.text());
            if (!done) complain(done.error());
            written.push_back(path);
        }
        // What could not be written is checked as it stands on disk.
        if (failed_) {
            engine_.reload(written);
            outcome.remaining = engine_.check();
            return std::move(outcome.remaining);
        }
        return note(std::move(outcome));
    }

    static CheckResult note(FixOutcome outcome) {
        auto& notes = outcome.remaining.notes;
        if (outcome.applied > 0)
            notes.push_back(fmt::format(
                "{} in {}",
                outcome.applied == 1 ? "1 finding fixed" : fmt::format("{} findings fixed", outcome.applied),
                counted(outcome.changes.size(), "file")));
        if (!outcome.settled)
            notes.push_back(
                fmt::format("there is more to fix after {} rounds; run --fix again", kMostRounds));
        return std::move(outcome.remaining);
    }

    int diff() {
        const FixOutcome outcome = fix_all(engine_, command_.unsafe_fixes);
        std::string text;
        for (const auto& [path, change] : outcome.changes)
            text += unified_diff(relative_path(path, surroundings_.working_directory), change.before.text(),
                                 change.after.text());
        if (command_.output_file.empty())
            print(surroundings_.out, text);
        else if (const auto written = write_file(command_.output_file, text); !written)
            complain(written.error());
        if (failed_) return kExitUsage;
        if (outcome.remaining.files_checked == 0) return kExitNothing;
        return text.empty() || command_.exit_zero ? kExitClean : kExitFindings;
    }

    void write_baseline(CheckResult& result) {
        const auto written = write_file(command_.write_baseline, baseline_text(result, options_.look.base));
        if (!written) {
            complain(written.error());
            return;
        }
        result.notes.push_back(fmt::format("{} written to \"{}\"", counted(result.findings.size(), "finding"),
                                           command_.write_baseline));
        result.findings.clear();
    }

    const CheckCommand& command_;
    CheckEngine& engine_;
    const Surroundings& surroundings_;
    ReportOptions options_;
    bool failed_ = false;
};

} // namespace

bool use_color(When when, const Surroundings& surroundings) {
    if (when != When::automatic) return when == When::always;
    return surroundings.terminal && !surroundings.no_color;
}

int run_check(const CheckCommand& command, CheckEngine& engine, ChangeSource* changes,
              const Surroundings& surroundings) {
    if (!command.show_settings.empty()) {
        const std::string path = absolute(command.show_settings, surroundings);
        print(surroundings.out, settings_text(engine.settings(path), path));
        return kExitClean;
    }
    CheckRun run(command, engine, surroundings);
    if (!run.load_baseline()) return kExitUsage;
    return command.watch && changes != nullptr ? run.watch(*changes) : run.once();
}

int run_rule(const RuleCommand& command, const Surroundings& surroundings) {
    const bool color = use_color(command.color, surroundings);
    if (command.all) {
        print(surroundings.out, rule_catalogue(rules::catalogue(), command.format, color));
        return kExitClean;
    }
    const auto rule = rule_for(command.name);
    if (!rule) {
        print(surroundings.err, fmt::format("modal-lsp: {}\n", rule.error()));
        return kExitUsage;
    }
    print(surroundings.out, rule_page(**rule, command.format, color));
    return kExitClean;
}

} // namespace modal_lsp::server::cli
