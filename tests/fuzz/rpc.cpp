// Any bytes give a message or a problem; what is written is read back.
#include "protocol/rpc.hpp"

#include "tests/fuzz/input.hpp"

#include <string>
#include <variant>

using namespace modal_lsp;
using namespace modal_lsp::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto message = parse_message(fuzz::Input(data, size).rest());
    const auto written = [&] {
        if (!message) return to_text(response_to(message.error()));
        return std::visit([](const auto& kind) { return to_text(kind); }, *message);
    }();
    const auto again = parse_message(written);
    fuzz::require(again.has_value(), "what is written is a message");
    fuzz::require(std::visit([](const auto& kind) { return to_text(kind); }, *again) == written,
                  "and says the same when it is written again");
    if (!message)
        fuzz::require(std::holds_alternative<Response>(*again), "a problem is answered by a response");
    return 0;
}
