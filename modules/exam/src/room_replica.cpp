#include "exam/room_replica.h"

#include "base/issues.h"
#include "exam/exam_room.h"

namespace canbo::exam {

Json news_to_json(const RoomNews& news) {
    Json events = Json::array(), answers = Json::array();
    for (const auto& one : news.events)
        events.push_back(event_to_json(one));
    for (const auto& one : news.answers)
        answers.push_back(answer_to_json(one));
    return {{"events", std::move(events)}, {"answers", std::move(answers)}, {"more", news.more}};
}

Result<RoomNews> news_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    RoomNews out;
    for (const auto& one : in.array("events")) {
        CANBO_TRY(auto event, event_from_json(one));
        out.events.push_back(std::move(event));
    }
    for (const auto& one : in.array("answers")) {
        CANBO_TRY(auto answer, answer_from_json(one));
        out.answers.push_back(std::move(answer));
    }
    out.more = in.boolean_or("more", false);
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return out;
}

RoomReplica::RoomReplica(Database& database, RoomStore& store, const ExamPackage& package, std::string room)
    : m_database(database), m_store(store), m_package(package), m_room(std::move(room)),
      m_place(m_package.exam.exam + "/" + m_room) {}

Result<std::unique_ptr<RoomReplica>> RoomReplica::open(Database& database, RoomStore& store, const ExamPackage& package,
                                                       std::string room) {
    std::unique_ptr<RoomReplica> out(new RoomReplica(database, store, package, std::move(room)));
    CANBO_TRY_VOID(out->load());
    return out;
}

Result<void> RoomReplica::load() {
    const Exam& exam = m_package.exam;
    CANBO_TRY(m_state, RoomState::make(exam, m_room));
    CANBO_TRY(auto tx, m_database.begin(Database::Mode::Read));
    CANBO_TRY(const auto events, m_store.events(*tx, m_place));
    CANBO_TRY(auto answers, m_store.answers(*tx, m_place));
    CANBO_TRY_VOID(verify_events(events, exam.exam, m_room));
    for (const auto& one : events)
        CANBO_TRY_VOID(m_state->apply(one));
    for (auto& record : answers) {
        auto& chain = m_chains.try_emplace(record.candidate, exam.exam, record.candidate).first->second;
        CANBO_TRY_VOID(chain.append(std::move(record)));
    }
    return {};
}

std::map<std::string, std::int64_t> RoomReplica::positions() const {
    std::map<std::string, std::int64_t> out;
    for (const auto& [candidate, chain] : m_chains)
        out[candidate] = static_cast<std::int64_t>(chain.records().size());
    return out;
}

Result<void> RoomReplica::take(const RoomNews& news) {
    if (news.events.empty() && news.answers.empty())
        return {};
    auto state = *m_state;
    std::map<std::string, AnswerChain> changed;
    CANBO_TRY(auto tx, m_database.begin(Database::Mode::Write));
    for (const auto& event : news.events) {
        CANBO_TRY(const auto hash, event_hash(event));
        if (event.sequence != state.last_sequence() + 1 || event.previous != state.head() || event.hash != hash)
            return fail(ErrorCode::DigestMismatch, "What the room sent does not continue what is here",
                        std::to_string(event.sequence));
        CANBO_TRY_VOID(state.apply(event));
        if (event.kind == RoomEvent::Kind::Admitted)
            CANBO_TRY_VOID(m_store.admit(*tx, m_package.exam.exam, event.candidate, m_room));
        CANBO_TRY_VOID(m_store.append_event(*tx, m_place, event));
    }
    for (const auto& record : news.answers) {
        const auto known = m_chains.find(record.candidate);
        auto& chain = changed
                          .try_emplace(record.candidate, known != m_chains.end()
                                                             ? known->second
                                                             : AnswerChain(m_package.exam.exam, record.candidate))
                          .first->second;
        CANBO_TRY_VOID(chain.append(record));
        CANBO_TRY_VOID(m_store.append_answer(*tx, m_place, record));
    }
    CANBO_TRY_VOID(tx->commit());
    m_state = std::move(state);
    for (auto& [candidate, chain] : changed)
        m_chains.insert_or_assign(candidate, std::move(chain));
    return {};
}

RoomNews ExamRoom::news(std::int64_t after, const std::map<std::string, std::int64_t>& positions, std::size_t most) {
    const std::lock_guard lock(m_mutex);
    RoomNews out;
    for (auto at = static_cast<std::size_t>(std::max<std::int64_t>(0, after)); at < m_events.size(); ++at) {
        if (out.events.size() == most) {
            out.more = true;
            return out; // answers belong to people whom events let in
        }
        out.events.push_back(m_events[at]);
    }
    for (const auto& [candidate, chain] : m_answers) {
        const auto known = positions.find(candidate);
        auto at = static_cast<std::size_t>(known == positions.end() ? 0 : std::max<std::int64_t>(0, known->second));
        for (; at < chain.records().size(); ++at) {
            if (out.events.size() + out.answers.size() >= most) {
                out.more = true;
                return out;
            }
            out.answers.push_back(chain.records()[at]);
        }
    }
    return out;
}

base::Time ExamRoom::board_time() {
    const std::lock_guard lock(m_mutex);
    return now();
}

std::int64_t ExamRoom::size() {
    const std::lock_guard lock(m_mutex);
    auto out = static_cast<std::int64_t>(m_events.size());
    for (const auto& [candidate, chain] : m_answers)
        out += static_cast<std::int64_t>(chain.records().size());
    return out;
}

Result<void> ExamRoom::take_over(const std::string& by) {
    const std::lock_guard lock(m_mutex);
    return write(event(RoomEvent::Kind::TakenOver, "", by, Json::object()));
}

int ExamRoom::takeovers() {
    const std::lock_guard lock(m_mutex);
    return m_state->takeovers();
}

} // namespace canbo::exam
