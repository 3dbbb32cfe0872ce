#include "training/course_progress.h"

#include "training/learning_json.h"

#include <algorithm>

namespace canbo::training {

Json progress_to_json(const CourseProgress& progress) {
    Json events = Json::array();
    for (const auto& [id, event] : progress.log.events())
        events.push_back(event_to_json(event));
    return {{"last_lesson", progress.last_lesson}, {"places", progress.places}, {"events", std::move(events)}};
}

Result<CourseProgress> progress_from_json(const Json& json) {
    try {
        CourseProgress progress;
        progress.last_lesson = json.at("last_lesson").get<std::string>();
        for (const auto& [lesson, place] : json.at("places").items())
            progress.places[lesson] = std::clamp(place.get<double>(), 0.0, 1.0);
        for (const auto& in : json.at("events")) {
            Issues issues;
            const auto event = event_from_json(in, "events", issues);
            if (issues.has_errors())
                return fail(ErrorCode::InvalidInput, "What was noted of this course can no longer be read");
            CANBO_TRY_VOID(progress.log.add(event));
        }
        return progress;
    } catch (const Json::exception&) { // its text may quote a mark
        return fail(ErrorCode::InvalidInput, "What was noted of this course can no longer be read");
    }
}

} // namespace canbo::training
