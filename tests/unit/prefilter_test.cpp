#include "analysis/workspace/prefilter.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>

using modal_lsp::workspace::may_concern_modal;

namespace {

constexpr std::array<std::string_view, 5> kNeedles{"modal", ".function(", ".cls(", ".local_entrypoint(",
                                                   ".server("};

bool naive(std::string_view text) {
    for (const auto needle : kNeedles)
        if (text.find(needle) != std::string_view::npos) return true;
    return false;
}

/// Whole needles are rare, halves of them are frequent.
std::string random_text(std::mt19937& random) {
    std::string text;
    const auto length = random() % 120;
    while (text.size() < length) {
        const auto needle = kNeedles[random() % kNeedles.size()];
        const auto kind = random() % 12;
        if (kind == 0) text += needle.substr(0, random() % (needle.size() + 1));
        if (kind == 1) text += needle.substr(random() % needle.size());
        if (kind > 1) text += "mdl.(csn_ x"[random() % 11];
    }
    return text;
}

} // namespace

TEST_CASE("each sign of Modal is found at every place of a text") {
    for (const auto needle : kNeedles) {
        for (std::size_t before = 0; before < 70; ++before) {
            for (const std::size_t after : {0, 1, 15, 16, 17, 40}) {
                const auto text = std::string(before, '.') + std::string(needle) + std::string(after, 'm');
                CAPTURE(text);
                CHECK(may_concern_modal(text));
            }
        }
    }
}

TEST_CASE("a sign of Modal that lacks a byte at its end is none") {
    for (const auto needle : kNeedles) {
        const auto cut = std::string(needle.substr(0, needle.size() - 1));
        CHECK_FALSE(may_concern_modal(cut));
        CHECK_FALSE(may_concern_modal(cut + std::string(50, ' ')));
    }
    CHECK_FALSE(may_concern_modal(""));
}

TEST_CASE("the fast search agrees with the plain one on random texts") {
    std::mt19937 random(20240611);
    std::size_t found = 0;
    for (int round = 0; round < 20000; ++round) {
        const auto text = random_text(random);
        CAPTURE(text);
        const bool expected = naive(text);
        found += expected ? 1 : 0;
        REQUIRE(may_concern_modal(text) == expected);
    }
    CHECK(found > 1000);
    CHECK(found < 19000);
}
