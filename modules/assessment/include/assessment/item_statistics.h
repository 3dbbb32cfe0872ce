#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace canbo::assessment {

/// One mark: which attempt, which slot of the paper, how much out of how much.
struct MarkRow {
    std::string attempt;
    int slot{0};
    double mark{0};
    double max{1};
};

/// How one slot did, by the formulas and in the units of Moodle's question statistics (its quiz statistics report):
/// facility is a share of the maximum, the standard deviation is in marks, the other three are in percent. Nothing
/// where a formula has no result (fewer than two attempts, no spread, a slot that pulls against the total).
struct SlotStatistics {
    int slot{0};
    std::size_t attempts{0};
    std::optional<double> facility;                  ///< Mean mark / maximum.
    std::optional<double> standard_deviation;        ///< Of the marks, n - 1.
    std::optional<double> discrimination_index;      ///< Correlation of the mark with the sum of the other slots.
    std::optional<double> discriminative_efficiency; ///< That covariance / the greatest these marks could have.
    std::optional<double> effective_weight;          ///< Share of the spread of the totals that this slot brings.
};

/// Slots in ascending order. An attempt without a row for a slot does not count there. Cost: n log n of the rows.
std::vector<SlotStatistics> slot_statistics(const std::vector<MarkRow>& rows);

} // namespace canbo::assessment
