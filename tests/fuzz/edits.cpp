// Edits of any ranges are clamped; a batch gives what its edits give one after the other from the back.
#include "analysis/text/document.hpp"
#include "analysis/text/edit.hpp"
#include "tests/fuzz/input.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

using namespace modal_lsp;

namespace {

constexpr std::size_t kMaxEdits = 20;

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    std::vector<text::Edit> edits(input.byte() % kMaxEdits);
    for (text::Edit& edit : edits) {
        const std::uint32_t begin = input.byte();
        edit.range = text::make_range(begin, begin + input.byte() % 16);
        edit.replacement = std::string(input.until("|").substr(0, 8));
    }
    const std::string text(input.rest());
    const text::Document document(text);
    for (const text::Edit& edit : edits) {
        const std::size_t kept = document.slice(edit.range).size();
        const text::Document edited = document.edited(edit);
        fuzz::require(edited.text().size() == text.size() - kept + edit.replacement.size(), "clamped alike");
    }
    for (text::Edit& edit : edits) {
        const auto end = static_cast<std::uint32_t>(text.size());
        edit.range =
            text::make_range(std::min(edit.range.begin.value, end), std::min(edit.range.end.value, end));
    }
    if (!text::normalize(edits)) return 0;
    std::string one_by_one = text;
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit)
        one_by_one = text::apply(one_by_one, {*edit});
    fuzz::require(text::apply(text, edits) == one_by_one, "together as one by one from the back");
    return 0;
}
