#include "analysis/modal/cron.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
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

/// How values of a field are called: by a name, or as they are.
struct Names {
    const std::string_view* names = nullptr;
    int least = 0, most = 0;
};

std::optional<int> number(std::string_view text, const Names& field) {
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec == std::errc() && read.ptr == text.data() + text.size())
        return value >= field.least && value <= field.most ? std::optional(value) : std::nullopt;
    if (field.names == nullptr || text.size() != 3) return std::nullopt;
    const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
    for (int i = field.least; i <= field.most; ++i)
        if (std::ranges::equal(text, field.names[i].substr(0, 3), same)) return i;
    return std::nullopt;
}

std::optional<Item> item(std::string_view text, const Names& field) {
    Item made;
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
        const auto step = number(text.substr(slash + 1), {nullptr, 1, field.most});
        if (!step) return std::nullopt;
        made.step = *step;
        text = text.substr(0, slash);
    }
    if (text == "*") {
        made.all = true;
        return made;
    }
    const auto dash = text.find('-');
    const auto first = number(text.substr(0, dash), field);
    const auto last = dash == std::string_view::npos ? first : number(text.substr(dash + 1), field);
    if (!first || !last) return std::nullopt;
    made.first = *first;
    made.last = *last;
    return made;
}

using Field = std::vector<Item>;

std::optional<Field> field(std::string_view text, const Names& names) {
    Field items;
    for (const std::string_view part : split(text, ',')) {
        const auto made = item(part, names);
        if (!made) return std::nullopt;
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

std::string called(int value, const Names& names) {
    return names.names == nullptr ? fmt::format("{}", value) : std::string(names.names[value]);
}

/// "Monday to Friday", "1, 15 and 20", "every 2nd".
std::string listed(const Field& field, const Names& names) {
    std::string out;
    for (std::size_t i = 0; i < field.size(); ++i) {
        const Item& each = field[i];
        if (i > 0) out += i + 1 == field.size() ? " and " : ", ";
        if (!each.all) out += called(each.first, names);
        if (!each.all && each.first != each.last) out += " to " + called(each.last, names);
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
    return "at minute " + listed(minutes, {nullptr, 0, 59});
}

std::string clock(const Field& minutes, const Field& hours) {
    if (std::string exact = times(minutes, hours); !exact.empty()) return exact;
    std::string out = minutes_in_words(minutes);
    if (is_all(hours)) return are_values(minutes) ? out + " of every hour" : out;
    if (hours.size() == 1 && hours.front().all)
        return out + fmt::format(" of every {} hours", hours.front().step);
    return out + ", in hours " + listed(hours, {nullptr, 0, 23});
}

} // namespace

std::optional<std::string> cron_in_words(std::string_view expression) {
    auto parts = split(expression, ' ');
    std::erase(parts, std::string_view());
    if (parts.size() != 5) return std::nullopt;
    const Names months{kMonths.data(), 1, 12}, days{kDays.data(), 0, 7};
    const auto minute = field(parts[0], {nullptr, 0, 59}), hour = field(parts[1], {nullptr, 0, 23});
    const auto date = field(parts[2], {nullptr, 1, 31}), month = field(parts[3], months),
               day = field(parts[4], days);
    if (!minute || !hour || !date || !month || !day) return std::nullopt;
    std::string out = clock(*minute, *hour);
    if (!is_all(*date)) out += ", on day " + listed(*date, {nullptr, 1, 31}) + " of the month";
    // Given both, either will do.
    if (!is_all(*day)) out += (is_all(*date) ? ", " : " or ") + listed(*day, days);
    if (!is_all(*month)) out += ", in " + listed(*month, months);
    return out;
}

} // namespace modal_lsp::modal
