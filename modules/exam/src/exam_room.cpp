#include "exam/exam_room.h"

#include <algorithm>

namespace canbo::exam {

using Kind = RoomEvent::Kind;

ExamRoom::ExamRoom(RoomPorts ports, ExamPackage package, std::string room)
    : m_ports(std::move(ports)), m_package(std::move(package)), m_room(std::move(room)),
      m_place(m_package.exam.exam + "/" + m_room) {}

Result<std::unique_ptr<ExamRoom>> ExamRoom::open(RoomPorts ports, ExamPackage package, std::string room,
                                                 std::string by) {
    std::unique_ptr<ExamRoom> out(new ExamRoom(std::move(ports), std::move(package), std::move(room)));
    CANBO_TRY_VOID(out->load(by));
    return out;
}

Result<void> ExamRoom::load(const std::string& by) {
    const std::lock_guard lock(m_mutex);
    const Exam& exam = m_package.exam;
    CANBO_TRY(m_state, RoomState::make(exam, m_room));
    {
        CANBO_TRY(auto tx, m_ports.database.begin(Database::Mode::Read));
        CANBO_TRY(m_events, m_ports.store.events(*tx, m_place));
        CANBO_TRY(auto answers, m_ports.store.answers(*tx, m_place));
        for (auto& record : answers) {
            auto& chain = m_answers.try_emplace(record.candidate, exam.exam, record.candidate).first->second;
            CANBO_TRY_VOID(chain.append(std::move(record)));
        }
    }
    CANBO_TRY_VOID(verify_events(m_events, exam.exam, m_room));
    for (const auto& one : m_events) {
        CANBO_TRY_VOID(m_state->apply(one));
        m_incidents[one.candidate] += one.kind == Kind::Noted ? 1 : 0;
        remember_sign(one);
    }
    // A clock that was set back while the room was away: it goes on from where it had been.
    m_ahead =
        std::max(std::chrono::milliseconds(0), std::chrono::milliseconds(m_state->last_time() - m_ports.clock.now()));
    for (const auto& [number, station] : m_state->stations())
        m_contact[number] = Steady::now(); // the room was away, not the station
    // Another packing of the same exam has other papers.
    const Json opened = {{"signer", base::to_base64(m_package.signer)},
                         {"papers", base::sha256_hex("canbo papers\n" + m_package.paper_key)}};
    if (!m_events.empty() && m_events.front().data != opened)
        return fail(ErrorCode::DigestMismatch, "This room was opened with another exam package");
    if (!m_events.empty())
        return {};
    return write(event(Kind::Opened, "", by, opened));
}

/// Time never goes back, whatever happens to the clock.
base::Time ExamRoom::now() const { return std::max(m_ports.clock.now() + m_ahead, m_state->last_time()); }

const Candidate* ExamRoom::on_list(const std::string& candidate) const {
    return find_candidate(m_package.roster, candidate);
}

int ExamRoom::extra_minutes(const std::string& candidate) const {
    const auto* found = on_list(candidate);
    return found == nullptr ? 0 : found->extra_minutes;
}

const Paper& ExamRoom::paper_of(const std::string& candidate) {
    const auto found = m_papers.find(candidate);
    if (found != m_papers.end())
        return found->second;
    auto paper = make_paper(m_package.exam, m_package.paper_key, candidate);
    CANBO_CHECK(paper.has_value()); // the same draw succeeded when the exam was checked
    return m_papers.emplace(candidate, *std::move(paper)).first->second;
}

std::vector<std::string> ExamRoom::at_work() const {
    std::vector<std::string> out;
    for (const auto& [number, attempt] : m_state->attempts())
        if (is_at_work(attempt.state))
            out.push_back(number);
    return out;
}

RoomEvent ExamRoom::event(Kind kind, const std::string& candidate, const std::string& by, Json data) const {
    RoomEvent out;
    out.kind = kind;
    out.candidate = candidate;
    out.by = by;
    out.data = std::move(data);
    if (const auto* attempt = m_state->find(candidate))
        out.station = attempt->seat;
    return out;
}

Result<void> ExamRoom::write(RoomEvent one, const std::string& admit) {
    return write(std::vector{std::move(one)}, admit);
}

/// All of them or none: linked, tried on a copy of the state, on the disk, and only then true.
Result<void> ExamRoom::write(std::vector<RoomEvent> events, const std::string& admit) {
    RoomState next = *m_state;
    CANBO_TRY(auto tx, m_ports.database.begin(Database::Mode::Write));
    if (!admit.empty()) {
        CANBO_TRY_VOID(m_ports.store.admit(*tx, m_package.exam.exam, admit, m_room));
    }
    for (auto& one : events) {
        one.sequence = next.last_sequence() + 1;
        one.previous = next.head();
        one.time = now();
        CANBO_TRY(one.hash, event_hash(one));
        CANBO_TRY_VOID(next.apply(one));
        CANBO_TRY_VOID(m_ports.store.append_event(*tx, m_place, one));
    }
    CANBO_TRY_VOID(tx->commit());
    *m_state = std::move(next);
    for (auto& one : events) {
        m_incidents[one.candidate] += one.kind == Kind::Noted ? 1 : 0;
        remember_sign(one);
        m_events.push_back(std::move(one));
    }
    return {};
}

Result<void> ExamRoom::change(Kind kind, const std::string& candidate, const std::string& by, Json data) {
    const std::lock_guard lock(m_mutex);
    return write(event(kind, candidate, by, std::move(data)));
}

Result<void> ExamRoom::tick() {
    const std::lock_guard lock(m_mutex);
    if (m_state->sealed())
        return {};
    const auto time = now();
    std::vector<RoomEvent> events;
    for (const auto& [number, attempt] : m_state->attempts()) {
        if (attempt.state == AttemptState::Waiting && time >= m_package.exam.from)
            events.push_back(event(Kind::Started, number, "", Json::object()));
        if (attempt.state != AttemptState::Running && attempt.state != AttemptState::Disconnected)
            continue;
        const auto contact = m_contact.find(attempt.seat);
        if (time >= *m_state->deadline(attempt, extra_minutes(number), time) + grace)
            events.push_back(event(Kind::TimeUp, number, "", Json::object()));
        else if (attempt.state == AttemptState::Running &&
                 (contact == m_contact.end() || Steady::now() - contact->second > silence))
            events.push_back(event(Kind::Lost, number, "", Json::object()));
    }
    if (events.empty())
        return {};
    return write(std::move(events));
}

} // namespace canbo::exam
