#include "dates.h"

#include <fmt/format.h>

namespace canbo::identity {
namespace {

std::optional<unsigned> number(std::string_view digits) {
    unsigned out = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9')
            return std::nullopt;
        out = out * 10 + static_cast<unsigned>(c - '0');
    }
    return out;
}

std::string formatted(base::Day day, const char* separator) {
    const std::chrono::year_month_day ymd(day);
    return fmt::format("{:02}{}{:02}{}{:04}", static_cast<unsigned>(ymd.day()), separator,
                       static_cast<unsigned>(ymd.month()), separator, static_cast<int>(ymd.year()));
}

} // namespace

std::optional<base::Day> make_day(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    return ymd.ok() ? std::optional(base::Day(ymd)) : std::nullopt;
}

std::optional<base::Day> day_from_digits(std::string_view text) {
    if (text.size() != 8)
        return std::nullopt;
    const auto day = number(text.substr(0, 2));
    const auto month = number(text.substr(2, 2));
    const auto year = number(text.substr(4, 4));
    return day && month && year ? make_day(static_cast<int>(*year), *month, *day) : std::nullopt;
}

std::string digits_of(base::Day day) { return formatted(day, ""); }

std::optional<base::Day> day_from_slashes(std::string_view text) {
    if (text.size() != 10 || text[2] != '/' || text[5] != '/')
        return std::nullopt;
    return day_from_digits(std::string(text.substr(0, 2)) + std::string(text.substr(3, 2)) +
                           std::string(text.substr(6, 4)));
}

std::string slashes_of(base::Day day) { return formatted(day, "/"); }

int year_of(base::Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }

} // namespace canbo::identity
