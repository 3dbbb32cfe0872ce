#pragma once

#include "training/drill_result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace canbo::training {

/// A result as the office has it: whose, and of which agency. Only the map below ever leaves.
struct DrillObservation {
    std::string agency;  ///< Code.
    std::string learner; ///< Account; used to count, never shown.
    DrillResult result;
};

/// Groups under this are not shown.
inline constexpr std::size_t least_group = 5;

/// How many of a group were certain and wrong in a topic.
struct RiskCell {
    std::string agency; ///< Empty: all agencies together.
    std::string topic;
    std::size_t people{0}; ///< In fives, rounded down.
    int percent{0};        ///< Of first answers, in tens; 80 is 80 or more: that all were wrong names each of them.
};

struct RiskMap {
    std::vector<RiskCell> cells; ///< By topic, then agency; the cell for all agencies first.
    std::size_t hidden{0};       ///< Cells of agencies that are not shown.

    const RiskCell* find(std::string_view agency, std::string_view topic) const;
};

/// The map of confident and wrong per topic and agency. Names nobody, and nobody can be reckoned out of it:
/// a group of fewer than five is hidden; where what is hidden of a topic would come to fewer than five (the total less
/// the parts shown), its smallest shown group is hidden too; numbers are coarse, so that two maps of two days do not
/// differ by one person's answers; there are no totals over topics. Re-tests do not count; a learner counts for the
/// agency of their latest answer.
RiskMap map_risk(const std::vector<DrillObservation>& observations);

} // namespace canbo::training
