#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::rules {
namespace {

struct Field {
    Phrase name;
    int least, most;
    std::string_view words; ///< names that stand for numbers, three letters each, from `least` on
};

constexpr std::array<Field, 5> kFields = {{
    {{"minute", "分钟"}, 0, 59, ""},
    {{"hour", "小时"}, 0, 23, ""},
    {{"day of the month", "日"}, 1, 31, ""},
    {{"month", "月"}, 1, 12, "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"},
    {{"day of the week", "星期"}, 0, 7, "SUNMONTUEWEDTHUFRISAT"},
}};

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(at);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

bool is_number(std::string_view text, int least, int most) {
    if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return false;
    const int value = std::stoi(std::string(text));
    return value >= least && value <= most;
}

bool is_value(std::string_view text, const Field& field) {
    if (is_number(text, field.least, field.most)) return true;
    if (text.size() != 3 || field.words.empty()) return false;
    std::string upper(text);
    for (char& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    const auto at = field.words.find(upper);
    return at != std::string_view::npos && at % 3 == 0;
}

bool is_item(std::string_view text, const Field& field) {
    const auto slash = text.find('/');
    if (slash != std::string_view::npos && !is_number(text.substr(slash + 1), 1, 9999)) return false;
    const std::string_view range = text.substr(0, slash);
    if (range == "*") return true;
    const auto dash = range.find('-');
    if (dash == std::string_view::npos) return is_value(range, field);
    return is_value(range.substr(0, dash), field) && is_value(range.substr(dash + 1), field);
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Cron")) {
        const auto argument = inspection.module.given(call->expression, 0, "cron_string");
        const auto text = certain_text(inspection, argument, call->context);
        if (!text) continue;
        std::vector<std::string_view> parts = split(*text, ' ');
        std::erase(parts, std::string_view());
        if (parts.size() != kFields.size()) {
            report.add(argument->value_range,
                       {"a cron expression has 5 fields, and it has {} fields: the deploy is refused; "
                        "seconds and words such "
                        "as @daily are not known",
                        "cron 表达式有 5 个字段，而它有 {} 个字段：部署会被拒绝；不支持秒，也不支持 @daily "
                        "之类的写法"},
                       parts.size());
            continue;
        }
        for (std::size_t i = 0; i < parts.size(); ++i)
            for (const std::string_view item : split(parts[i], ',')) {
                if (is_item(item, kFields[i])) continue;
                report.add(argument->value_range,
                           {"the {} \"{}\" is none: the deploy is refused; it is a number from {} to {}, *, "
                            "a range or a "
                            "list",
                            "{} \"{}\" 无效：部署会被拒绝；应为 {} 到 {} 的数字、*、范围或列表"},
                           report.say(kFields[i].name), item, kFields[i].least, kFields[i].most);
                break;
            }
    }
}

} // namespace

extern constinit const Rule cron_syntax;
const Rule cron_syntax{
    .code = "MDL853",
    .name = "cron-syntax",
    .group = "schedule",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/cron",
    .page = R"md(
The text of a `modal.Cron` is no cron expression.

## Why
Five fields are needed: minute, hour, day of the month, month, day of the week. The text is only looked at when the
app is deployed, which then fails.

~~~python bad
import modal

schedule = modal.Cron("0 0 3 * * *")  # error: [cron-syntax] it has 6 fields
other = modal.Cron("0 24 * * *")  # error: [cron-syntax] the hour "24"
~~~

~~~python good
import modal

schedule = modal.Cron("0 3 * * *")
other = modal.Cron("*/15 9-17 1,15 JAN-jun MON-FRI", timezone="Europe/Berlin")
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
