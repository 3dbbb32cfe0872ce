#include "axis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace canbo::drawing {
namespace {

using std::chrono::year_month_day;

double nice_step(double raw) {
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= raw * (1 - 1e-9))
            return factor * power;
    return 10 * power;
}

std::vector<base::Day> weekly(base::Day first, base::Day last, int weeks) {
    std::vector<base::Day> days;
    base::Day day = first + (std::chrono::Monday - std::chrono::weekday(first));
    for (; day <= last; day += std::chrono::days(7 * weeks))
        days.push_back(day);
    return days;
}

std::vector<base::Day> monthly(base::Day first, base::Day last, int months) {
    std::vector<base::Day> days;
    const year_month_day start(first);
    int count = static_cast<int>(start.year()) * 12 + static_cast<int>(static_cast<unsigned>(start.month())) - 1;
    count = (count + months - 1) / months * months;
    for (;; count += months) {
        const base::Day day =
            std::chrono::year(count / 12) / std::chrono::month(static_cast<unsigned>(count % 12) + 1) / 1;
        if (day > last)
            return days;
        if (day >= first)
            days.push_back(day);
    }
}

std::vector<DayTick> labelled(const std::vector<base::Day>& days) {
    std::vector<DayTick> ticks;
    std::chrono::year shown{0};
    for (const base::Day day : days) {
        const year_month_day date(day);
        std::string label =
            fmt::format("{:02}/{:02}", static_cast<unsigned>(date.day()), static_cast<unsigned>(date.month()));
        if (date.year() != shown)
            label += fmt::format("/{:04}", static_cast<int>(date.year()));
        shown = date.year();
        ticks.push_back({day, label});
    }
    return ticks;
}

} // namespace

std::vector<double> Scale::ticks() const {
    std::vector<double> values;
    const auto count = std::lround((high - low) / step);
    for (long i = 0; i <= count; ++i) {
        const double value = low + static_cast<double>(i) * step;
        values.push_back(std::abs(value) < step * 1e-9 ? 0 : value);
    }
    return values;
}

Scale nice_scale(double low, double high, int most) {
    if (low > high)
        std::swap(low, high);
    constexpr double largest = 1e300; // leaves room for the rounding up
    low = std::clamp(low, -largest, largest);
    high = std::clamp(high, -largest, largest);
    if (high - low < std::max(std::abs(high), std::abs(low)) * 1e-9 || high == low) {
        const double around = high == 0 ? 1 : std::abs(high) * 0.1;
        high += around;
        low -= low == 0 ? 0 : around;
    }
    double step = nice_step((high - low) / std::max(most, 1));
    const auto steps = [&] { return std::ceil(high / step - 1e-9) - std::floor(low / step + 1e-9); };
    while (steps() > std::max(most, 1) && step < largest) {
        const double wider = nice_step(step * 1.5);
        // A span across zero needs two steps whatever their width.
        if (wider > 4 * (high - low))
            break;
        step = wider;
    }
    return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
}

std::vector<DayTick> day_ticks(base::Day first, base::Day last, int most) {
    const auto fits = [&](const std::vector<base::Day>& days) {
        return static_cast<int>(days.size()) <= std::max(most, 1);
    };
    for (const int weeks : {1, 2})
        if (auto days = weekly(first, last, weeks); fits(days))
            return labelled(days);
    for (const int months : {1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000})
        if (auto days = monthly(first, last, months); fits(days))
            return labelled(days);
    return labelled({first});
}

} // namespace canbo::drawing
