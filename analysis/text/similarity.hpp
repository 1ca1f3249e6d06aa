#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace modal_lsp::text {

/// How many characters must be inserted, removed, replaced or swapped with their neighbour to turn one text
/// into the other (optimal string alignment: no character is touched twice). Counts code points. More than
/// `limit` is answered as `limit + 1`, which is found early.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// True when two different names are the same words written in another style: ASCII case, the separators '-',
/// '_',
/// '.' and ' ', and camelCase do not count ("EmbedModel", "embed_model", "embed-model", "embedmodel"). A
/// separator between two digits does count: "v1.10" is not "v11.0".
[[nodiscard]] bool differs_only_in_style(std::string_view a, std::string_view b);

/// The candidate that `name` is most likely a misspelling of; nullopt when none is close. One that differs
/// only in style comes first, then the smallest edit distance, then alphabetical order, so that the order of
/// the candidates does not matter. A candidate equal to `name` is passed over. Names of more than 256 bytes
/// have none.
[[nodiscard]] std::optional<std::string> nearest(std::string_view name,
                                                 std::span<const std::string_view> candidates);
[[nodiscard]] std::optional<std::string> nearest(std::string_view name,
                                                 std::span<const std::string> candidates);

} // namespace modal_lsp::text
