#pragma once

#include "drawing/chart.h"

#include <optional>

namespace canbo::drawing {

struct PeriodValue {
    std::string key;             ///< "2024-W07"
    std::string label;           ///< "07/2024": short, for the axis
    std::optional<double> value; ///< None: nothing reported, the line is broken there.
};

struct LineChart {
    ChartWords words;
    std::string period_heading;
    std::string value_heading;
    std::string target_heading; ///< Also names the target line.
    std::string unit;           ///< After each value, with its space.
    std::optional<double> target;
    bool area{true};                 ///< Fill down to zero.
    std::vector<PeriodValue> values; ///< In order of time, evenly spaced.
};

/// The history of an indicator against its target. Zero is on the axis unless `area` is off and all values are far
/// from it. Axis labels are thinned until none touches another.
Chart line_history(const LineChart& data, const Frame& frame);

} // namespace canbo::drawing
