#include "exam/room_state.h"

#include "base/json_parts.h"

#include <algorithm>
#include <set>

namespace canbo::exam {
namespace {

using Kind = RoomEvent::Kind;
using Action = AttemptAction;

int whole(const Json& data, const char* name) {
    return data.contains(name) && data[name].is_number_integer() ? data[name].get<int>() : 0;
}

/// What an event that only moves an attempt from state to state does to it.
std::optional<Action> action_of(Kind kind) {
    switch (kind) {
    case Kind::SignedIn:
        return Action::SignIn;
    case Kind::Started:
        return Action::Start;
    case Kind::Paused:
        return Action::Pause;
    case Kind::Resumed:
        return Action::Resume;
    case Kind::Lost:
        return Action::LoseContact;
    case Kind::Returned:
        return Action::Return;
    case Kind::Submitted:
        return Action::Submit;
    case Kind::TimeUp:
        return Action::RunOut;
    case Kind::Stopped:
        return Action::Stop;
    case Kind::Withdrawn:
        return Action::Withdraw;
    case Kind::Reopened:
        return Action::Reopen;
    default:
        return std::nullopt;
    }
}

} // namespace

RoomState::RoomState(const Exam& exam, std::string room)
    : m_exam(&exam), m_room(std::move(room)), m_head(first_link(exam.exam, m_room)) {}

Result<RoomState> RoomState::make(const Exam& exam, std::string room) {
    const auto* place = exam.find_room(room);
    if (place == nullptr)
        return fail(ErrorCode::NotFound, "The exam has no such room", room);
    RoomState out(exam, std::move(room));
    out.m_seats = place->seats;
    return out;
}

const Attempt* RoomState::find(std::string_view candidate) const {
    const auto found = m_attempts.find(std::string(candidate));
    return found == m_attempts.end() ? nullptr : &found->second;
}

const Attempt* RoomState::at_seat(int seat) const {
    for (const auto& [number, attempt] : m_attempts)
        if (attempt.seat == seat && attempt.state >= AttemptState::Seated && !is_ended(attempt.state))
            return &attempt;
    // Who has finished keeps the seat until somebody else gets it: the receipt is still on the screen.
    const Attempt* last = nullptr;
    for (const auto& [number, attempt] : m_attempts)
        if (attempt.seat == seat && attempt.ended && (last == nullptr || *last->ended < *attempt.ended))
            last = &attempt;
    return last;
}

const Station* RoomState::station_of(std::string_view id) const {
    for (const auto& [number, station] : m_stations)
        if (station.id == id)
            return &station;
    return nullptr;
}

int RoomState::free_seat(const std::vector<Candidate>& roster) const {
    std::set<int> taken;
    for (const auto& [number, attempt] : m_attempts)
        if (!is_ended(attempt.state))
            taken.insert(attempt.seat);
    for (const auto& candidate : roster)
        if (candidate.room == m_room && find(candidate.number) == nullptr)
            taken.insert(candidate.seat);
    for (int seat = 1; seat <= m_seats; ++seat)
        if (!taken.contains(seat))
            return seat;
    return 0;
}

std::chrono::milliseconds RoomState::pause_credit(const Attempt& attempt, base::Time now) const {
    if (!attempt.paused_since || now < *attempt.paused_since)
        return std::chrono::milliseconds(0);
    const std::chrono::milliseconds passed = now - *attempt.paused_since;
    const std::chrono::milliseconds longest = std::chrono::minutes(m_exam->rules.break_minutes);
    return attempt.in_break ? std::min(passed, longest) : passed;
}

std::optional<base::Time> RoomState::deadline(const Attempt& attempt, int extra_minutes, base::Time now) const {
    if (!attempt.started)
        return std::nullopt;
    return *attempt.started + std::chrono::minutes(m_exam->minutes + extra_minutes) + attempt.added + attempt.paused +
           pause_credit(attempt, now);
}

Result<void> RoomState::apply(const RoomEvent& event) {
    const bool reviews = event.kind == Kind::RemarkAsked || event.kind == Kind::RemarkAnswered;
    if (m_sealed && !reviews)
        return fail(ErrorCode::Closed, "The room is sealed: nothing is added to it");
    if (reviews) {
        CANBO_TRY_VOID(review(event));
    } else if (event.kind == Kind::TakenOver) {
        ++m_takeovers;
    } else if (event.kind == Kind::Enrolled) {
        CANBO_TRY_VOID(enrol(event));
    } else if (event.kind == Kind::Sealed) {
        CANBO_TRY_VOID(seal());
    } else if (event.kind != Kind::Opened && event.kind != Kind::Noted && event.kind != Kind::Refused) {
        const auto found = m_attempts.find(event.candidate);
        Attempt changed = found == m_attempts.end() ? Attempt{} : found->second; // all of it or nothing
        changed.candidate = event.candidate;
        CANBO_TRY_VOID(apply_to(changed, event));
        m_attempts[event.candidate] = std::move(changed);
    }
    m_sequence = event.sequence;
    m_head = event.hash;
    m_time = event.time;
    return {};
}

Result<void> RoomState::apply_to(Attempt& attempt, const RoomEvent& event) {
    if (event.kind == Kind::Admitted)
        return admit(attempt, event);
    if (attempt.identity != IdentityState::Admitted)
        return fail(ErrorCode::NotFound, "This candidate was not admitted to the room", event.candidate);
    if (event.kind == Kind::Moved) {
        ++attempt.moves;
        return take_seat(attempt, event);
    }
    if (event.kind == Kind::TimeAdded) {
        if (is_ended(attempt.state))
            return fail(ErrorCode::Conflict, "The attempt's state does not allow this",
                        std::string(attempt_name(attempt.state)));
        attempt.added += std::chrono::minutes(whole(event.data, "minutes"));
        return {};
    }
    const auto action = action_of(event.kind);
    CANBO_CHECK(action.has_value());
    const auto credit = pause_credit(attempt, event.time);
    CANBO_TRY(attempt.state, after(attempt.state, *action));
    if (event.data.contains("reason"))
        attempt.reason = base::text_at(event.data, "reason");
    if (event.kind == Kind::SignedIn)
        attempt.signed_in_at = attempt.seat;
    if (event.kind == Kind::Started)
        attempt.started = event.time;
    if (event.kind == Kind::Paused) {
        attempt.paused_since = event.time;
        attempt.in_break = event.data.contains("break") && event.data["break"] == true;
        attempt.breaks += attempt.in_break ? 1 : 0;
    } else if (attempt.state != AttemptState::Paused && attempt.paused_since) { // resumed, or ended in the pause
        attempt.paused += credit;
        attempt.paused_since.reset();
        attempt.in_break = false;
    }
    if (is_ended(attempt.state)) {
        attempt.ended = event.time;
        attempt.ended_as = attempt.state;
    }
    if (event.kind == Kind::Reopened) {
        // The time between end and order was not the candidate's.
        if (attempt.started && attempt.ended)
            attempt.paused += event.time - *attempt.ended;
        if (!attempt.started)
            attempt.started = event.time;
        attempt.added += std::chrono::minutes(whole(event.data, "minutes"));
        attempt.ended.reset();
    }
    return {};
}

Result<void> RoomState::admit(Attempt& attempt, const RoomEvent& event) {
    if (attempt.identity != IdentityState::None)
        return fail(ErrorCode::Conflict, "This candidate was admitted before", event.candidate);
    CANBO_TRY(attempt.state, after(attempt.state, Action::Identify));
    attempt.identity = IdentityState::Admitted;
    attempt.admitted = event.time;
    return take_seat(attempt, event);
}

Result<void> RoomState::take_seat(Attempt& attempt, const RoomEvent& event) {
    const int seat = whole(event.data, "seat");
    if (seat < 1 || seat > m_seats)
        return fail(ErrorCode::NotFound, "The room has no such seat", std::to_string(seat));
    const auto* there = at_seat(seat);
    if (there != nullptr && there->candidate != attempt.candidate && !is_ended(there->state))
        return fail(ErrorCode::Conflict, "Another candidate has this seat", std::to_string(seat));
    CANBO_TRY(attempt.state, after(attempt.state, Action::TakeSeat));
    attempt.seat = seat;
    return {};
}

Result<void> RoomState::enrol(const RoomEvent& event) {
    if (event.station < 1 || event.station > m_seats)
        return fail(ErrorCode::NotFound, "The room has no such seat", std::to_string(event.station));
    const auto id = base::text_at(event.data, "id");
    const auto* known = station_of(id);
    if (id.empty() || (known != nullptr && known->number != event.station))
        return fail(ErrorCode::Conflict, "This station stands at another seat", std::to_string(event.station));
    m_stations[event.station] = {event.station, id, base::text_at(event.data, "name")};
    return {};
}

/// What happens behind the seal; attempts stay as they are.
Result<void> RoomState::review(const RoomEvent& event) {
    if (!m_sealed)
        return fail(ErrorCode::Closed, "The room is not sealed yet");
    if (event.kind == Kind::RemarkAsked) {
        if (find(event.candidate) == nullptr)
            return fail(ErrorCode::NotFound, "This candidate was not admitted to the room", event.candidate);
        for (const auto& [request, candidate] : m_asked)
            if (candidate == event.candidate)
                return fail(ErrorCode::Conflict, "A request of this candidate waits for its answer", event.candidate);
        m_asked[event.sequence] = event.candidate;
        return {};
    }
    if (!m_exam->has_official(event.by, Official::Role::Chairman))
        return fail(ErrorCode::Forbidden, "Only the chairman of the council can decide this");
    const auto request = m_asked.find(whole(event.data, "request"));
    if (request == m_asked.end() || request->second != event.candidate)
        return fail(ErrorCode::Conflict, "This request for re-marking was answered before", event.candidate);
    m_asked.erase(request);
    return {};
}

Result<void> RoomState::seal() {
    for (const auto& [number, attempt] : m_attempts)
        if (!is_ended(attempt.state))
            return fail(ErrorCode::Conflict, "A candidate has not finished yet", number);
    for (auto& [number, attempt] : m_attempts) {
        CANBO_TRY(attempt.state, after(attempt.state, Action::Seal));
    }
    m_sealed = true;
    return {};
}

} // namespace canbo::exam
