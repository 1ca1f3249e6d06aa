#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::modal {

/// What a cron expression says, in English: "0 9 * * 1-5" is "at 09:00, Monday to Friday". nullopt when it is
/// not five fields of what Modal takes (numbers, *, ranges, lists, steps, names of months and days), or says
/// too much for a sentence.
[[nodiscard]] std::optional<std::string> cron_in_words(std::string_view expression);

} // namespace modal_lsp::modal
