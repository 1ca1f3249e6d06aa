#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::modal {

/// What the values of one field of a cron expression may be.
struct CronLimits {
    int least = 0, most = 0;
};

/// Minute, hour, day of the month, month, day of the week (0 and 7 are Sunday).
inline constexpr std::array<CronLimits, 5> kCronLimits = {{{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}}};

/// An item of a field that is none.
struct CronFault {
    std::size_t field = 0; ///< in kCronLimits
    std::string_view item; ///< borrows from the expression
};

/// What is wrong with an expression.
struct CronCheck {
    std::size_t fields = 0; ///< how many there are
    std::vector<CronFault>
        faults; ///< at most one a field; empty when there are not as many as there have to be
};

/// Modal takes numbers, *, ranges, lists, steps, and names of months and days (modal.com/docs/guide/cron).
/// Total.
[[nodiscard]] CronCheck check_cron(std::string_view expression);

/// What a cron expression says, in English: "0 9 * * 1-5" is "at 09:00, Monday to Friday". nullopt when it is
/// none, and for steps wider than a field.
[[nodiscard]] std::optional<std::string> cron_in_words(std::string_view expression);

/// A minute of the calendar, in whatever time zone is meant.
struct CivilMinute {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0;
    friend auto operator<=>(const CivilMinute&, const CivilMinute&) = default;
};

/// When it runs next, strictly after `from`; fewer than `count` when there are no more within eight years,
/// none for what is no expression.
[[nodiscard]] std::vector<CivilMinute> next_runs(std::string_view expression, CivilMinute from,
                                                 std::size_t count);

} // namespace modal_lsp::modal
