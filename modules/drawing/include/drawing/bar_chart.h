#pragma once

#include "drawing/chart.h"

#include <optional>

namespace canbo::drawing {

struct Bar {
    std::string key;
    std::string label;
    std::optional<double> value; ///< None (or not finite): "–" and no bar.
    Tone tone{Tone::Plain};
};

struct BarChart {
    ChartWords words;
    std::string label_heading; ///< Head of the table's first column.
    std::string value_heading;
    std::string unit; ///< After each value, with its space: "%", " hồ sơ". May be empty.
    std::vector<Bar> bars;
};

/// Horizontal bars from a common zero, the value after each bar; negative values to the left. Order as given.
Chart horizontal_bars(const BarChart& data, const Frame& frame);

struct Series {
    std::string name;
    Tone tone{Tone::Plain};
};

struct StackedRow {
    std::string key;
    std::string label;
    std::vector<double> values; ///< One per series; negative or not finite counts as 0, missing ones too.
};

struct StackedChart {
    ChartWords words;
    std::string label_heading;
    std::string total_heading;
    std::vector<Series> series;
    std::vector<StackedRow> rows;
    bool as_share{false}; ///< Every bar full width; numbers stay counts.
};

/// What each row is made of (status of the models of an agency), with legend, counts in the parts and a total.
/// Hit keys are those of the rows.
Chart stacked_bars(const StackedChart& data, const Frame& frame);

} // namespace canbo::drawing
