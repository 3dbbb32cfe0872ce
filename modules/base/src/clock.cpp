#include "base/clock.h"

#include "base/file.h"

#include <date/date.h>
#include <fmt/compile.h>

#include <optional>
#include <sstream>

namespace canbo::base {
namespace {

constexpr const char* clock_variable = "CANBO_CLOCK";

template <class Parsed>
bool parse(std::string_view text, const char* format, Parsed& out) {
    std::istringstream in{std::string(text)};
    in >> date::parse(format, out);
    return !in.fail() && in.peek() == std::istringstream::traits_type::eof();
}

/// `count` decimal digits from `at` on. @returns their number; a negative one where something else stands
int digits(std::string_view text, std::size_t at, std::size_t count) {
    int number = 0;
    for (const char c : text.substr(at, count)) {
        if (c < '0' || c > '9')
            return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

/// "2024-02-16", as to_iso() writes it: nearly all days that are read were written here, and the library reads them
/// through a stream, at many times the cost.
std::optional<Day> own_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (year < 0 || month < 1 || day < 1)
        return std::nullopt;
    const auto ymd = std::chrono::year{year} / month / day;
    return ymd.ok() ? std::optional<Day>(ymd) : std::nullopt;
}

/// "2024-02-16T02:00:00.000Z", as to_iso() writes it.
std::optional<Time> own_time(std::string_view text) {
    constexpr std::string_view form = "0000-00-00T00:00:00.000Z";
    if (text.size() != form.size() || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' ||
        text[23] != 'Z')
        return std::nullopt;
    const auto day = own_day(text.substr(0, 10));
    const int hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2),
              thousandths = digits(text, 20, 3);
    if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || thousandths < 0)
        return std::nullopt;
    return Time{*day} + std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second} +
           std::chrono::milliseconds{thousandths};
}

struct Civil {
    int year;
    unsigned month;
    unsigned day;
};

Civil civil(Day day) {
    const std::chrono::year_month_day ymd{day};
    return {static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day())};
}

} // namespace

Time SystemClock::now() const {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

ShiftedClock::ShiftedClock(Time start) : m_shift(start - SystemClock{}.now()) {}

Time ShiftedClock::now() const { return SystemClock{}.now() + m_shift; }

Result<std::unique_ptr<Clock>> clock_from_environment() {
    const std::string text = environment(clock_variable);
    if (text.empty())
        return std::make_unique<SystemClock>();
    const auto start = parse_time(text);
    if (!start)
        return fail(ErrorCode::InvalidInput, "CANBO_CLOCK does not hold a time like 2024-02-16T09:00:00+07:00",
                    clock_variable);
    return std::make_unique<ShiftedClock>(*start);
}

Day day_in_vietnam(Time time) { return std::chrono::floor<std::chrono::days>(time + vietnam_offset); }

Time at_vietnam_time(Day day, int hour, int minute) {
    return Time{day} + std::chrono::hours{hour} + std::chrono::minutes{minute} - vietnam_offset;
}

std::string to_iso(Day day) {
    const auto c = civil(day);
    return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), c.year, c.month, c.day);
}

std::string to_iso(Time time) {
    const Day day = std::chrono::floor<std::chrono::days>(time);
    const auto c = civil(day);
    const std::chrono::hh_mm_ss of_day{time - day};
    return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z"), c.year, c.month, c.day,
                       of_day.hours().count(), of_day.minutes().count(), of_day.seconds().count(),
                       of_day.subseconds().count());
}

Result<Time> parse_time(std::string_view text) {
    if (const auto own = own_time(text))
        return *own;
    date::sys_time<std::chrono::microseconds> time; // as other programs write it
    std::string plain(text);
    if (!plain.empty() && (plain.back() == 'Z' || plain.back() == 'z')) {
        plain.back() = '+';
        plain += "00:00";
    }
    if (!parse(plain, "%FT%T%Ez", time))
        return fail(ErrorCode::InvalidInput, "This is not a time like 2024-02-16T09:00:00+07:00");
    return Time{std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch())};
}

Result<Day> parse_day(std::string_view text) {
    date::sys_days day;
    const auto own = own_day(text);
    if (!own && !parse(text, "%F", day) && !parse(text, "%d/%m/%Y", day))
        return fail(ErrorCode::InvalidInput, "This is not a date like 2024-02-16");
    const Day out = own.value_or(Day{std::chrono::days{day.time_since_epoch().count()}});
    if (out < Day{std::chrono::year{1900} / 1 / 1} || out > Day{std::chrono::year{2200} / 1 / 1})
        return fail(ErrorCode::InvalidInput, "The date is outside the years 1900 to 2200");
    return out;
}

std::string show_day(Day day) {
    const auto c = civil(day);
    return fmt::format("{:02}/{:02}/{:04}", c.day, c.month, c.year);
}

std::string show_time(Time time) {
    const Time local = time + vietnam_offset;
    const Day day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss of_day{local - day};
    return fmt::format("{:02}:{:02} {}", of_day.hours().count(), of_day.minutes().count(), show_day(day));
}

std::string show_time_or_blank(std::string_view iso) {
    const auto time = parse_time(iso);
    return time ? show_time(*time) : std::string();
}

} // namespace canbo::base
