#pragma once

#include "base/clock.h"

#include <string>
#include <vector>

namespace canbo::drawing {

/// Round numbers along an axis: steps of 1, 2 or 5 times a power of ten.
struct Scale {
    double low{0};
    double high{1};
    double step{1};
    std::vector<double> ticks() const;
    double share(double value) const { return (value - low) / (high - low); } ///< 0 at low, 1 at high.
};

/// Covers [low, high] in at most `most` steps (at least 1). Finite values only; an empty span is widened.
Scale nice_scale(double low, double high, int most);

struct DayTick {
    base::Day day{};
    std::string label; ///< dd/MM, with the year on the first tick and at each new year.
};

/// Days along a time axis: every week, fortnight, month, quarter, half or whole year, or some of these, so that at most
/// `most` stand in [first, last].
std::vector<DayTick> day_ticks(base::Day first, base::Day last, int most);

} // namespace canbo::drawing
