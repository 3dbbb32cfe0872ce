#pragma once

#include "base/form_data.h"
#include "exam/bundle.h"

#include <string>

namespace canbo::exam {

// Papers that leave the room. Everything but the slips and the roster follows from a sealed room alone, and can be made
// again byte for byte. Words are Vietnamese, as on official paper.

/// reports/exam-roster: before the exam, to be signed.
base::FormData roster_form(const Exam& exam, const std::string& room, const std::vector<Candidate>& roster);
/// reports/exam-pins. Secret until it is cut and handed out.
base::FormData pins_form(const ExamPackage& package, const std::string& room);
/// reports/exam-minutes. `bundle`: SHA-256 of the bundle file, hex.
base::FormData minutes_form(const RoomRecord& record, const std::string& bundle);
/// reports/exam-results
base::FormData results_form(const RoomRecord& record, const std::string& bundle);
/// What stands on a candidate's receipt, wherever it is printed.
struct ReceiptFacts {
    std::string organiser, title, name, candidate, room_name;
    int seat{0};
    std::string outcome; ///< attempt_name() of how it ended.
    base::Time ended{};
    int answered{0};
    std::size_t questions{0};
    std::string head;    ///< Of the chain of answers, hex.
    std::string receipt; ///< The room's signed word.
};
/// reports/exam-receipt
base::FormData receipt_form(const ReceiptFacts& facts);
/// The same out of a sealed room. @error NotFound the candidate was not in the room
Result<base::FormData> receipt_form(const RoomRecord& record, const std::string& candidate);

} // namespace canbo::exam
