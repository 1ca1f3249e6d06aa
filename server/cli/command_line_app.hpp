#pragma once
#include "server/cli/command_line.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

namespace modal_lsp::server::cli {

/// What the options write into while CLI11 parses; enumerations are still words.
struct RawCommandLine {
    ServeOptions server;
    CheckCommand check;
    RuleCommand rule;
    WorldsCommand worlds;
    GraphCommand graph;
    NewCommand fresh;
    OperateCommand operate;
    DoctorCommand doctor;
    DocsCommand docs;
    DocsFetchCommand docs_fetch;
    DocsSearchCommand docs_search;
    std::vector<std::string> docs_words, docs_search_words;
    bool fetches_docs = false, searches_docs = false;
    std::string docs_format = "text", operate_format = "text";
    bool stdio = false;
    bool version = false;
    int port = 0;
    std::int64_t client_process_id = 0;
    std::string format = "text", rule_format = "text", version_format = "text", doctor_format = "text";
    std::string min_severity = "info", color = "auto", rule_color = "auto";
    std::string shell;
};

/// The definition of the whole command line. The application refers to `raw`, which must outlive it.
[[nodiscard]] std::unique_ptr<CLI::App> make_app(RawCommandLine& raw);

} // namespace modal_lsp::server::cli
