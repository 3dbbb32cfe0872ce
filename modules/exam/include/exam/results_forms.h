#pragma once

#include "base/form_data.h"
#include "exam/exam_results.h"

#include <string>

namespace canbo::exam {

// Papers about all rooms of an exam. Both carry the digest of the results they are about, and each room's bundle.

/// What the council decided about results; on paper it is the chairman's decision.
struct CouncilDecision {
    std::string number; ///< Of the letter; empty: a blank to be filled by hand.
    base::Day date{};
    std::string proposed_by; ///< Accounts of the council; empty: none is named.
    std::string confirmed_by;
};

/// reports/exam-result-list
base::FormData result_list_form(const ExamResults& results, base::Day day);
/// reports/exam-decision
base::FormData decision_form(const ExamResults& results, const CouncilDecision& decision);

} // namespace canbo::exam
