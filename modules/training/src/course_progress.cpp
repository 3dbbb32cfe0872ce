#include "training/course_progress.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace canbo::training {
namespace {

using Kind = LearningEvent::Kind;

constexpr std::array<std::pair<Kind, std::string_view>, 5> kinds{{{Kind::Viewed, "viewed"},
                                                                  {Kind::Marked, "marked"},
                                                                  {Kind::Answer, "answer"},
                                                                  {Kind::Watched, "watched"},
                                                                  {Kind::Final, "final"}}};

Json event_to_json(const LearningEvent& event) {
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return k.first == event.kind; });
    return {{"id", event.id},         {"kind", std::string(kind->second)},
            {"course", event.course}, {"version", event.version},
            {"lesson", event.lesson}, {"value", event.value},
            {"until", event.until},   {"time", base::to_iso(event.time)}};
}

/// Throws what the JSON library throws where a field is missing or of another type.
Result<LearningEvent> event_from_json(const Json& in) {
    const auto& name = in.at("kind").get_ref<const std::string&>();
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return k.second == name; });
    CANBO_TRY(const auto time, base::parse_time(in.at("time").get_ref<const std::string&>()));
    if (kind == kinds.end())
        return fail(ErrorCode::InvalidInput, "What was noted of this course can no longer be read", "kind");
    return LearningEvent{in.at("id").get<std::string>(),     kind->first,
                         in.at("course").get<std::string>(), in.at("version").get<std::string>(),
                         in.at("lesson").get<std::string>(), in.at("value").get<double>(),
                         in.at("until").get<double>(),       time};
}

} // namespace

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
            CANBO_TRY(const auto event, event_from_json(in));
            CANBO_TRY_VOID(progress.log.add(event));
        }
        return progress;
    } catch (const Json::exception&) { // its text may quote a mark
        return fail(ErrorCode::InvalidInput, "What was noted of this course can no longer be read");
    }
}

} // namespace canbo::training
