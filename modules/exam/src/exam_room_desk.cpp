#include "base/text.h"
#include "exam/exam_room.h"

#include <algorithm>

namespace canbo::exam {

using Kind = RoomEvent::Kind;

namespace {

constexpr int most_added = 600;

Result<std::string> reason_of(const std::string& text) {
    CANBO_TRY(auto clean, base::to_nfc(base::trim(text)));
    if (clean.empty() || clean.size() > 2'000)
        return fail(ErrorCode::InvalidInput, "Say for what reason", "reason");
    return clean;
}

std::optional<std::chrono::milliseconds> age_of(const std::map<int, std::chrono::steady_clock::time_point>& times,
                                                int seat) {
    const auto found = times.find(seat);
    if (found == times.end())
        return std::nullopt;
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - found->second);
}

} // namespace

Result<void> ExamRoom::pause(const std::string& candidate, const std::string& by, const std::string& reason,
                             bool is_break) {
    CANBO_TRY(const auto why, reason_of(reason));
    const std::lock_guard lock(m_mutex);
    std::vector<RoomEvent> events;
    for (const auto& number : candidate.empty() ? at_work() : std::vector{candidate}) {
        const auto* attempt = m_state->find(number);
        if (attempt != nullptr && candidate.empty() && attempt->state == AttemptState::Paused)
            continue;
        if (attempt != nullptr && is_break && attempt->breaks >= m_package.exam.rules.breaks)
            return fail(ErrorCode::Forbidden, "The exam's rules allow no further break", number);
        events.push_back(event(Kind::Paused, number, by, {{"reason", why}, {"break", is_break}}));
    }
    return write(std::move(events));
}

Result<void> ExamRoom::resume(const std::string& candidate, const std::string& by) {
    const std::lock_guard lock(m_mutex);
    std::vector<RoomEvent> events;
    for (const auto& number : candidate.empty() ? at_work() : std::vector{candidate}) {
        const auto* attempt = m_state->find(number);
        if (candidate.empty() && attempt->state != AttemptState::Paused)
            continue;
        events.push_back(event(Kind::Resumed, number, by, Json::object()));
        if (attempt != nullptr)
            m_contact[attempt->seat] = Steady::now();
    }
    return write(std::move(events));
}

Result<void> ExamRoom::add_time(const std::string& candidate, int minutes, const std::string& by,
                                const std::string& reason) {
    CANBO_TRY(const auto why, reason_of(reason));
    if (minutes < 1 || minutes > most_added)
        return fail(ErrorCode::InvalidInput, "The number is outside what is allowed here", "minutes");
    const std::lock_guard lock(m_mutex);
    std::vector<RoomEvent> events;
    for (const auto& number : candidate.empty() ? at_work() : std::vector{candidate})
        events.push_back(event(Kind::TimeAdded, number, by, {{"minutes", minutes}, {"reason", why}}));
    return write(std::move(events));
}

Result<int> ExamRoom::move(const std::string& candidate, int seat, const std::string& by, const std::string& reason) {
    CANBO_TRY(const auto why, reason_of(reason));
    const std::lock_guard lock(m_mutex);
    const int to = seat != 0 ? seat : m_state->free_seat(m_package.roster);
    const auto* attempt = m_state->find(candidate);
    if (attempt != nullptr && attempt->seat == to)
        return fail(ErrorCode::Conflict, "The candidate sits there already", std::to_string(to));
    if (to == 0)
        return fail(ErrorCode::Conflict, "Every seat of the room is taken");
    auto moved = event(Kind::Moved, candidate, by, {{"seat", to}, {"reason", why}});
    moved.station = to;
    CANBO_TRY_VOID(write(std::move(moved)));
    m_contact[to] = Steady::now();
    return to;
}

Result<void> ExamRoom::stop(const std::string& candidate, const std::string& by, const std::string& reason) {
    CANBO_TRY(const auto why, reason_of(reason));
    return change(Kind::Stopped, candidate, by, {{"reason", why}});
}

Result<void> ExamRoom::withdraw(const std::string& candidate, const std::string& by, const std::string& reason) {
    CANBO_TRY(const auto why, reason_of(reason));
    return change(Kind::Withdrawn, candidate, by, {{"reason", why}});
}

Result<void> ExamRoom::note(const std::string& candidate, const std::string& category, const std::string& by,
                            const std::string& text) {
    CANBO_TRY(const auto what, reason_of(text));
    const auto& known = incident_categories();
    if (std::find(known.begin(), known.end(), category) == known.end())
        return fail(ErrorCode::InvalidInput, "There is no such category of incidents", category);
    const std::lock_guard lock(m_mutex);
    if (!candidate.empty() && on_list(candidate) == nullptr)
        return fail(ErrorCode::NotFound, "This candidate is not on the list", candidate);
    return write(event(Kind::Noted, candidate, by, {{"category", category}, {"text", what}}));
}

Result<void> ExamRoom::reopen(const std::string& candidate, const std::string& order, int minutes,
                              const std::string& by, const std::string& reason) {
    CANBO_TRY(const auto why, reason_of(reason));
    CANBO_TRY(const auto number, reason_of(order));
    if (minutes < 0 || minutes > most_added)
        return fail(ErrorCode::InvalidInput, "The number is outside what is allowed here", "minutes");
    if (!m_package.exam.has_official(by, Official::Role::Chairman))
        return fail(ErrorCode::Forbidden, "Only the chairman of the council can decide this");
    const std::lock_guard lock(m_mutex);
    if (const auto* attempt = m_state->find(candidate))
        m_contact[attempt->seat] = Steady::now();
    return write(event(Kind::Reopened, candidate, by, {{"order", number}, {"minutes", minutes}, {"reason", why}}));
}

BoardLine ExamRoom::line_of(const Candidate& candidate) {
    BoardLine out;
    out.candidate = candidate.number;
    out.name = candidate.name;
    out.seat = candidate.seat;
    out.state = attempt_name(AttemptState::Rostered);
    out.questions = static_cast<int>(paper_of(candidate.number).items.size());
    const auto noted = m_incidents.find(candidate.number);
    out.incidents = noted == m_incidents.end() ? 0 : noted->second;
    const auto* attempt = m_state->find(candidate.number);
    if (attempt == nullptr)
        return out;
    out.seat = attempt->seat;
    out.state = attempt_name(attempt->state);
    out.reason = attempt->reason;
    if (const auto chain = m_answers.find(candidate.number); chain != m_answers.end())
        for (const auto& [slot, record] : chain->second.current())
            out.answered += record->response.empty() ? 0 : 1;
    out.deadline = m_state->deadline(*attempt, candidate.extra_minutes, now());
    if (out.deadline && is_at_work(attempt->state))
        out.remaining = *out.deadline - now();
    out.station = m_state->stations().contains(attempt->seat);
    out.contact_age = age_of(m_contact, attempt->seat);
    out.ack_age = age_of(m_acked, attempt->seat);
    return out;
}

RoomBoard ExamRoom::board() {
    const std::lock_guard lock(m_mutex);
    const Exam& exam = m_package.exam;
    RoomBoard out{exam.exam,
                  m_room,
                  exam.title,
                  now(),
                  exam.from,
                  exam.to,
                  m_state->sealed(),
                  m_state->last_sequence(),
                  m_state->head(),
                  static_cast<int>(m_state->stations().size()),
                  {},
                  {}};
    for (const auto& candidate : room_roster(*m_state, m_package.roster))
        out.lines.push_back(line_of(candidate));
    for (const auto& [number, station] : m_state->stations())
        out.station_lines.push_back({number, station.name, age_of(m_contact, number)});
    return out;
}

std::vector<RoomEvent> ExamRoom::events(const std::string& candidate, std::size_t most) {
    const std::lock_guard lock(m_mutex);
    std::vector<RoomEvent> out;
    for (auto one = m_events.rbegin(); one != m_events.rend() && out.size() < most; ++one)
        if (candidate.empty() || one->candidate == candidate)
            out.push_back(*one);
    return out;
}

Result<RoomRecord> ExamRoom::seal(const std::string& by) {
    const std::lock_guard lock(m_mutex);
    RoomRecord out{
        m_package.exam, m_room, room_roster(*m_state, m_package.roster), m_package.paper_key, m_events, {}, {}, {}};
    for (const auto& [candidate, chain] : m_answers)
        out.answers[candidate] = chain.records();
    for (const auto& [number, attempt] : m_state->attempts())
        if (is_ended(attempt.state))
            out.receipts[number] = receipt_of(attempt);
    CANBO_TRY(out.results, score_room(*m_state, out.roster, out.paper_key, m_answers));
    if (!m_state->sealed()) {
        for (const auto& [number, attempt] : m_state->attempts())
            if (!is_ended(attempt.state))
                return fail(ErrorCode::Conflict, "A candidate has not finished yet", number);
        CANBO_TRY(auto digests, seal_digests(out));
        CANBO_TRY_VOID(write(event(Kind::Sealed, "", by, std::move(digests))));
        out.events = m_events;
    }
    return out;
}

} // namespace canbo::exam
