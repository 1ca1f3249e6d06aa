#pragma once
#include "analysis/commands/cli_table.hpp"
#include "analysis/commands/host.hpp"
#include "analysis/text/offset.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::commands {

/// A part of a command line, as the program gets it.
struct Part {
    std::string text;
    text::ByteRange range; ///< in the file, without quotes
    bool known = true;     ///< false: expanded, or standing for something; `text` is then not all of it
    friend bool operator==(const Part&, const Part&) = default;
};

/// `--env dev`, `--env=dev`, `-q`.
struct OptionUse {
    std::string name;
    text::ByteRange range; ///< of the name
    std::optional<Part> value;
    friend bool operator==(const OptionUse&, const OptionUse&) = default;
};

/// What `run`, `serve`, `deploy` and `shell` are told to import: `path.py::member`, or with `-m`
/// `package.module::member` (the CLI's "REF").
struct ImportRef {
    Part path; ///< of a file, or of a module
    bool is_module = false;
    std::optional<Part> member; ///< behind "::"; its text may have dots
    friend bool operator==(const ImportRef&, const ImportRef&) = default;
};

/// One call of the `modal` CLI.
struct ModalCommand {
    const CliCommand* cli = nullptr; ///< null: no version has the command that `words` name
    Part words;                      ///< "app logs"; what stands behind "modal" when there is no such command
    text::ByteRange range;           ///< from "modal" on
    std::vector<OptionUse> options;  ///< those that modal itself reads
    std::vector<Part> arguments;     ///< positional ones, the REF among them
    std::optional<ImportRef> ref;
    std::optional<Part> mise_environment; ///< `mise exec --env X -- modal …`
    bool sets_environment =
        false;            ///< MODAL_ENVIRONMENT is set around it, or a profile is: its value may decide
    bool limited = false; ///< runs under `timeout`, or in the background
    bool talk = false;    ///< only spoken of
    std::string folder;   ///< where a `cd` in front of it went, relative to where the file runs; "?": unknown

    [[nodiscard]] const OptionUse* option(std::string_view long_name, std::string_view short_name = {}) const;

    /// True when it is this command of the CLI.
    [[nodiscard]] bool is(std::string_view command) const { return cli != nullptr && cli->words == command; }

    friend bool operator==(const ModalCommand&, const ModalCommand&) = default;
};

/// A call of `curl` for a web endpoint of Modal's.
struct CurlCommand {
    text::ByteRange range; ///< of the word "curl"
    bool limited = false;  ///< `--max-time`, or under `timeout`
    bool talk = false;
    friend bool operator==(const CurlCommand&, const CurlCommand&) = default;
};

/// All command lines of one file that concern Modal. A function of the text and the kind of file alone.
struct CommandFacts {
    Host host = Host::python;
    std::vector<ModalCommand> modal; ///< in order
    std::vector<CurlCommand> curl;
    /// Plain values that MODAL_ENVIRONMENT is given somewhere in it, in order: `MODAL_ENVIRONMENT=dev`,
    /// `MODAL_ENVIRONMENT: dev`, `${MODAL_ENVIRONMENT:-dev}`.
    std::vector<Part> environments;
    bool sets_environment = false; ///< MODAL_ENVIRONMENT is mentioned somewhere in it
    bool sets_time_limit = false;  ///< a workflow that has a `timeout-minutes` or the like

    [[nodiscard]] bool empty() const { return modal.empty() && curl.empty() && environments.empty(); }

    friend bool operator==(const CommandFacts&, const CommandFacts&) = default;
};

/// Total: any text of any size.
[[nodiscard]] CommandFacts read_commands(Host host, std::string_view file);

} // namespace modal_lsp::commands
