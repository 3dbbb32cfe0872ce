#pragma once

#include "base/form_data.h"
#include "reporting/desk.h"
#include "reporting/paper.h"

#include <string>
#include <vector>

namespace canbo::reporting {

/// What an agency sent for one period.
struct InspectedPeriod {
    base::Period period;
    base::Time due{};
    std::string state;       ///< As in AgencyCompleteness.
    std::string received_at; ///< ISO, of the first version; empty when missing.
    bool late{false};
};

/// The agency's last `count` periods up to and with `last`, oldest first; none before a regime was in force.
/// @error Storage
Result<std::vector<InspectedPeriod>> inspect(Transaction& tx, const Desk& desk, const std::string& agency,
                                             const base::Period& last, int count);

/// The note that goes to the agency and into the file (reports/inspection-note).
base::FormData inspection_form(const std::vector<InspectedPeriod>& periods, const people::Agency& office,
                               const people::Agency& inspected, const base::Period& last, const LetterNumber& number);

} // namespace canbo::reporting
