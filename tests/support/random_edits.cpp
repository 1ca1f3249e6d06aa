#include "tests/support/random_edits.hpp"

#include "analysis/text/line_index.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace modal_lsp::testing {
namespace {

/// Texts grow by about this much, so that each step is quick to check.
constexpr std::size_t kLongBytes = 250;
constexpr std::size_t kMaxPast = 20;

/// What is typed, half-typed and pasted; the last ones are what text must survive rather than what people
/// type.
constexpr auto kPieces = std::to_array<std::string_view>({
    "a",
    "x",
    "_",
    "0",
    " ",
    "    ",
    "\n",
    "\n    ",
    "\n\n",
    "(",
    ")",
    "()",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ".",
    "=",
    "==",
    "@",
    "#",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "f\"",
    "rb'",
    "\\",
    "\\\n",
    "->",
    "*",
    "**",
    "app",
    "modal",
    "modal.",
    "import modal\n",
    "from modal import App as A\n",
    "app = modal.App(\"shop\")\n",
    "modal.Cls.from_name(\"shop\", \"",
    "modal.Function.from_name('shop-catalog', 'list_products')",
    "@app.function()\n",
    "@app.cls(gpu=\"L4\")\n",
    "def f(a, b=1):\n    return a\n",
    "class C:\n    x = 1\n",
    "    @modal.method()\n    def m(self): ...\n",
    "if x:\n    ",
    "else:\n    ",
    "elif y:\n",
    "for i in x:\n    pass\n",
    "while ",
    "try:\n    pass\nexcept E as e:\n    pass\n",
    "with a as b:\n    pass\n",
    "lambda x: ",
    "async ",
    "await ",
    "return ",
    "yield ",
    "global app\n",
    "del x\n",
    "match x:\n    case 1: pass\n",
    "f\"{app.name!r:>{width}}\"",
    "x: int = 1\n",
    "x += [1]\n",
    "# modal-lsp: ignore\n",
    "print(",
    "pass\n",
    "\t",
    "\r\n",
    "\r",
    "\f",
    "é",
    "名",
    "e\xCC\x81",
    "😀",
    "\xE2\x80\xA8",
    "\xEF\xBB\xBF",
    "\xFF",
    "\xC3",
});

} // namespace

RandomEditor::RandomEditor(std::uint64_t seed, text::Document start, std::vector<std::string> material)
    : random_(seed), start_bytes_(start.text().size()), document_(std::move(start)),
      material_(std::move(material)) {}

std::uint32_t RandomEditor::below(std::uint32_t limit) {
    // Not std::uniform_int_distribution: a seed should mean the same on every machine.
    return limit == 0 ? 0 : static_cast<std::uint32_t>(random_() % limit);
}

text::ByteOffset RandomEditor::place() {
    const auto encoding =
        std::array{text::Encoding::utf8, text::Encoding::utf16, text::Encoding::utf32}[below(3)];
    const std::uint32_t line = below(document_.lines().line_count() + 1 + (below(20) == 0 ? 1000 : 0));
    const std::uint32_t column =
        below(20) == 0 ? below(100'000) : below(document_.lines().line_range(line).size() + 2);
    return document_.lines().offset({line, column}, encoding);
}

text::ByteRange RandomEditor::range() {
    const text::ByteOffset from = place();
    if (below(3) != 0) { // mostly short ones
        const auto size = static_cast<std::uint32_t>(document_.text().size());
        const auto near =
            document_.lines().position({std::min(from.value + below(12), size)}, text::Encoding::utf8);
        return {from, std::max(from, document_.lines().offset(near, text::Encoding::utf8))};
    }
    const text::ByteOffset to = place();
    return {std::min(from, to), std::max(from, to)}; // backwards is turned round
}

std::string RandomEditor::replacement() {
    if (below(8) != 0 || material_.empty()) return std::string(kPieces[below(kPieces.size())]);
    const std::string& from = material_[below(static_cast<std::uint32_t>(material_.size()))];
    return from.substr(below(static_cast<std::uint32_t>(from.size())), below(80));
}

text::Edit RandomEditor::edit() {
    const bool is_long = document_.text().size() > start_bytes_ + kLongBytes;
    const std::uint32_t kind = below(10);
    if (kind < 5 && !is_long) {
        const text::ByteOffset at = place();
        return {{at, at}, replacement()};
    }
    if (kind < 8) return {range(), {}};
    return {range(), replacement()};
}

EditBatch RandomEditor::undo() {
    EditBatch batch{.edits = {}, .after = std::move(past_.back())};
    past_.pop_back();
    const auto size = static_cast<std::uint32_t>(document_.text().size());
    const std::string_view before = document_.text(), after = batch.after.text();
    const auto shared = static_cast<std::uint32_t>(std::ranges::mismatch(before, after).in1 - before.begin());
    batch.edits.push_back({text::make_range(shared, size), std::string(after.substr(shared))});
    document_ = batch.after;
    return batch;
}

EditBatch RandomEditor::next() {
    if (!past_.empty() && below(3) == 0) return undo();
    past_.push_back(document_);
    if (past_.size() > kMaxPast) past_.erase(past_.begin());
    EditBatch batch;
    const std::uint32_t count = below(2) == 0 ? 2 + below(10) : 1;
    for (std::uint32_t i = 0; i < count; ++i) {
        batch.edits.push_back(edit());
        document_ = document_.edited(batch.edits.back());
    }
    batch.after = document_;
    return batch;
}

} // namespace modal_lsp::testing
