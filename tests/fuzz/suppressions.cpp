// Comments that silence rules: found in any text, inside of it, and written so that they are found again.
#include "analysis/rules/suppressions.hpp"

#include "tests/fuzz/input.hpp"

#include <string>

using namespace modal_lsp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const std::uint32_t at = input.number();
    const text::Document document{std::string(input.rest())};
    const auto whole = static_cast<std::uint32_t>(document.text().size());
    const auto found = rules::find_suppressions(document);
    fuzz::require(found.empty() || rules::mentions_suppression(document.text()),
                  "the cheap test misses nothing");
    for (const auto& suppression : found) {
        fuzz::require(suppression.comment.encloses(suppression.range), "inside of its comment");
        fuzz::require(suppression.comment.end.value <= whole, "inside of the text");
        for (const auto& name : suppression.names)
            fuzz::require(suppression.list.encloses(name.range), "in the list");
    }
    const rules::Rule& rule = *rules::catalogue().front();
    const text::ByteOffset place{std::min(at, whole)};
    const auto edit = rules::suppress_here(document, {place, place}, rule);
    fuzz::require(edit.edit.range.end.value <= whole, "the edit is inside of the text");
    std::vector<rules::Diagnostic> diagnostics(1);
    diagnostics[0].rule = &rule;
    diagnostics[0].range = {place, place};
    (void)rules::apply_suppressions("/a.py", document, diagnostics,
                                    {.rules = rules::catalogue(), .all = true});
    return 0;
}
