// Ignore files of any bytes, asked about any path, in bounded time.
#include "analysis/workspace/ignore.hpp"

#include "tests/fuzz/input.hpp"

#include <string>

using namespace modal_lsp;

namespace {

constexpr std::size_t kMaxPathBytes = 4096;

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const std::string_view path = input.until("\n").substr(0, kMaxPathBytes);
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const auto file = workspace::IgnoreFile::parse(input.rest());
    const auto verdict = file.verdict(path, name, true);
    fuzz::require(!file.empty() || verdict == workspace::Verdict::none, "no patterns say nothing");
    fuzz::require(verdict != workspace::Verdict::none ||
                      file.verdict(path, name, false) == workspace::Verdict::none,
                  "what matches a file matches a directory of that name");
    const workspace::Glob glob(path);
    fuzz::require(path.find_first_of("*?[\\") != std::string_view::npos || glob.matches(path),
                  "a pattern without wildcards matches itself");
    return 0;
}
