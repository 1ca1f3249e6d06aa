// How long things take, as ratios to what they cannot be quicker than: `./dev bench [--json FILE]`.
#include "tests/bench/generate.hpp"
#include "tests/bench/measure.hpp"
#include "tests/support/temporary_directory.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

using namespace modal_lsp;

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() == 3 && arguments[0] == "--index-once")
        return bench::index_once(arguments[1], static_cast<unsigned>(std::stoul(arguments[2])));
    std::string json, only;
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
        if (arguments[i] == "--json") json = arguments[i + 1];
        if (arguments[i] == "--only") only = arguments[i + 1];
    }
    if (arguments.size() != 2 * ((json.empty() ? 0U : 1U) + (only.empty() ? 0U : 1U))) {
        std::fputs("usage: modal-lsp-bench [--json FILE] [--only in-process|indexing|server]\n", stderr);
        return 2;
    }
    const auto wanted = [&](std::string_view part) { return only.empty() || only == part; };
    const testing::TemporaryDirectory folder;
    for (const bench::GeneratedFile& file : bench::generate_workspace({}))
        (void)folder.write(file.path, file.text);
    bench::Table table;
    if (wanted("in-process")) bench::measure_in_process(table);
    if (wanted("indexing")) bench::measure_indexing(table, folder.path().string());
    if (wanted("server")) bench::measure_server(table, folder.path().string(), MODAL_LSP_BINARY);
    if (!json.empty()) std::ofstream(json) << table.json();
    return 0;
}
