#include "analysis/text/similarity.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace modal_lsp::text;

TEST_CASE("insertions, removals and replacements cost one each") {
    CHECK(edit_distance("volume", "volumes", 9) == 1);
    CHECK(edit_distance("volume", "volme", 9) == 1);
    CHECK(edit_distance("volume", "valume", 9) == 1);
    CHECK(edit_distance("kitten", "sitting", 9) == 3);
    CHECK(edit_distance("", "abc", 9) == 3);
    CHECK(edit_distance("abc", "", 9) == 3);
    CHECK(edit_distance("same", "same", 9) == 0);
}

TEST_CASE("two swapped neighbours cost one") {
    CHECK(edit_distance("unknwon", "unknown", 9) == 1);
    CHECK(edit_distance("ab", "ba", 1) == 1);
}

TEST_CASE("no character is touched twice by the edit distance") {
    CHECK(edit_distance("ca", "abc", 9) == 3);
}

TEST_CASE("a distance past the limit is the limit and one") {
    CHECK(edit_distance("kitten", "sitting", 2) == 3);
    CHECK(edit_distance("abcdef", "uvwxyz", 1) == 2);
    CHECK(edit_distance("a", "b", 0) == 1);
    CHECK(edit_distance("a", "a", 0) == 0);
    CHECK(edit_distance(std::string(100000, 'a'), "b", 3) == 4);
}

TEST_CASE("the edit distance counts characters, not bytes") {
    CHECK(edit_distance("modèle", "modele", 9) == 1);
    CHECK(edit_distance("😀", "", 9) == 1);
    CHECK(edit_distance("\xFF", "x", 9) == 1);
}

TEST_CASE("case, separators and camelCase are style") {
    const std::vector<std::string_view> styles{"EmbedModel",  "embed_model", "embed-model", "embed.model",
                                               "Embed Model", "embedModel",  "EMBED_MODEL", "embedmodel"};
    for (const auto a : styles)
        for (const auto b : styles) {
            CAPTURE(a);
            CAPTURE(b);
            CHECK(differs_only_in_style(a, b) == (a != b));
        }
}

TEST_CASE("an acronym is a word of its own") {
    CHECK(differs_only_in_style("HTTPServer", "http-server"));
}

TEST_CASE("other letters and moved word boundaries are more than style") {
    CHECK_FALSE(differs_only_in_style("embed-model", "embed-models"));
    CHECK_FALSE(differs_only_in_style("pen-island", "penis-land"));
    CHECK_FALSE(differs_only_in_style("v1.10", "v11.0"));
    CHECK_FALSE(differs_only_in_style("v1.10", "v110"));
    CHECK_FALSE(differs_only_in_style("-", "_"));
    CHECK_FALSE(differs_only_in_style("", "a"));
}

TEST_CASE("the nearest name is found whatever the order") {
    const std::vector<std::string> names{"ignore", "select", "exclude", "ignored"};
    const std::vector<std::string> reversed(names.rbegin(), names.rend());
    CHECK(nearest("ignores", names) == "ignore");
    CHECK(nearest("ignores", reversed) == "ignore");
    CHECK(nearest("exlcude", names) == "exclude");
}

TEST_CASE("a name in another style is nearer than a shorter edit") {
    const std::vector<std::string_view> names{"embed_modem", "embed-model"};
    CHECK(nearest("embed_model", names) == "embed-model");
}

TEST_CASE("nothing is suggested for a name that is like none") {
    const std::vector<std::string_view> names{"ignore", "gpu"};
    CHECK(nearest("banana", names) == std::nullopt);
    CHECK(nearest("cpu", names) == "gpu");
    CHECK(nearest("g", names) == std::nullopt);
    CHECK(nearest("", names) == std::nullopt);
    CHECK(nearest("ignore", names) == std::nullopt);
    CHECK(nearest(std::string(100000, 'i'), names) == std::nullopt);
}
