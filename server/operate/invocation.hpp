#pragma once
#include "analysis/text/phrase.hpp"
#include "analysis/text/version.hpp"

#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::server::operate {

/// What is to be done, and to what. Empty members say nothing.
struct Order {
    std::string command;     ///< "run", "serve", "deploy", "shell", "logs", "stop"
    std::string file;        ///< relative to where the command is run
    std::string module;      ///< dotted, for files that import relatively; else empty
    std::string function;    ///< "train", "Model.generate"
    std::string app;         ///< name or id
    std::string environment; ///< named by the person; empty: the profile's
    std::string tag;
    std::vector<std::string> arguments; ///< of the entrypoint
    bool follow = true;                 ///< logs
};

/// Why an order cannot be put into words.
struct Refusal {
    Phrase reason;
    std::string name; ///< what it is about; may be empty

    [[nodiscard]] std::string in(Language language) const { return say(language, reason, name); }
};

/// The words behind the program's own, for the command line of this version. Names that could be read as
/// something else are refused.
[[nodiscard]] tl::expected<std::vector<std::string>, Refusal> words_of(const Order& order,
                                                                       const text::Version& version);

/// Names of apps, environments and tags: no word that could be an option, nothing but what Modal takes.
[[nodiscard]] bool is_plain_name(std::string_view name);

/// For people, as a shell would read it.
[[nodiscard]] std::string command_line(const std::vector<std::string>& argv);

/// True when the program runs until it is interrupted, so that it belongs into a terminal.
[[nodiscard]] bool is_blocking(const Order& order);

/// True for command lines whose `app logs` ends only with the app.
[[nodiscard]] bool always_follows(const text::Version& version);

/// True when something runs, changes or stops by it.
[[nodiscard]] bool changes_something(std::string_view command);

} // namespace modal_lsp::server::operate
