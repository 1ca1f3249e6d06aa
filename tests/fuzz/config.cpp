// Whatever a configuration file holds, it gives a usable configuration and problems that point into the file.
#include "server/config_file.hpp"
#include "tests/fuzz/input.hpp"

#include <string>

using namespace modal_lsp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::Input(data, size).rest();
    for (const std::string_view name : {server::kOwnConfigName, server::kProjectConfigName}) {
        const auto file = server::read_config_file("/project/" + std::string(name), text, Config{});
        fuzz::require(file.problems.size() <= server::kMaxConfigProblems, "problems are bounded");
        for (const auto& problem : file.problems) {
            fuzz::require(!problem.message.empty() && problem.message.find('\n') == std::string::npos,
                          "one line each");
            fuzz::require(problem.range.begin <= problem.range.end && problem.range.end.value <= text.size(),
                          "inside of the file");
        }
        fuzz::require(!file.broken || file.problems.size() <= 1, "a broken file has one problem");
    }
    return 0;
}
