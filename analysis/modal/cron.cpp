#include "analysis/modal/cron.hpp"

#include <fmt/format.h>
#include <tl/expected.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace modal_lsp::modal {
namespace {

constexpr std::array<std::string_view, 8> kDays = {"Sunday",   "Monday", "Tuesday",  "Wednesday",
                                                   "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 13> kMonths = {
    "",     "January", "February",  "March",   "April",    "May",     "June",
    "July", "August",  "September", "October", "November", "December"};
constexpr std::size_t kMostTimes = 4;

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(at);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

/// A part of a field: a value, a range or everything, by steps.
struct Item {
    bool all = false;
    int first = 0, last = 0, step = 1;

    [[nodiscard]] bool is_value() const { return !all && first == last; }
};

/// How values of a field are called; nullptr: as they are.
constexpr std::array<const std::string_view*, kCronLimits.size()> kNames = {nullptr, nullptr, nullptr,
                                                                            kMonths.data(), kDays.data()};

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::optional<int> number(std::string_view text, int least, int most) {
    constexpr std::size_t kMostDigits = 4;
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    if (!whole || text.size() > kMostDigits || value < least || value > most) return std::nullopt;
    return value;
}

/// A number, or the first three letters of a name.
std::optional<int> value(std::string_view text, std::size_t field) {
    const auto [least, most] = kCronLimits[field];
    if (const auto given = number(text, least, most)) return given;
    if (kNames[field] == nullptr || text.size() != 3) return std::nullopt;
    for (int i = least; i <= most; ++i)
        if (std::ranges::equal(text, kNames[field][i].substr(0, 3), {}, lower, lower)) return i;
    return std::nullopt;
}

std::optional<Item> item(std::string_view text, std::size_t field) {
    constexpr int kMostStep = 9999;
    Item made;
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
        const auto step = number(text.substr(slash + 1), 1, kMostStep);
        if (!step) return std::nullopt;
        made.step = *step;
        text = text.substr(0, slash);
    }
    if (text == "*") {
        made.all = true;
        return made;
    }
    const auto dash = text.find('-');
    const auto first = value(text.substr(0, dash), field);
    const auto last = dash == std::string_view::npos ? first : value(text.substr(dash + 1), field);
    if (!first || !last) return std::nullopt;
    made.first = *first;
    made.last = *last;
    return made;
}

using Field = std::vector<Item>;

std::vector<std::string_view> fields_of(std::string_view expression) {
    auto parts = split(expression, ' ');
    std::erase(parts, std::string_view());
    return parts;
}

/// The items of a field, or the first that is none.
tl::expected<Field, std::string_view> field_items(std::string_view text, std::size_t field) {
    Field items;
    for (const std::string_view part : split(text, ',')) {
        const auto made = item(part, field);
        if (!made) return tl::make_unexpected(part);
        items.push_back(*made);
    }
    return items;
}

bool is_all(const Field& field) {
    return field.size() == 1 && field.front().all && field.front().step == 1;
}

bool are_values(const Field& field) {
    return std::ranges::all_of(field, [](const Item& each) { return each.is_value() && each.step == 1; });
}

std::string called(int value, std::size_t field) {
    return kNames[field] == nullptr ? fmt::format("{}", value) : std::string(kNames[field][value]);
}

/// "Monday to Friday", "1, 15 and 20", "every 2nd".
std::string listed(const Field& items, std::size_t field) {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Item& each = items[i];
        if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
        if (!each.all) out += called(each.first, field);
        if (!each.all && each.first != each.last) out += " to " + called(each.last, field);
        if (each.step > 1) out += fmt::format("{}every {}", each.all ? "" : ", ", each.step);
    }
    return out;
}

/// The times of a day; empty when there are too many for a sentence.
std::string times(const Field& minutes, const Field& hours) {
    if (!are_values(minutes) || !are_values(hours) || minutes.size() * hours.size() > kMostTimes) return {};
    std::vector<std::string> all;
    for (const Item& hour : hours)
        for (const Item& minute : minutes)
            all.push_back(fmt::format("{:02}:{:02}", hour.first, minute.first));
    std::string out = "at ";
    for (std::size_t i = 0; i < all.size(); ++i)
        out += (i == 0 ? "" : i + 1 == all.size() ? " and " : ", ") + all[i];
    return out;
}

std::string minutes_in_words(const Field& minutes) {
    if (is_all(minutes)) return "every minute";
    if (minutes.size() == 1 && minutes.front().all)
        return fmt::format("every {} minutes", minutes.front().step);
    return "at minute " + listed(minutes, 0);
}

std::string clock(const Field& minutes, const Field& hours) {
    if (std::string exact = times(minutes, hours); !exact.empty()) return exact;
    std::string out = minutes_in_words(minutes);
    if (is_all(hours)) return are_values(minutes) ? out + " of every hour" : out;
    if (hours.size() == 1 && hours.front().all)
        return out + fmt::format(" of every {} hours", hours.front().step);
    return out + ", in hours " + listed(hours, 1);
}

/// All fields, without steps wider than a field; nullopt for what is no expression.
std::optional<std::array<Field, kCronLimits.size()>> all_fields(std::string_view expression) {
    const auto parts = fields_of(expression);
    if (parts.size() != kCronLimits.size()) return std::nullopt;
    std::array<Field, kCronLimits.size()> fields;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto items = field_items(parts[i], i);
        const auto too_wide = [&](const Item& each) { return each.step > kCronLimits[i].most; };
        if (!items || std::ranges::any_of(*items, too_wide)) return std::nullopt;
        fields[i] = *std::move(items);
    }
    return fields;
}

bool matches(const Field& field, int value, std::size_t number) {
    return std::ranges::any_of(field, [&](const Item& each) {
        const int first = each.all ? kCronLimits[number].least : each.first;
        // A value with a step runs on from there: "5/15".
        const bool open = each.all || (each.first == each.last && each.step > 1);
        const int last = open ? kCronLimits[number].most : each.last;
        return value >= first && value <= last && (value - first) % each.step == 0;
    });
}

int days_in(int year, int month) {
    constexpr std::array<int, 13> kLengths = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : kLengths[static_cast<std::size_t>(month)];
}

/// 0 is Sunday (Sakamoto's method).
int weekday(int year, int month, int day) {
    constexpr std::array<int, 12> kShifts = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    if (month < 3) --year;
    return (year + year / 4 - year / 100 + year / 400 + kShifts[static_cast<std::size_t>(month - 1)] + day) %
           7;
}

bool runs_on(const std::array<Field, kCronLimits.size()>& fields, const CivilMinute& at) {
    const auto& [minute, hour, date, month, day] = fields;
    if (!matches(month, at.month, 3)) return false;
    const int of_week = weekday(at.year, at.month, at.day);
    const bool by_date = matches(date, at.day, 2);
    const bool by_day = matches(day, of_week, 4) || (of_week == 0 && matches(day, 7, 4));
    // Given both, either will do.
    return is_all(date) ? by_day : is_all(day) ? by_date : by_date || by_day;
}

void go_to_next_day(CivilMinute& at) {
    at.hour = at.minute = 0;
    if (++at.day <= days_in(at.year, at.month)) return;
    at.day = 1;
    if (++at.month <= 12) return;
    at.month = 1;
    ++at.year;
}

} // namespace

CronCheck check_cron(std::string_view expression) {
    const auto parts = fields_of(expression);
    CronCheck check{.fields = parts.size(), .faults = {}};
    if (parts.size() != kCronLimits.size()) return check;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (const auto items = field_items(parts[i], i); !items) check.faults.push_back({i, items.error()});
    return check;
}

std::optional<std::string> cron_in_words(std::string_view expression) {
    const auto fields = all_fields(expression);
    if (!fields) return std::nullopt;
    const auto& [minute, hour, date, month, day] = *fields;
    std::string out = clock(minute, hour);
    if (!is_all(date)) out += ", on day " + listed(date, 2) + " of the month";
    // Given both, either will do.
    if (!is_all(day)) out += (is_all(date) ? ", " : " or ") + listed(day, 4);
    if (!is_all(month)) out += ", in " + listed(month, 3);
    return out;
}

std::vector<CivilMinute> next_runs(std::string_view expression, CivilMinute from, std::size_t count) {
    constexpr int kMostDays = 8 * 366;
    std::vector<CivilMinute> runs;
    const auto fields = all_fields(expression);
    if (!fields) return runs;
    CivilMinute at = from;
    for (int days = 0; days <= kMostDays && runs.size() < count; ++days, go_to_next_day(at)) {
        if (!runs_on(*fields, at)) continue;
        for (int time = 0; time < 24 * 60 && runs.size() < count; ++time) {
            const CivilMinute run{at.year, at.month, at.day, time / 60, time % 60};
            if (run > from && matches((*fields)[1], run.hour, 1) && matches((*fields)[0], run.minute, 0))
                runs.push_back(run);
        }
    }
    return runs;
}

} // namespace modal_lsp::modal
