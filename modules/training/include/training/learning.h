#pragma once

#include "base/clock.h"
#include "training/course.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::training {

/// One thing a learner did, on whichever of their devices. Immutable; its id makes it one event wherever it turns up.
struct LearningEvent {
    enum class Kind {
        Viewed,  ///< A lesson was read to its end.
        Marked,  ///< A quiz ended; `value` is its share of the whole mark.
        Answer,  ///< One question; `value` 1 = right, 0 = wrong.
        Watched, ///< A video ran from `value` to `until`, both as shares of its length.
        Final,   ///< The quiz at the end of the course; `value` as Marked.
    };
    std::string id; ///< UUID v4.
    Kind kind{Kind::Viewed};
    std::string course;
    std::string version; ///< Of the course, as it was shown.
    std::string lesson;  ///< Empty for Final.
    double value{0};
    double until{0};
    base::Time time{}; ///< The device's clock: orders answers, decides nothing else.

    bool operator==(const LearningEvent&) const = default;
};

/// What a learner did, from all devices: a set of events by id. Merging is the union, so the order in which devices
/// meet, and how often, changes nothing. Not thread-safe.
class LearningLog {
public:
    /// False where the event was there already. @error Conflict another event has this id; InvalidInput no UUID, or a
    /// value that is no share of 1
    Result<bool> add(const LearningEvent& event);
    /// Takes every event of the other log. @error Conflict as add(); what could be taken was taken
    Result<void> merge(const LearningLog& other);
    /// By id.
    const std::map<std::string, LearningEvent>& events() const { return m_events; }

private:
    std::map<std::string, LearningEvent> m_events;
};

enum class LessonState {
    Locked, ///< A lesson it requires is not done.
    Open,
    Done,
};

/// Where a learner stands in a version of a course.
struct CourseStanding {
    std::map<std::string, LessonState> lessons;
    std::size_t done{0};
    double final_mark{0};  ///< Best so far.
    bool completed{false}; ///< Every lesson done, and the final quiz passed where there is one.
    int final_attempts{0};
};

/// Follows from the events alone. What was done in an older version counts, unless the author marked the lesson as
/// changed in substance; what was done in a newer one counts too. A lesson once done stays done.
CourseStanding standing_in(const Course& course, const LearningLog& log);

} // namespace canbo::training
