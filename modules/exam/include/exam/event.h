#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::exam {

/// One thing that happened in a room, by the room's clock. Immutable; `hash` covers everything else and `previous`.
struct RoomEvent {
    enum class Kind {
        Opened,
        Enrolled, ///< A station; data: id, name.
        Admitted, ///< data: seat, identity, how, findings, evidence, …
        Refused,  ///< A check-in that ended without entry; data: code, reason.
        SignedIn,
        Started,
        Paused, ///< data: reason, break.
        Resumed,
        TimeAdded, ///< data: minutes, reason.
        Moved,     ///< data: seat, reason.
        Lost,      ///< The station fell silent.
        Returned,
        Submitted,
        TimeUp,
        Stopped,   ///< data: reason.
        Withdrawn, ///< data: reason.
        Noted,     ///< An incident; data: category, text; from a station also sign, number, age_ms.
        Reopened,  ///< By an order of the council; data: order, reason.
        Sealed,    ///< The last one of the exam; data: digests of everything else.
        TakenOver, ///< A standby holds the room from now on.
        // Behind the seal, see exam/remark.h.
        RemarkAsked,    ///< data: reason.
        RemarkAnswered, ///< By the council's chairman; data: request, reason, marks.
    };
    std::int64_t sequence{0}; ///< From 1, without gaps.
    Kind kind{Kind::Opened};
    std::string candidate; ///< Number, or empty.
    int station{0};        ///< 0: none.
    std::string by;        ///< Who did it; empty: the room itself or a candidate.
    Json data = Json::object();
    base::Time time{};
    std::string previous; ///< Hash of the event before; first_link() for the first.
    std::string hash;     ///< SHA-256, 64 hex digits.
};

std::string_view event_name(RoomEvent::Kind kind); ///< "signed-in"
const char* event_label(RoomEvent::Kind kind);     ///< msgid

/// What the first event of a room links to.
std::string first_link(std::string_view exam, std::string_view room);

Json event_to_json(const RoomEvent& event);
/// Reads without judging. @error InvalidInput
Result<RoomEvent> event_from_json(const Json& json);
/// The hash that belongs to the rest of the event. @error InvalidInput data that JSON cannot carry exactly
Result<std::string> event_hash(const RoomEvent& event);

/// Finds any change, removal, reorder or insertion. @error DigestMismatch (`where` = sequence)
Result<void> verify_events(const std::vector<RoomEvent>& events, std::string_view exam, std::string_view room);

/// Kinds of incidents that an invigilator notes: a closed list, so that they can be counted.
const std::vector<std::string_view>& incident_categories();
const char* incident_label(std::string_view category); ///< msgid; "Other" for one that is not in the list

} // namespace canbo::exam
