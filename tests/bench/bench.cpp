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
    const bool to_file = arguments.size() == 2 && arguments[0] == "--json";
    if (!arguments.empty() && !to_file) {
        std::fputs("usage: modal-lsp-bench [--json FILE]\n", stderr);
        return 2;
    }
    const testing::TemporaryDirectory folder;
    for (const bench::GeneratedFile& file : bench::generate_workspace({}))
        (void)folder.write(file.path, file.text);
    bench::Table table;
    bench::measure_in_process(table);
    bench::measure_indexing(table, folder.path().string());
    bench::measure_server(table, folder.path().string(), MODAL_LSP_BINARY);
    if (to_file) std::ofstream(arguments[1]) << table.json();
    return 0;
}
