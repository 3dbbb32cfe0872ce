#include "base/period.h"

#include <date/iso_week.h>
#include <fmt/format.h>

namespace canbo::base {
namespace {

Day monday_of(int year, int week) {
    const iso_week::sys_days monday{iso_week::year{year} / iso_week::weeknum{static_cast<unsigned>(week)} /
                                    iso_week::mon};
    return Day{std::chrono::days{monday.time_since_epoch().count()}};
}

int weeks_of(int year) {
    const iso_week::year_lastweek last{iso_week::year{year}};
    return static_cast<int>(static_cast<unsigned>(last.weeknum()));
}

bool digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

Day day_of(int year, int month, unsigned day) {
    return Day{std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} / std::chrono::day{day}};
}

} // namespace

Result<Period> Period::parse(std::string_view text) {
    const bool weekly = text.size() == 8 && text[5] == 'W';
    const bool monthly = text.size() == 7;
    if ((weekly || monthly) && text[4] == '-' && digits(text.substr(0, 4)) && digits(text.substr(weekly ? 6 : 5))) {
        const int year = std::stoi(std::string(text.substr(0, 4)));
        const int number = std::stoi(std::string(text.substr(weekly ? 6 : 5)));
        if (year >= 2000 && year <= 2199 && number >= 1 && number <= (weekly ? weeks_of(year) : 12))
            return Period(weekly ? Kind::Weekly : Kind::Monthly, year, number);
    }
    return fail(ErrorCode::InvalidInput, "There is no such period; write 2024-W07 or 2024-02",
                std::string(text.substr(0, 20)));
}

Period Period::containing(Kind kind, Day day) {
    if (kind == Kind::Weekly) {
        const iso_week::year_weeknum_weekday week{iso_week::sys_days{iso_week::days{day.time_since_epoch().count()}}};
        return {kind, static_cast<int>(week.year()), static_cast<int>(static_cast<unsigned>(week.weeknum()))};
    }
    const std::chrono::year_month_day ymd{day};
    auto month = ymd.year() / ymd.month();
    if (static_cast<unsigned>(ymd.day()) >= 15)
        month += std::chrono::months{1};
    return {kind, static_cast<int>(month.year()), static_cast<int>(static_cast<unsigned>(month.month()))};
}

Day Period::first_day() const {
    if (m_kind == Kind::Weekly)
        return monday_of(m_year, m_number);
    return m_number == 1 ? day_of(m_year - 1, 12, 15) : day_of(m_year, m_number - 1, 15);
}

Day Period::last_day() const {
    return m_kind == Kind::Weekly ? first_day() + std::chrono::days{6} : day_of(m_year, m_number, 14);
}

Period Period::next() const { return containing(m_kind, last_day() + std::chrono::days{1}); }

Period Period::previous() const { return containing(m_kind, first_day() - std::chrono::days{1}); }

std::string Period::text() const {
    return m_kind == Kind::Weekly ? fmt::format("{:04}-W{:02}", m_year, m_number)
                                  : fmt::format("{:04}-{:02}", m_year, m_number);
}

std::string Period::label() const {
    return m_kind == Kind::Weekly ? fmt::format("Tuần {:02}/{:04}", m_number, m_year)
                                  : fmt::format("Tháng {:02}/{:04}", m_number, m_year);
}

std::string_view kind_name(Period::Kind kind) { return kind == Period::Kind::Weekly ? "weekly" : "monthly"; }

} // namespace canbo::base
