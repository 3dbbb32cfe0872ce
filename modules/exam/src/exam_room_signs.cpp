// What a station asks and tells beside answers: what is kept of this attempt, and what the station saw.
#include "base/issues.h"
#include "base/text.h"
#include "base/translation.h"
#include "exam/exam_room.h"
#include "exam/station_sign.h"

#include <algorithm>

namespace canbo::exam {

using Kind = RoomEvent::Kind;

namespace {

using base::msgid;

constexpr std::size_t most_signs_at_once = 50;
constexpr std::size_t most_signs = 1'000; ///< Of one station: a broken one does not fill the room's record.
constexpr std::size_t most_text = 500;

const std::vector<std::pair<std::string_view, const char*>>& kinds() {
    static const std::vector<std::pair<std::string_view, const char*>> all{
        {"focus", msgid("Another window took the keyboard")},
        {"displays", msgid("The displays are not one, or changed")},
        {"clipboard", msgid("Another program filled the clipboard")},
        {"screenshot", msgid("A program that records the screen is running")},
        {"remote", msgid("The machine is controlled from afar")},
        {"virtual-machine", msgid("The station runs in a virtual machine")},
        {"usb-storage", msgid("A USB storage device is plugged in")},
        {"blind", msgid("Something of the machine cannot be watched")},
        {"help", msgid("The candidate calls an invigilator")}};
    return all;
}

bool known(std::string_view kind) {
    return std::any_of(kinds().begin(), kinds().end(), [&](const auto& one) { return one.first == kind; });
}

} // namespace

const std::vector<std::string_view>& station_sign_kinds() {
    static const auto all = [] {
        std::vector<std::string_view> out;
        for (const auto& [name, label] : kinds())
            out.push_back(name);
        return out;
    }();
    return all;
}

const char* station_sign_label(std::string_view kind) {
    for (const auto& [name, label] : kinds())
        if (name == kind)
            return label;
    return kinds().back().second;
}

void ExamRoom::remember_sign(const RoomEvent& event) {
    if (event.kind != Kind::Noted || !event.data.contains("number") || !event.data["number"].is_number_integer())
        return;
    m_signs[event.station].insert(event.data["number"].get<std::int64_t>());
}

Result<void> ExamRoom::signs(int station, const std::vector<StationSign>& seen) {
    if (seen.empty() || seen.size() > most_signs_at_once)
        return fail(ErrorCode::TooLarge, "A station sends 1 to 50 signs at once");
    const std::lock_guard lock(m_mutex);
    CANBO_TRY_VOID(touch(station));
    const auto* attempt = m_state->at_seat(station);
    auto& noted = m_signs[station];
    std::vector<RoomEvent> events;
    for (const auto& sign : seen) {
        CANBO_TRY(const auto text, base::to_nfc(base::trim(sign.text)));
        if (!known(sign.kind) || text.size() > most_text || sign.sequence < 1 || sign.sequence > 1'000'000'000)
            return fail(ErrorCode::InvalidInput, "This is no sign that a station can see");
        const bool twice = std::any_of(events.begin(), events.end(),
                                       [&](const auto& one) { return one.data["number"] == sign.sequence; });
        if (noted.contains(sign.sequence) || twice || noted.size() + events.size() >= most_signs)
            continue;
        const auto age = std::clamp<std::int64_t>(sign.age.count(), 0, 86'400'000);
        auto one = event(Kind::Noted, attempt == nullptr ? std::string() : attempt->candidate, "",
                         {{"category", sign.kind == "help" ? "help" : "station"},
                          {"sign", sign.kind},
                          {"text", text},
                          {"number", sign.sequence},
                          {"age_ms", age}});
        one.station = station;
        events.push_back(std::move(one));
    }
    return events.empty() ? Result<void>() : write(std::move(events));
}

Result<std::vector<SentAnswer>> ExamRoom::held(int station) {
    const std::lock_guard lock(m_mutex);
    CANBO_TRY_VOID(touch(station));
    CANBO_TRY(const auto* attempt, signed_in(station));
    std::vector<SentAnswer> out;
    if (const auto chain = m_answers.find(attempt->candidate); chain != m_answers.end())
        for (const auto& [slot, record] : chain->second.current())
            out.push_back({record->sequence, slot, record->response, record->station_time});
    return out;
}

} // namespace canbo::exam
