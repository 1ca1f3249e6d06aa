// Files of any kind and bytes, read for command lines: every part stands in the file, where its text is when
// it is plain, and in order.
#include "analysis/commands/command_facts.hpp"
#include "tests/fuzz/input.hpp"

using namespace modal_lsp;

namespace {

void check(std::string_view file, const commands::Part& part) {
    fuzz::require(part.range.begin <= part.range.end && part.range.end.value <= file.size(),
                  "a part stands in the file");
    const std::size_t size = part.range.size();
    if (part.known && size == part.text.size() && file.find('\\') == std::string_view::npos)
        fuzz::require(file.substr(part.range.begin.value, size) == part.text || size != part.text.size() ||
                          file.find_first_of("'\"$`\n") != std::string_view::npos,
                      "a plain part is what stands there");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    constexpr auto kHosts = static_cast<std::uint8_t>(commands::Host::markdown) + 1;
    const auto host = static_cast<commands::Host>(data[0] % kHosts);
    const std::string_view file(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto facts = commands::read_commands(host, file);
    fuzz::require(facts == commands::read_commands(host, file), "facts are a function of the text");
    text::ByteRange before;
    for (const commands::ModalCommand& command : facts.modal) {
        fuzz::require(before < command.range, "calls come in order, each once");
        fuzz::require(command.range.end.value <= file.size(), "a call stands in the file");
        before = command.range;
        for (const commands::Part& argument : command.arguments)
            check(file, argument);
        if (!command.ref) continue;
        check(file, command.ref->path);
        if (command.ref->member) check(file, *command.ref->member);
    }
    return 0;
}
