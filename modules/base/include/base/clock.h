#pragma once

#include "base/result.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace canbo::base {

using Time = std::chrono::sys_time<std::chrono::milliseconds>; ///< UTC, always.
using Day = std::chrono::sys_days;                             ///< A civil date in Vietnam, without a time.

/// Where the time comes from; nothing else asks the machine's clock.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
public:
    Time now() const override;
};

/// Starts at a given moment and goes on from there (CANBO_CLOCK). Safe from any thread.
class ShiftedClock final : public Clock {
public:
    explicit ShiftedClock(Time start);
    Time now() const override;

private:
    std::chrono::milliseconds m_shift;
};

/// Stands still until told; for tests.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Time at) : m_at(at) {}
    Time now() const override { return m_at; }
    void set(Time at) { m_at = at; }
    void advance(std::chrono::milliseconds by) { m_at += by; }

private:
    Time m_at;
};

/// The machine's clock, or one that starts at $CANBO_CLOCK when that is set. @error InvalidInput it is no time.
Result<std::unique_ptr<Clock>> clock_from_environment();

/// Vietnam has been UTC+7 without summer time since 13/6/1975, so the zone is a constant here.
inline constexpr std::chrono::hours vietnam_offset{7};

/// Civil date in Vietnam at that moment.
Day day_in_vietnam(Time time);
/// The moment a Vietnamese wall clock shows hour:minute of that date.
Time at_vietnam_time(Day day, int hour, int minute);

std::string to_iso(Time time);                        ///< "2024-02-16T02:00:00.000Z"
std::string to_iso(Day day);                          ///< "2024-02-16"
Result<Time> parse_time(std::string_view text);       ///< RFC 3339, any offset. @error InvalidInput
Result<Day> parse_day(std::string_view text);         ///< yyyy-mm-dd, or dd/mm/yyyy. @error InvalidInput
std::string show_day(Day day);                        ///< "16/02/2024"
std::string show_time(Time time);                     ///< "17:00 16/02/2024", Vietnam's clock
std::string show_time_or_blank(std::string_view iso); ///< "" stays ""

} // namespace canbo::base
