#pragma once

#include "base/issues.h"
#include "base/json.h"
#include "training/learning.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::training {

std::string_view event_kind_name(LearningEvent::Kind kind); ///< "viewed"

Json event_to_json(const LearningEvent& event);
/// Problems go into `issues` under `where`; their sentences hold no mark.
LearningEvent event_from_json(const Json& json, const std::string& where, Issues& issues);

/// Kind of an entry with what one learner did in one course. Holds marks: only the learner and the standing office
/// read it.
inline constexpr const char* learning_kind = "learning";
inline constexpr std::size_t most_events_an_entry = 2000;

struct LearningPart {
    std::string course;
    std::vector<LearningEvent> events;
};
Json learning_part_to_json(const LearningPart& part);
LearningPart learning_part_from_json(const Json& json, Issues& issues);

/// Kind of an entry that says how far a learner has come: no mark stands in it, so the people who answer for the
/// agency read it too.
inline constexpr const char* standing_kind = "course-standing";

struct StandingClaim {
    enum class State { Begun, Completed };
    std::string course;
    std::string version; ///< In which it was reckoned.
    State state{State::Begun};
    std::size_t done{0}; ///< Lessons.
    std::size_t lessons{0};
    base::Time at{}; ///< Of the event that made it so, by the learner's device.

    bool operator==(const StandingClaim&) const = default;
};
std::string_view standing_name(StandingClaim::State state); ///< "begun", "completed"
Json claim_to_json(const StandingClaim& claim);
StandingClaim claim_from_json(const Json& json, Issues& issues);

} // namespace canbo::training
