// However a stream is cut into pieces, the same frames come out of it.
#include "protocol/framing.hpp"
#include "tests/fuzz/input.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::protocol;

namespace {

constexpr FramingLimits kTightLimits{.max_header_line = 64, .max_headers = 4, .max_message = 128};

void take_all(FrameReader& reader, std::vector<Frame>& frames) {
    while (auto frame = reader.next())
        frames.push_back(*std::move(frame));
}

bool same(const Frame& a, const Frame& b) {
    if (a.has_value() != b.has_value()) return false;
    return a ? *a == *b : a.error().problem == b.error().problem && a.error().message == b.error().message;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const std::uint8_t options = input.byte();
    const FramingLimits limits = (options & 1U) != 0 ? kTightLimits : FramingLimits{};
    const std::size_t step = 1 + (options >> 1U) % 17;
    const std::string stream(input.rest());

    FrameReader at_once(limits), in_pieces(limits);
    std::vector<Frame> whole, pieces;
    at_once.feed(stream);
    take_all(at_once, whole);
    for (std::size_t at = 0; at < stream.size(); at += step) {
        in_pieces.feed(std::string_view(stream).substr(at, step));
        take_all(in_pieces, pieces);
    }
    fuzz::require(std::ranges::equal(whole, pieces, same), "the cuts do not matter");
    fuzz::require(at_once.mid_message() == in_pieces.mid_message(), "nor do they for what is left");

    FrameReader reader;
    reader.feed(encode_frame(stream));
    const auto frame = reader.next();
    fuzz::require(frame && *frame && **frame == stream, "what is framed comes out again");
    return 0;
}
