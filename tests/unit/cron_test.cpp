#include "analysis/modal/cron.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

using modal_lsp::modal::cron_in_words;

TEST_CASE("a cron expression reads as a sentence") {
    CHECK(cron_in_words("0 9 * * *") == "at 09:00");
    CHECK(cron_in_words("0 9 * * 1-5") == "at 09:00, Monday to Friday");
    CHECK(cron_in_words("30 8,17 * * mon,WED") == "at 08:30 and 17:30, Monday and Wednesday");
    CHECK(cron_in_words("*/10 * * * *") == "every 10 minutes");
    CHECK(cron_in_words("* * * * *") == "every minute");
    CHECK(cron_in_words("5 * * * *") == "at minute 5 of every hour");
    CHECK(cron_in_words("0 */6 * * *") == "at minute 0 of every 6 hours");
    CHECK(cron_in_words("*/15 9-17 * * *") == "every 15 minutes, in hours 9 to 17");
    CHECK(cron_in_words("0 0 1 * *") == "at 00:00, on day 1 of the month");
    CHECK(cron_in_words("0 0 1,15 jan-mar 7") ==
          "at 00:00, on day 1 and 15 of the month or Sunday, in January to March");
}

TEST_CASE("what is no cron expression says nothing") {
    for (const char* text :
         {"", "0 9 * *", "0 9 * * * *", "60 9 * * *", "0 24 * * *", "@daily", "0 9 0 * *", "0 9 * * 8",
          "a b c d e", "0 9 * * MONDAY", "*/0 * * * *", "1- * * * *", "-1 * * * *"})
        CHECK_MESSAGE(!cron_in_words(text), text);
}

TEST_CASE("the next runs are those of the calendar") {
    const auto runs = [](const char* expression, modal_lsp::modal::CivilMinute from, std::size_t count = 2) {
        std::string out;
        for (const modal_lsp::modal::CivilMinute& run : modal_lsp::modal::next_runs(expression, from, count))
            out += fmt::format("{}-{:02}-{:02} {:02}:{:02};", run.year, run.month, run.day, run.hour,
                               run.minute);
        return out;
    };
    // 27 November 2026 is a Friday.
    const modal_lsp::modal::CivilMinute friday{2026, 11, 27, 9, 0};
    CHECK(runs("0 9 * * *", friday) == "2026-11-28 09:00;2026-11-29 09:00;");
    CHECK(runs("1 9 * * *", friday) == "2026-11-27 09:01;2026-11-28 09:01;");
    CHECK(runs("*/20 * * * *", friday) == "2026-11-27 09:20;2026-11-27 09:40;");
    CHECK(runs("0 9 * * 1-5", friday) == "2026-11-30 09:00;2026-12-01 09:00;");
    CHECK(runs("0 0 * * 7", friday, 1) == "2026-11-29 00:00;");
    CHECK(runs("0 0 * * sun", friday, 1) == "2026-11-29 00:00;");
    CHECK(runs("0 0 29 2 *", friday) == "2028-02-29 00:00;2032-02-29 00:00;");
    CHECK(runs("0 0 1 1 *", friday, 1) == "2027-01-01 00:00;");
    CHECK(runs("0 0 13 * 5", friday) == "2026-12-04 00:00;2026-12-11 00:00;");
    CHECK(runs("30 23 31 12 *", {2026, 12, 31, 23, 30}, 1) == "2027-12-31 23:30;");
    CHECK(runs("0 0 30 2 *", friday).empty());
    CHECK(runs("0 0 * *", friday).empty());
    CHECK(runs("61 0 * * *", friday).empty());
}
