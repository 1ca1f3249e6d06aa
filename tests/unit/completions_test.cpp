#include "server/cli/command_line.hpp"
#include "server/replace_file.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>

using namespace modal_lsp::server;
using namespace modal_lsp::server::cli;

namespace {

std::string in_temporary_file(const std::string& text) {
    std::string name = (std::filesystem::temp_directory_path() / "modal-lsp-completion-XXXXXX").string();
    ::close(::mkstemp(name.data()));
    REQUIRE(write_file(name, text));
    return name;
}

/// What bash would offer for these words, the last one being completed.
std::string offered(const std::string& words) {
    const std::string script = in_temporary_file(completion_script(Shell::bash)), out = in_temporary_file("");
    const std::string program =
        ". '" + script + "'; COMP_WORDS=(" + words +
        "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _modal_lsp; echo \"${COMPREPLY[*]}\" > '" + out + "'";
    const int status = std::system(("bash -c '" +
                                    [&] {
                                        std::string quoted;
                                        for (const char c : program)
                                            quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
                                        return quoted;
                                    }() +
                                    "'")
                                       .c_str());
    CHECK(status == 0);
    const std::string answer = read_file(out).value_or("unreadable");
    std::filesystem::remove(script);
    std::filesystem::remove(out);
    return answer;
}

} // namespace

TEST_CASE("bash offers subcommands, options and values") {
    CHECK(offered("modal-lsp ch") == "check\n");
    CHECK(offered("modal-lsp check --unsa") == "--unsafe-fixes\n");
    CHECK(offered("modal-lsp check --output-format g") == "github gitlab\n");
    CHECK(offered("modal-lsp check --output-format = sa") == "sarif\n");
    CHECK(offered("modal-lsp completions \"\"") == "-h --help bash zsh fish\n");
}

TEST_CASE("every script knows every subcommand and the values of an option") {
    for (const Shell shell : {Shell::bash, Shell::zsh, Shell::fish}) {
        const std::string script = completion_script(shell);
        for (const char* word : {"server", "check", "rule", "version", "completions", "unsafe-fixes",
                                 "text concise json sarif github gitlab junit rdjson"})
            CHECK(script.find(word) != std::string::npos);
    }
}

TEST_CASE("the zsh script quotes what its descriptions may contain") {
    CHECK(completion_script(Shell::zsh).find("standard output instead: ") == std::string::npos);
    CHECK(completion_script(Shell::zsh).starts_with("#compdef modal-lsp\n"));
}

TEST_CASE("the fish script keeps options to their subcommand") {
    CHECK(completion_script(Shell::fish).find("-n '__fish_seen_subcommand_from check' -l diff -d ") !=
          std::string::npos);
}
