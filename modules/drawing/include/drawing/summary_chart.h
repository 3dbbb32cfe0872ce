#pragma once

#include "drawing/chart.h"

#include <optional>

namespace canbo::drawing {

/// A bar for a cell of a list: percent 0 to 100 (clamped), none: "–". Fills the frame; no title. One hit, key "".
Chart progress_bar(std::optional<double> percent, Tone tone, const std::string& name, const Frame& frame);

struct Part {
    std::string key;
    std::string name;
    double count{0}; ///< Negative or not finite counts as 0.
    Tone tone{Tone::Plain};
};

struct Summary {
    ChartWords words;
    std::string name_heading;
    std::string count_heading;
    std::string total_name; ///< Under the number in the middle: "mô hình".
    std::vector<Part> parts;
};

/// A ring of the parts with the total in the middle and a legend with counts at its side, below when narrow.
Chart donut(const Summary& data, const Frame& frame);

/// One tile per part: big number, sign, name. As many in a row as fit at 132 wide.
Chart tiles(const Summary& data, const Frame& frame);

} // namespace canbo::drawing
