#include "base/text.h"
#include "exam/exam_room.h"

#include <algorithm>

namespace canbo::exam {

using Kind = RoomEvent::Kind;

namespace {

constexpr std::int64_t range_of_a_seat = 1'000'000;
constexpr std::size_t most_wrong_pins = 5;
constexpr std::chrono::seconds pin_lock{60};
constexpr std::size_t most_answers_at_once = 200;
constexpr std::string_view receipt_mark = "CANBOR1";

std::string deadline_claim(const std::string& exam, const std::string& room, const std::string& candidate,
                           base::Time at) {
    return exam + "\n" + room + "\n" + candidate + "\n" + base::to_iso(at);
}

Ack refusal(std::int64_t sequence, const Error& why) { return {sequence, Ack::Word::Refused, why.code, why.message}; }

} // namespace

/// Answers that wait to be written, and the words they will get.
struct ExamRoom::Pending {
    int station{0};
    const std::vector<SentAnswer>* answers{nullptr};
    std::vector<Ack> acks{};
    std::optional<Error> failed{};
    bool done{false};
};

std::string_view ack_name(Ack::Word word) {
    switch (word) {
    case Ack::Word::Stored:
        return "stored";
    case Ack::Word::Again:
        return "again";
    case Ack::Word::Old:
        return "old";
    case Ack::Word::Later:
        return "later";
    default:
        return "refused";
    }
}

Result<int> ExamRoom::enrol(const std::string& id, const std::string& name, int wanted) {
    CANBO_TRY(const auto shown, base::to_nfc(name));
    if (id.empty() || id.size() > 60 || shown.size() > 100)
        return fail(ErrorCode::InvalidInput, "A station gives its id and a short name");
    const std::lock_guard lock(m_mutex);
    if (const auto* known = m_state->station_of(id))
        return known->number;
    const auto* place = m_package.exam.find_room(m_room);
    int number = wanted;
    for (int seat = 1; seat <= place->seats && number == 0; ++seat)
        if (!m_state->stations().contains(seat))
            number = seat;
    if (number == 0 || m_state->stations().contains(number))
        return fail(ErrorCode::Conflict, "Every seat has its station already");
    auto enrolled = event(Kind::Enrolled, "", "", {{"id", id}, {"name", shown}});
    enrolled.station = number;
    CANBO_TRY_VOID(write(std::move(enrolled)));
    m_contact[number] = Steady::now();
    return number;
}

bool ExamRoom::is_station(int station, const std::string& id) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_state->stations().find(station);
    return found != m_state->stations().end() && found->second.id == id;
}

Result<const Attempt*> ExamRoom::seated(int station) {
    const auto* attempt = m_state->at_seat(station);
    if (attempt == nullptr)
        return fail(ErrorCode::NotFound, "Nobody sits at this station", std::to_string(station));
    return attempt;
}

/// The attempt that this station speaks for.
Result<const Attempt*> ExamRoom::signed_in(int station) {
    CANBO_TRY(const auto* attempt, seated(station));
    if (attempt->signed_in_at != station)
        return fail(ErrorCode::NotFound, "The candidate has not signed in at this station", std::to_string(station));
    return attempt;
}

/// The station is heard: an attempt that was given up for silent goes on.
Result<void> ExamRoom::touch(int station) {
    m_contact[station] = Steady::now();
    const auto* attempt = m_state->at_seat(station);
    if (attempt != nullptr && attempt->state == AttemptState::Disconnected)
        return write(event(Kind::Returned, attempt->candidate, "", Json::object()));
    return {};
}

StationView ExamRoom::view_of(int station) {
    const Exam& exam = m_package.exam;
    StationView out;
    out.station = station;
    out.exam = exam.exam;
    out.title = exam.title;
    out.organiser = exam.organiser;
    out.room = m_room;
    if (const auto* place = exam.find_room(m_room))
        out.room_name = place->name;
    out.room_key = m_package.room_keys.at(m_room).key.public_key;
    out.from = exam.from;
    out.minutes = exam.minutes;
    out.pin = exam.rules.pin;
    out.now = now();
    const auto* attempt = m_state->at_seat(station);
    if (attempt == nullptr)
        return out;
    out.candidate = attempt->candidate;
    out.state = attempt->state;
    out.signed_in = attempt->state >= AttemptState::Waiting && attempt->signed_in_at == station;
    out.reason = attempt->reason;
    if (const auto* person = on_list(attempt->candidate)) {
        out.name = person->name;
        if (!out.signed_in) // to be confirmed once, not with each heartbeat
            out.photo = person->photo;
    }
    out.deadline = m_state->deadline(*attempt, extra_minutes(attempt->candidate), out.now);
    if (out.deadline)
        out.deadline_signature = base::to_base64(m_package.room_keys.at(m_room).key.sign(
            deadline_claim(exam.exam, m_room, attempt->candidate, *out.deadline)));
    out.next_sequence = attempt->moves * range_of_a_seat + 1;
    out.questions = static_cast<int>(paper_of(attempt->candidate).items.size());
    if (const auto chain = m_answers.find(attempt->candidate); chain != m_answers.end()) {
        out.next_sequence = std::max(out.next_sequence, chain->second.newest() + 1);
        for (const auto& [slot, record] : chain->second.current())
            out.answered += record->response.empty() ? 0 : 1;
    }
    if (!is_ended(attempt->state))
        return out;
    out.receipt = receipt_of(*attempt);
    if (exam.rules.at_end == AtEnd::Score) {
        const AnswerChain none(exam.exam, attempt->candidate);
        const auto chain = m_answers.find(attempt->candidate);
        if (const auto score =
                score_attempt(paper_of(attempt->candidate), chain == m_answers.end() ? none : chain->second))
            out.percent = score->percent();
    }
    return out;
}

Result<StationView> ExamRoom::view(int station) {
    const std::lock_guard lock(m_mutex);
    CANBO_TRY_VOID(touch(station));
    return view_of(station);
}

Result<StationView> ExamRoom::sign_in(int station, const std::string& candidate, const std::string& pin) {
    const std::lock_guard lock(m_mutex);
    CANBO_TRY(const auto* attempt, seated(station));
    auto& wrong = m_wrong_pins[station];
    std::erase_if(wrong, [](auto when) { return Steady::now() - when > pin_lock; });
    if (wrong.size() >= most_wrong_pins)
        return fail(ErrorCode::LockedOut, "Too many wrong numbers; wait a minute and ask an invigilator");
    const bool right =
        attempt->candidate == candidate &&
        (!m_package.exam.rules.pin || base::equal_constant_time(pin, pin_of(m_package.pin_key, attempt->candidate)));
    if (!right) {
        wrong.push_back(Steady::now());
        return fail(ErrorCode::Forbidden, "The candidate's number or the number of the slip is wrong");
    }
    m_contact[station] = Steady::now();
    if (is_ended(attempt->state) || attempt->state == AttemptState::Waiting)
        return view_of(station);
    const auto time = now();
    if (!attempt->started && time >= m_package.exam.to)
        return fail(ErrorCode::Closed, "The exam's time is over");
    std::vector<RoomEvent> events{event(Kind::SignedIn, candidate, "", Json::object())};
    if (attempt->state == AttemptState::Seated && time >= m_package.exam.from)
        events.push_back(event(Kind::Started, candidate, "", Json::object()));
    CANBO_TRY_VOID(write(std::move(events)));
    return view_of(station);
}

Result<std::string> ExamRoom::paper(int station) {
    const std::lock_guard lock(m_mutex);
    CANBO_TRY_VOID(touch(station));
    CANBO_TRY(const auto* attempt, signed_in(station));
    if (attempt->state != AttemptState::Running)
        return fail(ErrorCode::Conflict, "The attempt's state does not allow this",
                    std::string(attempt_name(attempt->state)));
    return paper_text(m_package.exam, paper_of(attempt->candidate));
}

Result<std::vector<Ack>> ExamRoom::answer(int station, const std::vector<SentAnswer>& answers) {
    if (answers.empty() || answers.size() > most_answers_at_once)
        return fail(ErrorCode::TooLarge, "A station sends 1 to 200 answers at once");
    Pending mine{station, &answers};
    {
        const std::lock_guard lock(m_queue_mutex);
        m_queue.push_back(&mine);
    }
    // Whoever holds the room writes for all that wait: while one write goes to the disk the next gather.
    const std::lock_guard lock(m_mutex);
    if (!mine.done) {
        std::vector<Pending*> batch;
        {
            const std::lock_guard queue(m_queue_mutex);
            batch.swap(m_queue);
        }
        take(batch);
    }
    if (mine.failed)
        return fail(*mine.failed);
    return std::move(mine.acks);
}

Result<Ack> ExamRoom::judge(const Attempt& attempt, const SentAnswer& sent) {
    const auto time = now();
    const auto& paper = paper_of(attempt.candidate);
    if (sent.slot < 1 || static_cast<std::size_t>(sent.slot) > paper.items.size() || sent.sequence < 1 ||
        sent.sequence > 1'000'000'000'000)
        return refusal(sent.sequence, {ErrorCode::InvalidInput, "The paper has no such question", {}, {}});
    if (const auto fits = check_response(paper.items[static_cast<std::size_t>(sent.slot) - 1], sent.response); !fits)
        return refusal(sent.sequence, fits.error());
    auto& chain = m_answers.try_emplace(attempt.candidate, m_package.exam.exam, attempt.candidate).first->second;
    switch (chain.fate_of(sent.sequence, sent.slot, sent.response)) {
    case AnswerChain::Fate::Again: // also when the time is over: it is kept, and that is what was asked
        return Ack{sent.sequence, Ack::Word::Again, ErrorCode::Internal, {}};
    case AnswerChain::Fate::Other:
        return refusal(sent.sequence, {ErrorCode::Conflict, "Another answer was sent under this number", {}, {}});
    case AnswerChain::Fate::Old:
        return Ack{sent.sequence, Ack::Word::Old, ErrorCode::Internal, {}};
    default:
        break;
    }
    const bool just_paused = attempt.state == AttemptState::Paused && time < *attempt.paused_since + silence;
    if (is_ended(attempt.state) || time > *m_state->deadline(attempt, extra_minutes(attempt.candidate), time) + grace)
        return refusal(sent.sequence, {ErrorCode::Closed, "The time of this attempt is over", {}, {}});
    if (attempt.state != AttemptState::Running && !just_paused)
        return Ack{sent.sequence, Ack::Word::Later, ErrorCode::Internal, {}};
    if (sent.sequence <= attempt.moves * range_of_a_seat)
        return refusal(sent.sequence, {ErrorCode::Conflict, "The candidate sits at another station now", {}, {}});
    return Ack{sent.sequence, Ack::Word::Stored, ErrorCode::Internal, {}};
}

/// One transaction for the answers of many stations. Chains grow with each record and shrink again if the disk fails.
void ExamRoom::take(std::vector<Pending*>& batch) {
    std::map<std::string, AnswerChain> before;
    for (auto* pending : batch) // may write events, which cannot be done inside the transaction below
        if (const auto heard = touch(pending->station); !heard)
            pending->failed = heard.error();
    auto written = [&]() -> Result<void> {
        std::unique_ptr<Transaction> tx;
        for (auto* pending : batch) {
            if (pending->failed)
                continue;
            const auto attempt = signed_in(pending->station);
            if (!attempt || !(*attempt)->started) {
                pending->failed =
                    attempt ? Error{ErrorCode::NotFound, "The candidate has not begun", {}, {}} : attempt.error();
                continue;
            }
            const auto& candidate = (*attempt)->candidate;
            for (const auto& sent : *pending->answers) {
                CANBO_TRY(auto ack, judge(**attempt, sent));
                if (ack.word == Ack::Word::Stored) {
                    auto& chain = m_answers.at(candidate);
                    before.try_emplace(candidate, chain);
                    AnswerRecord record;
                    record.station = pending->station;
                    record.sequence = sent.sequence;
                    record.slot = sent.slot;
                    record.response = sent.response;
                    record.station_time = sent.station_time;
                    record.time = now();
                    CANBO_TRY(record, chain.link(std::move(record)));
                    if (!tx) {
                        CANBO_TRY(tx, m_ports.database.begin(Database::Mode::Write));
                    }
                    CANBO_TRY_VOID(m_ports.store.append_answer(*tx, m_place, record));
                    CANBO_TRY_VOID(chain.append(std::move(record)));
                }
                pending->acks.push_back(std::move(ack));
            }
        }
        return tx ? tx->commit() : Result<void>();
    }();
    if (!written)
        for (auto& [candidate, chain] : before)
            m_answers.at(candidate) = std::move(chain);
    for (auto* pending : batch) {
        if (!written)
            pending->failed = written.error();
        else if (!pending->failed)
            m_acked[pending->station] = Steady::now();
        pending->done = true;
    }
}

std::string ExamRoom::receipt_of(const Attempt& attempt) {
    const auto chain = m_answers.find(attempt.candidate);
    const AnswerChain none(m_package.exam.exam, attempt.candidate);
    const auto& given = chain == m_answers.end() ? none : chain->second;
    int answered = 0;
    for (const auto& [slot, record] : given.current())
        answered += record->response.empty() ? 0 : 1;
    const auto text = base::canonical_json({{"exam", m_package.exam.exam},
                                            {"room", m_room},
                                            {"candidate", attempt.candidate},
                                            {"answered", answered},
                                            {"head", given.head()},
                                            {"ended", base::to_iso(attempt.ended.value_or(base::Time{}))}});
    CANBO_CHECK(text.has_value());
    return std::string(receipt_mark) + "." + base::to_base64(*text) + "." +
           base::to_base64(m_package.room_keys.at(m_room).key.sign(*text));
}

Result<std::string> ExamRoom::finish(int station) {
    const std::lock_guard lock(m_mutex);
    CANBO_TRY_VOID(touch(station));
    CANBO_TRY(const auto* attempt, signed_in(station));
    const auto candidate = attempt->candidate;
    if (!is_ended(attempt->state))
        CANBO_TRY_VOID(write(event(Kind::Submitted, candidate, "", Json::object())));
    return receipt_of(*m_state->find(candidate));
}

bool is_signed(const StationView& view) {
    if (!view.deadline)
        return true;
    const auto signature = base::from_base64(view.deadline_signature);
    return signature &&
           base::verify_signature(view.room_key, deadline_claim(view.exam, view.room, view.candidate, *view.deadline),
                                  *signature);
}

Result<Json> verify_receipt(std::string_view receipt, std::string_view room_key) {
    const auto first = receipt.find('.');
    const auto second = receipt.find('.', first == std::string_view::npos ? first : first + 1);
    if (second == std::string_view::npos || receipt.substr(0, first) != receipt_mark)
        return fail(ErrorCode::InvalidInput, "This is no receipt of an exam");
    const auto text = base::from_base64(receipt.substr(first + 1, second - first - 1));
    const auto signature = base::from_base64(receipt.substr(second + 1));
    if (!text || !signature || !base::verify_signature(room_key, *text, *signature))
        return fail(ErrorCode::DigestMismatch, "The receipt was changed, or is another room's");
    return base::parse_json(*text, {10'000, 4});
}

} // namespace canbo::exam
