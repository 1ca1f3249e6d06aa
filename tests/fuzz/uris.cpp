// A path that came from a URI survives the way there and back.
#include "protocol/uri.hpp"
#include "tests/fuzz/input.hpp"

#include <string>

using namespace modal_lsp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::Input(data, size).rest();
    for (const auto& path : {protocol::path_of(text), protocol::path_of(protocol::uri_of(text))}) {
        if (!path) continue;
        const std::string uri = protocol::uri_of(*path);
        fuzz::require(uri.starts_with("file://"), "a path has a file URI");
        fuzz::require(protocol::path_of(uri) == path, "which names that very path");
    }
    return 0;
}
