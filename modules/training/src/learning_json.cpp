#include "training/learning_json.h"

#include "base/crypto.h"

#include <algorithm>
#include <array>

namespace canbo::training {
namespace {

using Kind = LearningEvent::Kind;

constexpr std::array<std::pair<Kind, std::string_view>, 5> kinds{{{Kind::Viewed, "viewed"},
                                                                  {Kind::Marked, "marked"},
                                                                  {Kind::Answer, "answer"},
                                                                  {Kind::Watched, "watched"},
                                                                  {Kind::Final, "final"}}};
constexpr std::size_t longest_version = 40;
constexpr std::size_t longest_name = 200;

base::Time read_time(base::ObjectReader& in, const char* key, Issues& issues) {
    const auto time = base::parse_time(in.text(key, 40));
    if (!time)
        issues.error(ErrorCode::InvalidInput, in.path(key), "This is no time");
    return time.value_or(base::Time{});
}

std::string read_slug(base::ObjectReader& in, const char* key, Issues& issues) {
    std::string slug = in.text(key, longest_name);
    if (!is_slug(slug))
        issues.error(ErrorCode::InvalidInput, in.path(key), "A course is named by small letters, digits and hyphens");
    return slug;
}

double read_share(base::ObjectReader& in, const char* key, Issues& issues) {
    const auto value = in.optional_number(key).value_or(0);
    if (!(value >= 0 && value <= 1))
        issues.error(ErrorCode::InvalidInput, in.path(key), "The value of an event is a share from 0 to 1");
    return value;
}

} // namespace

std::string_view event_kind_name(Kind kind) { return kinds[static_cast<std::size_t>(kind)].second; }

Json event_to_json(const LearningEvent& event) {
    return {{"id", event.id},         {"kind", std::string(event_kind_name(event.kind))},
            {"course", event.course}, {"version", event.version},
            {"lesson", event.lesson}, {"value", event.value},
            {"until", event.until},   {"time", base::to_iso(event.time)}};
}

LearningEvent event_from_json(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    LearningEvent out;
    out.id = in.text("id", 36);
    const std::string name = in.text("kind", 20);
    out.course = read_slug(in, "course", issues);
    out.version = in.text("version", longest_version);
    out.lesson = in.text_or("lesson", "", longest_name);
    out.value = read_share(in, "value", issues);
    out.until = read_share(in, "until", issues);
    out.time = read_time(in, "time", issues);
    in.finish();
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return k.second == name; });
    if (kind == kinds.end())
        issues.error(ErrorCode::InvalidInput, in.path("kind"), "There is no such kind of learning event");
    else
        out.kind = kind->first;
    if (!base::is_uuid(out.id))
        issues.error(ErrorCode::InvalidInput, in.path("id"), "The id of an event is a UUID");
    return out;
}

Json learning_part_to_json(const LearningPart& part) {
    Json events = Json::array();
    for (const auto& event : part.events)
        events.push_back(event_to_json(event));
    return {{"course", part.course}, {"events", std::move(events)}};
}

LearningPart learning_part_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    LearningPart out;
    out.course = read_slug(in, "course", issues);
    const Json& events = in.array("events");
    in.finish();
    if (events.empty() || events.size() > most_events_an_entry)
        issues.error(ErrorCode::TooLarge, "events", "An entry holds from 1 to 2000 learning events");
    for (std::size_t i = 0; i < std::min(events.size(), most_events_an_entry) && issues.items().size() < 20; ++i) {
        const std::string where = "events[" + std::to_string(i) + "]";
        out.events.push_back(event_from_json(events[i], where, issues));
        if (out.events.back().course != out.course)
            issues.error(ErrorCode::InvalidInput, where, "The event is about another course than its entry");
    }
    return out;
}

std::string_view standing_name(StandingClaim::State state) {
    return state == StandingClaim::State::Completed ? "completed" : "begun";
}

Json claim_to_json(const StandingClaim& claim) {
    return {{"course", claim.course}, {"version", claim.version}, {"state", std::string(standing_name(claim.state))},
            {"done", claim.done},     {"lessons", claim.lessons}, {"at", base::to_iso(claim.at)}};
}

StandingClaim claim_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    StandingClaim out;
    out.course = read_slug(in, "course", issues);
    out.version = in.text("version", longest_version);
    const std::string state = in.text("state", 20);
    out.done = static_cast<std::size_t>(in.integer("done", 0, 10'000));
    out.lessons = static_cast<std::size_t>(in.integer("lessons", 0, 10'000));
    out.at = read_time(in, "at", issues);
    in.finish();
    if (state != "begun" && state != "completed")
        issues.error(ErrorCode::InvalidInput, "state", "A course was begun or completed");
    out.state = state == "completed" ? StandingClaim::State::Completed : StandingClaim::State::Begun;
    return out;
}

} // namespace canbo::training
