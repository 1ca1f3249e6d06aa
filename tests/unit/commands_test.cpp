#include "analysis/commands/command_facts.hpp"
#include "analysis/commands/shell_words.hpp"
#include "analysis/commands/talk.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::commands;

namespace {

ShellText plain(std::string_view text) {
    ShellText out;
    out.add(text, 0, text.size());
    return out;
}

/// "a b|c": words by blanks, commands by bars; what is not known ends in "?".
std::string words_of(std::string_view text) {
    std::string out;
    for (const ShellCommand& command : shell_commands(plain(text))) {
        if (!out.empty()) out += '|';
        for (std::size_t i = 0; i < command.words.size(); ++i)
            out += (i == 0 ? "" : " ") + command.words[i].value.text + (command.words[i].known ? "" : "?");
    }
    return out;
}

/// "deploy app.py::f --env=dev" for each call, as it was understood; options in front.
std::vector<std::string> calls(Host host, std::string_view text) {
    std::vector<std::string> out;
    for (const ModalCommand& command : read_commands(host, text).modal) {
        std::string shown = command.words.text;
        for (const OptionUse& option : command.options)
            shown += " " + option.name + (option.value ? "=" + option.value->text : "");
        for (const Part& argument : command.arguments)
            shown += " " + argument.text + (argument.known ? "" : "?");
        out.push_back(shown);
    }
    return out;
}

using Calls = std::vector<std::string>;

} // namespace

TEST_CASE("words of a shell are read with quotes, escapes and joined lines") {
    CHECK(words_of("modal run app.py --name 'a b' \"c d\" e\\ f") == "modal run app.py --name a b c d e f");
    CHECK(words_of("modal run \\\n  app.py") == "modal run app.py");
    CHECK(words_of("a && b; c | d || e\nf & g") == "a|b|c|d|e|f|g");
    CHECK(words_of("modal run $FILE ${X}/a.py \"$Y\"") == "modal run ? /a.py? ?");
    CHECK(words_of("url=$(modal deploy app.py) # modal run no.py") == "modal deploy app.py");
    CHECK(words_of("cat <<EOF\nmodal run in-text.py\nEOF\nmodal run a.py") == "cat|modal run a.py");
    CHECK(words_of("modal run a.py > out.txt 2>&1 && b") == "modal run a.py|b");
    CHECK(words_of("bash -c 'modal run a.py'") == "bash -c modal run a.py|modal run a.py");
    CHECK(words_of("modal app logs <your-app>") == "modal app logs ?");
    CHECK(words_of("it's modal run") == "it's modal run");
}

TEST_CASE("no text of a shell is too strange to be read") {
    for (const char* text : {"'",   "\"", "\"a", "$(",  "$(a", "`", "${", "{{", "<",     "<<",
                             "<<X", ">",  "\\",  "&&&", "()",  "#", "a=", "=",  "$((((", "\"$(\""}) {
        CAPTURE(text);
        for (const ShellCommand& command : shell_commands(plain(text)))
            for (const Word& word : command.words)
                CHECK(word.range.end.value <= std::string_view(text).size());
    }
    std::string deep;
    for (int i = 0; i < 100000; ++i)
        deep += "$(";
    CHECK(shell_commands(plain(deep)).size() == 100000);
}

TEST_CASE("calls of modal are found behind what people put in front") {
    for (const char* text :
         {"modal deploy app.py", "uv run modal deploy app.py", "python -m modal deploy app.py",
          "poetry run modal deploy app.py", "MODAL_ENVIRONMENT=dev modal deploy app.py",
          "env A=b modal deploy app.py", "timeout 60 modal deploy app.py",
          "mise exec --env dev -- modal deploy app.py", "uv run --with modal modal deploy app.py",
          "sudo -E .venv/bin/modal deploy app.py", "if modal deploy app.py; then echo done; fi",
          "cd x && modal deploy app.py | tee log", "$ modal deploy app.py", "! modal deploy app.py"}) {
        CAPTURE(text);
        CHECK(calls(Host::shell, text) == Calls{"deploy app.py"});
    }
    for (const char* text : {"pip install modal deploy", "echo modal deploy app.py", "modal",
                             "modal --version", "grep modal run.py", "uv add modal run"}) {
        CAPTURE(text);
        CHECK(calls(Host::shell, text).empty());
    }
}

TEST_CASE("options are told from arguments, and what a function gets from both") {
    CHECK(calls(Host::shell, "modal deploy --env=prod -m pkg.app --tag v1") ==
          Calls{"deploy --env=prod -m --tag=v1 pkg.app"});
    CHECK(calls(Host::shell, "modal run -q app.py::main --n 3 --env x") == Calls{"run -q app.py::main"});
    CHECK(calls(Host::shell, "modal app logs my-app -f --env dev") == Calls{"app logs -f --env=dev my-app"});
    CHECK(calls(Host::shell, "modal secret create db A=b --force") == Calls{"secret create --force db A=b"});
    CHECK(calls(Host::shell, "modal --profile p app list") == Calls{"app list --profile=p"});
    CHECK(calls(Host::shell, "modal depoly app.py") == Calls{"depoly"});
    CHECK(calls(Host::shell, "modal app lgos x") == Calls{"app lgos"});
}

TEST_CASE("every kind of file is read in its own way") {
    CHECK(calls(Host::makefile,
                "deploy:\n\t@modal deploy $(APP) --env dev\n\t-uv run modal \\\n\t  run "
                "app.py\nX = modal run no.py\n") == Calls{"deploy --env=dev ?", "run app.py"});
    CHECK(calls(Host::justfile, "deploy env:\n    modal deploy app.py --env {{env}}\n") ==
          Calls{"deploy --env= app.py"});
    CHECK(calls(Host::task_table,
                "[tasks.deploy]\nrun = \"modal deploy \\\"a b.py\\\"\" # modal run no.py\n") ==
          Calls{"deploy a b.py"});
    CHECK(calls(Host::task_table, "[tool.poe.tasks]\nserve = { cmd = 'modal serve app.py' }\n") ==
          Calls{"serve app.py"});
    CHECK(calls(Host::package_json,
                R"({"name": "modal run no.py", "scripts": {"deploy": "cd back && modal deploy app.py"}})") ==
          Calls{"deploy app.py"});
    CHECK(calls(Host::dockerfile, "FROM x\nRUN pip install modal && \\\n  modal deploy app.py\nCMD "
                                  "[\"modal\", \"run\", \"b.py\"]\n") == Calls{"deploy app.py", "run b.py"});
    CHECK(calls(Host::workflow,
                "jobs:\n  a:\n    steps:\n      - name: modal run no.py\n        run: modal deploy a.py\n    "
                "  - run: |\n          cd x\n          modal deploy b.py\n"
                "      - uses: x\nscript:\n  - modal deploy \"c.py\"\n  - >\n    modal\n    deploy d.py\n") ==
          Calls{"deploy a.py", "deploy b.py", "deploy c.py", "deploy d.py"});
    CHECK(calls(Host::taskfile,
                "tasks:\n  serve:\n    desc: modal serve no.py\n    cmds:\n      - modal serve a.py\n") ==
          Calls{"serve a.py"});
    CHECK(calls(Host::markdown, "Run `modal run a.py` now.\n```sh\n$ modal deploy b.py\n```\n```python\n# "
                                "modal run no.py\n```\n") == Calls{"run a.py", "deploy b.py"});
    CHECK(calls(Host::python,
                "\"\"\"Run with `modal run a.py::f`.\n\n    modal serve b.py\n\"\"\"\nprint('modal deploy "
                "c.py', x)\n# modal run \\\n#   d.py --n 1\n") ==
          Calls{"run a.py::f", "serve b.py", "deploy c.py", "run d.py"});
}

TEST_CASE("prose about modal is no command line") {
    for (const char* text :
         {"# modal run is how it starts", "# we deploy with modal run the script", "\"modal deploy\"",
          "# import modal app logs", "# modal runs x.py", "from modal import run"}) {
        CAPTURE(text);
        CHECK(read_commands(Host::python, text).modal.empty());
    }
}

TEST_CASE("the parts of a REF stand where they are written") {
    const std::string text = "uv run modal run \"src/app.py::Model.run\"  # x\n";
    const auto facts = read_commands(Host::shell, text);
    REQUIRE(facts.modal.size() == 1);
    REQUIRE(facts.modal[0].ref);
    const ImportRef& ref = *facts.modal[0].ref;
    const auto slice = [&](text::ByteRange range) { return text.substr(range.begin.value, range.size()); };
    CHECK(slice(ref.path.range) == "src/app.py");
    REQUIRE(ref.member);
    CHECK(slice(ref.member->range) == "Model.run");
    CHECK(slice(facts.modal[0].words.range) == "run");
    CHECK(slice(facts.modal[0].range) == "modal run \"src/app.py::Model.run\"");
}

TEST_CASE("what bounds a command is seen") {
    CHECK(read_commands(Host::shell, "timeout 60 modal serve a.py").modal[0].limited);
    CHECK(read_commands(Host::shell, "modal serve a.py &").modal[0].limited);
    CHECK(!read_commands(Host::shell, "modal serve a.py").modal[0].limited);
    CHECK(read_commands(Host::shell, "MODAL_ENVIRONMENT=x modal deploy a.py").modal[0].sets_environment);
    const auto curl = read_commands(Host::shell, "curl -sm 10 https://a--b.modal.run/health\ncurl "
                                                 "https://a--b.modal.run\ncurl https://example.com\n")
                          .curl;
    REQUIRE(curl.size() == 2);
    CHECK(curl[0].limited);
    CHECK(!curl[1].limited);
    const auto moved = read_commands(Host::shell, "cd a/b\nmodal run c.py\ncd $X\nmodal run d.py\n").modal;
    CHECK(moved[0].folder == "a/b");
    CHECK(moved[1].folder == "?");
}

TEST_CASE("the CLI's table knows what came and went") {
    REQUIRE(find_cli_command("app logs") != nullptr);
    CHECK(find_cli_command("app lgos") == nullptr);
    const CliCommand* deploy = find_cli_command("deploy");
    REQUIRE(deploy != nullptr);
    REQUIRE(deploy->find_option("--strategy") != nullptr);
    CHECK(deploy->find_option("--help") != nullptr);
    CHECK(deploy->find_option("--no-such") == nullptr);
    CHECK(deploy->find_option("--env")->takes_value);
    CHECK(std::ranges::is_sorted(cli_commands(), {}, &CliCommand::words));
}

TEST_CASE("lists of arguments in Python and TOML are commands") {
    CHECK(calls(Host::python,
                "subprocess.run([\"modal\", \"deploy\", \"--env\", 'dev', \"app.py::f\"], check=True)") ==
          Calls{"deploy --env=dev app.py::f"});
    CHECK(calls(Host::python,
                "run([sys.executable, '-m', 'modal', 'run',\n     path,  # which\n     'a b.py'])") ==
          Calls{"run ?"});
    CHECK(calls(Host::python, "run(['uv', 'run', 'modal', 'app', 'logs', f'{name}', *more])") ==
          Calls{"app logs ? ?"});
    CHECK(calls(Host::python, "cmd = [\"/usr/bin/modal\", \"run\", \"a\" + \".py\", \"x\\n\"]") ==
          Calls{"run ?"});
    CHECK(calls(Host::task_table,
                "[tool.pdm.scripts]\ndeploy = {cmd = [\"modal\", \"deploy\", \"app.py\"]}\n") ==
          Calls{"deploy app.py"});
    for (const char* text : {"pip_install([\"modal\", \"torch\"])", "x = [\"modal\"]", "x = [\"modal\", run]",
                             "(\"modal\", \"deploy\")", "[\"echo\", \"modal\", \"deploy\"]",
                             "[\"modal\", \"deploy\"", "[[[\"modal", "\"modal\", \"deploy\"]"}) {
        CAPTURE(text);
        CHECK(calls(Host::python, text).empty());
    }
}

TEST_CASE("lists without end are given up") {
    std::string hostile;
    for (int i = 0; i < 100000; ++i)
        hostile += "[\"modal\",\"deploy\",";
    CHECK(read_commands(Host::python, hostile).modal.empty());
}

TEST_CASE("where a list of arguments is run is not known") {
    const auto found = read_commands(Host::python, "run(['modal', 'deploy', 'app.py'])").modal;
    REQUIRE(found.size() == 1);
    CHECK(found[0].folder == "?");
    CHECK(found[0].ref->path.range == text::make_range(25, 31));
}

TEST_CASE("plain values of MODAL_ENVIRONMENT are names of environments") {
    const auto names = [](Host host, std::string_view text) {
        std::vector<std::string> out;
        for (const Part& part : read_commands(host, text).environments) {
            CHECK(text.substr(part.range.begin.value, part.text.size()) == part.text);
            out.push_back(part.text);
        }
        return out;
    };
    CHECK(names(Host::shell, "MODAL_ENVIRONMENT=dev modal deploy a.py\nexport MODAL_ENVIRONMENT='prod'\n") ==
          Calls{"dev", "prod"});
    CHECK(names(Host::shell, "modal deploy --env ${MODAL_ENVIRONMENT:-main} a.py") == Calls{"main"});
    CHECK(names(Host::workflow, "env:\n  MODAL_ENVIRONMENT: staging\nrun: modal deploy a.py") ==
          Calls{"staging"});
    CHECK(names(Host::makefile, "MODAL_ENVIRONMENT ?= dev\nx:\n\tmodal deploy a.py\n") == Calls{"dev"});
    CHECK(names(Host::package_json,
                "{\"MODAL_ENVIRONMENT\": \"dev\", \"scripts\": {\"a\": \"modal run a.py\"}}") ==
          Calls{"dev"});
    for (const char* text :
         {"MODAL_ENVIRONMENT=$X modal run a", "MODAL_ENVIRONMENT= modal run a",
          "MODAL_ENVIRONMENT: ${{ inputs.env }} modal run a", "MY_MODAL_ENVIRONMENT=x modal run a",
          "MODAL_ENVIRONMENT=a$b modal run a", "modal run a MODAL_ENVIRONMENT"}) {
        CAPTURE(text);
        CHECK(names(Host::shell, text).empty());
    }
}

TEST_CASE("a line too long to be read costs no more than its beginning") {
    std::string line = "# ";
    for (int i = 0; i < 40'000; ++i)
        line += "modal run a.py ";
    std::vector<commands::ShellText> found;
    commands::add_talk(line + "\n# modal run b.py\n", 0, line.size() + 19, found);
    REQUIRE(found.size() < 200);
    CHECK(found.back().text == "modal run b.py");
    for (const commands::ShellText& each : found)
        CHECK(each.text.size() <= 2000);
}
