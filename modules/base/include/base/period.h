#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <compare>
#include <string>
#include <string_view>

namespace canbo::base {

/// A reporting period. Weeks are ISO 8601 weeks (Monday to Sunday, the week belongs to the year of its Thursday).
/// A month is Decree 09/2019's reporting month: from the 15th of the month before to the 14th.
class Period {
public:
    enum class Kind { Weekly, Monthly };

    /// "2024-W07" or "2024-02". @error InvalidInput no such period (2023 has no week 53, no year a month 13).
    static Result<Period> parse(std::string_view text);
    /// The period of that kind that holds the day.
    static Period containing(Kind kind, Day day);

    Kind kind() const { return m_kind; }
    int year() const { return m_year; }
    int number() const { return m_number; }
    Day first_day() const;
    Day last_day() const;
    Period next() const;
    Period previous() const;
    std::string text() const;  ///< "2024-W07", "2024-02"
    std::string label() const; ///< "Tuần 07/2024", "Tháng 02/2024"
    auto operator<=>(const Period&) const = default;

private:
    Period(Kind kind, int year, int number) : m_kind(kind), m_year(year), m_number(number) {}
    Kind m_kind;
    int m_year;
    int m_number;
};

std::string_view kind_name(Period::Kind kind); ///< "weekly", "monthly"

} // namespace canbo::base
