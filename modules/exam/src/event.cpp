#include "exam/event.h"

#include "base/crypto.h"
#include "base/issues.h"
#include "base/translation.h"

#include <algorithm>
#include <array>

namespace canbo::exam {
namespace {

using base::msgid;

constexpr std::array<std::string_view, 22> event_names{
    "opened",     "enrolled", "admitted", "refused",    "signed-in",    "started",        "paused",  "resumed",
    "time-added", "moved",    "lost",     "returned",   "submitted",    "time-up",        "stopped", "withdrawn",
    "noted",      "reopened", "sealed",   "taken-over", "remark-asked", "remark-answered"};

constexpr std::array<const char*, 22> labels{msgid("Room opened"),
                                             msgid("Station enrolled"),
                                             msgid("Candidate admitted"),
                                             msgid("Entry refused"),
                                             msgid("Signed in"),
                                             msgid("Started"),
                                             msgid("Paused"),
                                             msgid("Resumed"),
                                             msgid("Time added"),
                                             msgid("Moved to another seat"),
                                             msgid("Contact lost"),
                                             msgid("Contact back"),
                                             msgid("Submitted"),
                                             msgid("Time is up"),
                                             msgid("Stopped"),
                                             msgid("Withdrawn"),
                                             msgid("Incident noted"),
                                             msgid("Reopened by the council"),
                                             msgid("Room sealed"),
                                             msgid("Taken over by the standby"),
                                             msgid("Re-marking asked for"),
                                             msgid("Re-marking answered")};

const std::vector<std::pair<std::string_view, const char*>>& categories() {
    static const std::vector<std::pair<std::string_view, const char*>> all{
        {"technical", msgid("Technical trouble")},        {"illness", msgid("Illness")},
        {"behaviour", msgid("Behaviour of a candidate")}, {"material", msgid("Forbidden material")},
        {"environment", msgid("Noise, light, power")},    {"help", msgid("Call for help")},
        {"station", msgid("Seen by the station")},        {"other", msgid("Other incident")}};
    return all;
}

Json body_of(const RoomEvent& event) {
    return {{"sequence", event.sequence},
            {"kind", event_name(event.kind)},
            {"candidate", event.candidate},
            {"station", event.station},
            {"by", event.by},
            {"data", event.data},
            {"time", base::to_iso(event.time)},
            {"previous", event.previous}};
}

} // namespace

std::string_view event_name(RoomEvent::Kind kind) { return event_names[static_cast<std::size_t>(kind)]; }

const char* event_label(RoomEvent::Kind kind) { return labels[static_cast<std::size_t>(kind)]; }

std::string first_link(std::string_view exam, std::string_view room) {
    return base::sha256_hex("canbo room\n" + std::string(exam) + "\n" + std::string(room));
}

Json event_to_json(const RoomEvent& event) {
    auto out = body_of(event);
    out["hash"] = event.hash;
    return out;
}

Result<RoomEvent> event_from_json(const Json& json) {
    base::Issues issues;
    base::ObjectReader in(json, "", issues);
    RoomEvent out;
    out.sequence = in.integer("sequence", 1, 1'000'000'000);
    const auto kind = in.text("kind", 20);
    out.candidate = in.text_or("candidate", "", 20);
    out.station = static_cast<int>(in.integer("station", 0, 100'000));
    out.by = in.text_or("by", "", 300);
    out.data = in.object_or_empty("data");
    const auto time = in.text("time", 40);
    out.previous = in.text("previous", 64);
    out.hash = in.text("hash", 64);
    in.finish();
    const auto found = std::find(event_names.begin(), event_names.end(), kind);
    if (found == event_names.end())
        issues.error(ErrorCode::InvalidInput, "kind", "There is no such kind of room event");
    if (issues.has_errors())
        return fail(base::first_error(issues));
    out.kind = static_cast<RoomEvent::Kind>(found - event_names.begin());
    CANBO_TRY(out.time, base::parse_time(time));
    return out;
}

Result<std::string> event_hash(const RoomEvent& event) {
    CANBO_TRY(const auto text, base::canonical_json(body_of(event)));
    return base::sha256_hex(text);
}

Result<void> verify_events(const std::vector<RoomEvent>& events, std::string_view exam, std::string_view room) {
    std::string previous = first_link(exam, room);
    std::int64_t sequence = 0;
    base::Time time{};
    for (const auto& event : events) {
        const auto hash = event_hash(event);
        if (event.sequence != ++sequence || event.previous != previous || !hash || *hash != event.hash ||
            event.time < time)
            return fail(ErrorCode::DigestMismatch, "The room's events were changed", std::to_string(sequence));
        previous = event.hash;
        time = event.time;
    }
    return {};
}

const std::vector<std::string_view>& incident_categories() {
    static const auto all = [] {
        std::vector<std::string_view> out;
        for (const auto& [name, label] : categories())
            out.push_back(name);
        return out;
    }();
    return all;
}

const char* incident_label(std::string_view category) {
    for (const auto& [name, label] : categories())
        if (name == category)
            return label;
    return categories().back().second;
}

} // namespace canbo::exam
