#include "analysis/commands/modal_call.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace modal_lsp::commands {
namespace {

bool is_word(std::string_view text) {
    return !text.empty() && text.front() != '-' &&
           std::ranges::all_of(text, [](char c) { return c == '-' || (c >= 'a' && c <= 'z'); });
}

Part part_of(const Word& word) {
    return {.text = std::string(word.text()), .range = word.inside(), .known = word.known};
}

Part part_of(const Word& word, std::size_t begin, std::size_t end) {
    return {.text = std::string(word.text().substr(begin, end - begin)),
            .range = word.part(begin, end),
            .known = word.known};
}

/// Prose ends sentences, and lists put commas.
Part without_punctuation(Part part) {
    while (!part.text.empty() &&
           std::string_view(".,;:)]!?\"'").find(part.text.back()) != std::string_view::npos) {
        part.text.pop_back();
        --part.range.end.value;
    }
    return part;
}

class Reader {
  public:
    Reader(const Call& call, bool talk) : call_(call), talk_(talk) {}

    std::optional<ModalCommand> read() {
        if (!read_command()) return std::nullopt;
        read_arguments();
        if (!read_ref()) return std::nullopt;
        // Prose often names a command alone.
        if (talk_ && out_.arguments.empty() && out_.options.empty()) return std::nullopt;
        out_.range = {call_.program->range.begin, end_};
        out_.talk = talk_;
        out_.limited = call_.limited;
        out_.sets_environment = out_.sets_environment || call_.sets_environment;
        if (call_.mise_environment != nullptr) out_.mise_environment = part_of(*call_.mise_environment);
        return std::move(out_);
    }

  private:
    /// The words that name the command; false when this is no call of one.
    bool read_command() {
        const auto& arguments = call_.arguments;
        while (at_ < arguments.size() && arguments[at_].text().starts_with('-'))
            if (!read_option(*find_cli_command(""))) return false;
        std::string words;
        const std::size_t first = at_;
        while (at_ < arguments.size() && arguments[at_].known && is_word(arguments[at_].text())) {
            const std::string longer =
                words + (words.empty() ? "" : " ") + std::string(arguments[at_].text());
            const CliCommand* found = find_cli_command(longer);
            if (found == nullptr) break;
            out_.cli = found;
            words = longer;
            end_ = arguments[at_++].range.end;
            if (!found->is_group) break;
        }
        if (out_.cli != nullptr) out_.words = {.text = words, .range = {arguments[first].range.begin, end_}};
        const bool more = out_.cli == nullptr || out_.cli->is_group;
        const bool unknown =
            more && at_ < arguments.size() && arguments[at_].known && is_word(arguments[at_].text());
        if (!unknown) return out_.cli != nullptr;
        // Only a person's slip is worth a word: what is spoken of may be anything.
        if (talk_) return false;
        out_.cli = nullptr;
        const text::ByteOffset begin = arguments[first].range.begin;
        end_ = arguments[at_].range.end;
        if (!words.empty()) words += ' ';
        words += arguments[at_].text();
        out_.words = {.text = std::move(words), .range = {begin, end_}};
        return true;
    }

    /// False when what stands there is no option.
    bool read_option(const CliCommand& command) {
        const Word& word = call_.arguments[at_++];
        const auto text = word.text();
        const auto equals = text.starts_with("--") ? std::min(text.find('='), text.size()) : text.size();
        end_ = word.range.end;
        OptionUse use{.name = std::string(text.substr(0, equals)), .range = word.part(0, equals)};
        // Values of options that no version has cannot be told from arguments.
        const CliOption* option = command.find_option(use.name);
        if (equals < text.size()) {
            use.value = part_of(word, equals + 1, text.size());
        } else if (option != nullptr && option->takes_value) {
            if (at_ == call_.arguments.size()) return false;
            end_ = call_.arguments[at_].range.end;
            use.value = part_of(call_.arguments[at_++]);
        }
        if (use.name == "--profile") out_.sets_environment = true;
        if (!word.known && equals == text.size()) use.name.clear();
        out_.options.push_back(std::move(use));
        return true;
    }

    void read_arguments() {
        if (out_.cli == nullptr) return;
        const auto& arguments = call_.arguments;
        bool only_arguments = false;
        while (at_ < arguments.size()) {
            const auto text = arguments[at_].text();
            if (!only_arguments && text == "--") {
                only_arguments = true;
                ++at_;
            } else if (!only_arguments && text.size() > 1 && text.front() == '-') {
                if (!read_option(*out_.cli)) return;
            } else {
                end_ = arguments[at_].range.end;
                Part part = part_of(arguments[at_++]);
                if (talk_) part = without_punctuation(std::move(part));
                out_.arguments.push_back(std::move(part));
                if (out_.cli->takes_rest || talk_) return;
            }
        }
    }

    /// False when prose goes on where a file should stand.
    bool read_ref() {
        if (out_.cli == nullptr || !out_.cli->imports_code()) return true;
        if (out_.arguments.empty()) return !talk_;
        const Part& whole = out_.arguments.front();
        ImportRef ref{.is_module = out_.option("-m") != nullptr};
        const auto colons = whole.text.find("::");
        const auto path = std::string_view(whole.text).substr(0, colons);
        if (!ref.is_module && !path.ends_with(".py")) return !talk_;
        ref.path = {.text = std::string(path), .range = whole.range, .known = whole.known};
        if (colons != std::string::npos) {
            ref.path.range.end.value = whole.range.begin.value + static_cast<std::uint32_t>(colons);
            ref.member = Part{.text = whole.text.substr(colons + 2),
                              .range = {{whole.range.begin.value + static_cast<std::uint32_t>(colons + 2)},
                                        whole.range.end},
                              .known = whole.known};
        }
        // Escapes or quotes in the middle: what stands where cannot be told.
        const bool plain = whole.range.size() == whole.text.size();
        ref.path.known = ref.path.known && plain;
        if (ref.member) ref.member->known = ref.member->known && plain;
        out_.ref = std::move(ref);
        return true;
    }

    const Call& call_;
    bool talk_;
    std::size_t at_ = 0;
    text::ByteOffset end_;
    ModalCommand out_;
};

} // namespace

std::optional<ModalCommand> read_modal(const Call& call, bool talk) {
    return Reader(call, talk).read();
}

std::optional<CurlCommand> read_curl(const Call& call) {
    constexpr std::string_view kEndpoints = ".modal.run";
    CurlCommand out{.range = call.program->range, .limited = call.limited};
    bool concerns_modal = false;
    for (const Word& word : call.arguments) {
        concerns_modal = concerns_modal || word.text().find(kEndpoints) != std::string_view::npos;
        const auto text = word.text();
        const bool short_flags = text.size() > 1 && text[0] == '-' && text[1] != '-';
        out.limited = out.limited || text.starts_with("--max-time") ||
                      (short_flags && text.find('m') != std::string_view::npos);
    }
    return concerns_modal ? std::optional(out) : std::nullopt;
}

} // namespace modal_lsp::commands
