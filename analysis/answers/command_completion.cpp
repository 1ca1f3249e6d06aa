#include "analysis/answers/command_completion.hpp"

#include "analysis/commands/shell_words.hpp"
#include "analysis/live/listing.hpp"
#include "analysis/workspace/command_refs.hpp"
#include "analysis/workspace/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

namespace modal_lsp::answers {
namespace {

using commands::CliCommand;
using commands::CliOption;
using commands::Word;
using modal::ObjectKind;
using workspace::File;
using workspace::Snapshot;

constexpr std::string_view kModal = "modal ";
/// A command is not longer than this.
constexpr std::size_t kFarthest = 4096;

/// From the last "modal" on the cursor's line, or on a line that is joined to it, up to the cursor.
std::optional<std::string_view> call_before(std::string_view text) {
    text = text.substr(text.size() > kFarthest ? text.size() - kFarthest : 0);
    for (auto line = text.rfind('\n'); line != std::string_view::npos && line > 0;
         line = text.rfind('\n', line - 1))
        if (text[line - 1] != '\\') {
            text.remove_prefix(line + 1);
            break;
        }
    const auto at = text.rfind(kModal);
    if (at == std::string_view::npos) return std::nullopt;
    constexpr std::string_view kBefore = " \t/\"'`&|;(@-!$=[";
    if (at > 0 && kBefore.find(text[at - 1]) == std::string_view::npos) return std::nullopt;
    return text.substr(at);
}

/// A call as far as it is typed.
struct Typed {
    const CliCommand* command = nullptr; ///< never null: `modal` itself at first
    std::size_t arguments = 0;           ///< positional ones before the cursor's word
    std::string_view option;             ///< the option whose value is typed; empty when none is
    bool is_module = false;
    std::string_view word; ///< the cursor's, up to the cursor
};

std::optional<Typed> understand(std::string_view call, const std::vector<Word>& words) {
    Typed typed{.command = commands::find_cli_command("")};
    const bool between = call.ends_with(' ') || call.ends_with('\t');
    const std::size_t count = words.size() - (between ? 0 : 1);
    if (!between) {
        typed.word =
            call.substr(std::min(words.back().range.begin.value, static_cast<std::uint32_t>(call.size())));
        if (typed.word.starts_with('"') || typed.word.starts_with('\'')) typed.word.remove_prefix(1);
    }
    for (std::size_t i = 1; i < count; ++i) {
        const auto word = words[i].text();
        typed.option = {};
        if (word.starts_with('-')) {
            typed.is_module = typed.is_module || word == "-m";
            const CliOption* option = typed.command->find_option(word);
            if (option != nullptr && option->takes_value && ++i >= count) typed.option = option->name;
        } else if (typed.command->is_group) {
            const std::string longer = std::string(typed.command->words) +
                                       (typed.command->words.empty() ? "" : " ") + std::string(word);
            typed.command = commands::find_cli_command(longer);
            if (typed.command == nullptr) return std::nullopt;
        } else {
            ++typed.arguments;
        }
    }
    return typed;
}

class Completer {
  public:
    Completer(const Snapshot& snapshot, const File& file, text::ByteOffset at, const Typed& typed)
        : snapshot_(snapshot), file_(file), at_(at), typed_(typed) {}

    CompletionAnswer run() {
        replace_from(0);
        if (!typed_.option.empty())
            option_value();
        else if (typed_.word.starts_with('-'))
            options();
        else if (typed_.command->is_group)
            subcommands();
        else if (typed_.arguments == 0)
            first_argument();
        out_.replaced = replaced_;
        return std::move(out_);
    }

  private:
    /// What is completed begins this far into the word.
    void replace_from(std::size_t in_word) {
        typed_text_ = typed_.word.substr(in_word);
        const auto begin = at_.value - static_cast<std::uint32_t>(typed_text_.size());
        replaced_ = {text::ByteOffset{begin}, at_};
    }

    void add(std::string_view name, CompletionKind kind, std::string detail = {}) {
        if (out_.items.size() >= kMaxCompletions) {
            out_.incomplete = true;
            return;
        }
        CompletionItem item{.label = std::string(name), .kind = kind, .detail = std::move(detail)};
        item.filter_text = item.label;
        item.sort_text = fmt::format("{:05}", out_.items.size());
        item.edit = {.range = replaced_, .replacement = item.label};
        out_.items.push_back(std::move(item));
    }

    void subcommands() {
        const std::string prefix =
            std::string(typed_.command->words) + (typed_.command->words.empty() ? "" : " ");
        for (const CliCommand& command : commands::cli_commands()) {
            if (command.words.empty() || !command.words.starts_with(prefix)) continue;
            const auto rest = command.words.substr(prefix.size());
            if (!rest.empty() && rest.find(' ') == std::string_view::npos && command.until.empty())
                add(rest, CompletionKind::keyword, command.is_group ? "commands" : "command");
        }
    }

    void options() {
        for (const CliOption& option : typed_.command->options())
            if (option.until.empty() && option.name.starts_with("--"))
                add(option.name, CompletionKind::keyword,
                    option.since.empty() ? "option" : "option, since modal " + std::string(option.since));
    }

    void option_value() {
        if (typed_.option == "--env" || typed_.option == "-e") names(ObjectKind::environment);
        if (typed_.option == "--secret") names(ObjectKind::secret);
        if (typed_.option == "--volume") names(ObjectKind::volume);
    }

    void first_argument() {
        if (typed_.command->imports_code()) return ref();
        if (const auto kind = workspace::kind_named_by(typed_.command->words)) names(*kind);
    }

    /// Names of the workspace, as its code and its command lines give them.
    void names(ObjectKind kind) {
        std::set<std::string> found;
        if (kind == ObjectKind::app)
            for (const auto& [name, app] : snapshot_.apps().apps())
                found.insert(name);
        for (const auto& each : snapshot_.files()) {
            if (!each) continue;
            add_looked_up(each->model->lookups, kind, found);
            if (kind == ObjectKind::environment)
                for (const commands::Part& environment : each->commands->environments)
                    found.insert(environment.text);
            for (const commands::ModalCommand& command : each->commands->modal)
                for (const auto& name : workspace::names_in(command))
                    if (name.kind == kind) found.insert(name.part->text);
        }
        if (const auto& live = file_.config->live) found.merge(live::names_of(*live, kind));
        found.erase(std::string(typed_text_)); // what is being typed is no suggestion
        const auto shown = kind == ObjectKind::app           ? CompletionKind::app
                           : kind == ObjectKind::environment ? CompletionKind::environment
                                                             : CompletionKind::resource;
        for (const std::string& name : found)
            add(name, shown);
    }

    static void add_looked_up(const std::vector<modal::Lookup>& lookups, ObjectKind kind,
                              std::set<std::string>& found) {
        for (const modal::Lookup& lookup : lookups) {
            const bool environment = kind == ObjectKind::environment;
            if (!environment && lookup.kind != kind) continue;
            for (std::string& name : known_texts(environment ? lookup.environment.names : lookup.name.names))
                found.insert(std::move(name));
        }
    }

    void ref() {
        const auto colons = typed_.word.find("::");
        if (colons == std::string_view::npos) return files();
        commands::ModalCommand command;
        command.ref = commands::ImportRef{.path = {.text = std::string(typed_.word.substr(0, colons))},
                                          .is_module = typed_.is_module};
        const auto found = workspace::file_of(snapshot_, file_, command);
        const File* named = found.state == workspace::RefState::found ? snapshot_.file(found.file) : nullptr;
        if (named == nullptr) return;
        replace_from(colons + 2);
        const bool runs = typed_.command->words == "run" || typed_.command->words == "shell";
        if (runs)
            for (const workspace::Runnable& each : workspace::runnables(*named))
                add(each.name, CompletionKind::function, each.entrypoint ? "local entrypoint" : "function");
        else
            for (const modal::AppDecl& app : named->model->apps)
                if (!app.variable.empty()) add(app.variable, CompletionKind::app);
    }

    /// Files that make apps, as seen from the folder of this one, or from the root where it lies elsewhere.
    void files() {
        std::set<std::string> found;
        const auto root = snapshot_.table().root_of(file_.path);
        const auto folder = workspace::parent_of(file_.path);
        for (const auto& each : snapshot_.files()) {
            if (!each || each->model->apps.empty()) continue;
            auto relative = workspace::relative_to(each->path, folder);
            if (!relative && root) relative = workspace::relative_to(each->path, *root);
            if (relative) found.insert(typed_.is_module ? module_of(*relative) : std::string(*relative));
        }
        for (const std::string& path : found)
            add(path, CompletionKind::value, "file with an app");
    }

    static std::string module_of(std::string_view path) {
        std::string out(path.substr(0, path.size() - std::string_view(".py").size()));
        std::ranges::replace(out, '/', '.');
        return out;
    }

    const Snapshot& snapshot_;
    const File& file_;
    text::ByteOffset at_;
    const Typed& typed_;
    std::string_view typed_text_;
    text::ByteRange replaced_;
    CompletionAnswer out_;
};

} // namespace

CompletionAnswer command_completion(const Snapshot& snapshot, const File& file, text::ByteOffset at) {
    const auto call = call_before(file.document.slice(text::make_range(0, at.value)));
    if (!call) return {};
    commands::ShellText text;
    text.add(*call, 0, call->size());
    const auto found = commands::shell_commands(text);
    if (found.size() != 1 || found.front().words.empty()) return {};
    const auto typed = understand(*call, found.front().words);
    return typed ? Completer(snapshot, file, at, *typed).run() : CompletionAnswer();
}

} // namespace modal_lsp::answers
