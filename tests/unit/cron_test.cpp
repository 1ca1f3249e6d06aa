#include "analysis/modal/cron.hpp"

#include <doctest/doctest.h>

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
