#pragma once

#include "base/form_data.h"
#include "exam/bundle.h"

#include <string>

namespace canbo::exam {

// Papers that leave the room. Everything but the slips and the roster follows from a sealed room alone, and can be made
// again byte for byte. Each carries the SHA-256 (hex) of the file it was made from: `package`, or `bundle`. Words are
// Vietnamese, as on official paper.

/// Before the exam, to be signed: reports/exam-roster, or reports/exam-roster-photos where a candidate of the room has
/// a photo. Then the caller puts the pictures, by the candidate's number, into FormData::pictures.
base::FormData roster_form(const Exam& exam, const std::string& room, const std::vector<Candidate>& roster,
                           const std::string& package = {});
/// reports/exam-pins. Secret until it is cut and handed out.
base::FormData pins_form(const ExamPackage& content, const std::string& room, const std::string& package = {});
/// reports/exam-slip: for one admitted candidate, to be handed over. Secret as well.
base::FormData slip_form(const ExamPackage& content, const std::string& room, const std::string& candidate, int seat);
/// reports/exam-minutes
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
    std::string bundle;  ///< SHA-256 (hex) of the sealed room, when it is printed out of one.
};
/// reports/exam-receipt
base::FormData receipt_form(const ReceiptFacts& facts);
/// The same out of a sealed room. @error NotFound the candidate was not in the room
Result<base::FormData> receipt_form(const RoomRecord& record, const std::string& candidate,
                                    const std::string& bundle = {});

/// What the minutes name as incident.
struct Incident {
    std::int64_t sequence{0}; ///< Of the event.
    base::Time time{};
    std::string candidate; ///< Number, or empty.
    std::string by;
    std::string what; ///< Vietnamese.
};
std::vector<Incident> incidents_of(const RoomRecord& record);
/// reports/exam-incident: one incident, to be signed by who was there. @error NotFound this event is none
Result<base::FormData> incident_form(const RoomRecord& record, std::int64_t sequence, const std::string& bundle);

} // namespace canbo::exam
