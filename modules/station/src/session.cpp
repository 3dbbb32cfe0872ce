#include "station/session.h"

#include <algorithm>

namespace canbo::station {

using exam::Ack;
using exam::AttemptState;

namespace {

constexpr std::size_t most_answers_at_once = 50;
constexpr std::size_t most_signs_at_once = 50;
constexpr int most_rounds = 20; ///< Of one beat: a station that was away long does not forget its heartbeat.

/// Will asking again help?
bool passes(ErrorCode code) { return code == ErrorCode::Unreachable || code == ErrorCode::Unauthenticated; }

} // namespace

Result<std::unique_ptr<Session>> Session::open(SessionParts parts) {
    CANBO_TRY(auto work, exam::StationWork::load(parts.answers));
    CANBO_TRY(auto signs, SignBook::load(parts.signs));
    std::unique_ptr<Session> out(new Session(std::move(parts)));
    out->m_work = std::make_unique<exam::StationWork>(std::move(work));
    out->m_signs = std::make_unique<SignBook>(std::move(signs));
    out->restore();
    return out;
}

/// The paper as it was left, before the room is asked for anything.
void Session::restore() {
    auto kept = m_drawer.find(m_work->candidate());
    auto sheet =
        kept ? read_sheet(kept->paper) : Result<Sheet>(fail(ErrorCode::NotFound, "The station keeps no paper"));
    if (!sheet)
        return;
    m_sheet = std::make_shared<const Sheet>(*std::move(sheet));
    m_paper = std::move(kept->paper);
    m_room_key = kept->view.room_key;
    m_last_candidate = kept->view.candidate;
    m_least = kept->view.next_sequence;
    for (auto& answer : kept->held) {
        const int slot = answer.slot;
        m_held[slot] = std::move(answer);
    }
    m_restored = Beat{std::move(kept->view),       kept->asked,         kept->heard, m_sheet, work_now(),
                      !m_work->waiting(1).empty(), m_parts.line.trail()};
}

std::optional<Beat> Session::kept() const {
    const std::lock_guard lock(m_mutex);
    return m_restored;
}

Result<exam::StationView> Session::look(Beat& beat) {
    if (!m_enrolled) {
        CANBO_TRY_VOID(m_parts.line.enrol(m_parts.who));
        m_enrolled = true;
    }
    beat.asked = m_parts.steady.now();
    auto view = m_parts.line.view();
    beat.heard = m_parts.steady.now();
    if (!view && view.error().code == ErrorCode::Unauthenticated)
        m_enrolled = false;
    return view;
}

/// The first key that this room showed, over a line that its code proves, is its key.
Result<void> Session::check(const exam::StationView& view) {
    if (m_room_key.empty())
        m_room_key = view.room_key;
    if (m_room_key != view.room_key || !is_signed(view))
        return fail(ErrorCode::DigestMismatch, "The end of the time is not signed by this room");
    return {};
}

Result<Beat> Session::beat() {
    Beat out;
    {
        const std::lock_guard lock(m_mutex);
        static_cast<void>(m_drawer.tidy().has_value()); // tried again with the next beat
    }
    auto view = look(out);
    if (!view && view.error().code == ErrorCode::Unauthenticated)
        view = look(out);
    if (!view)
        return fail(view.error());
    out.view = *std::move(view);
    return go_on(std::move(out));
}

Result<Beat> Session::sign_in(const std::string& pin) {
    Beat out;
    CANBO_TRY(const auto seated, look(out));
    out.asked = m_parts.steady.now();
    CANBO_TRY(out.view, m_parts.line.sign_in(seated.candidate, pin));
    out.heard = m_parts.steady.now();
    return go_on(std::move(out));
}

Result<Beat> Session::go_on(Beat beat) {
    CANBO_TRY_VOID(check(beat.view));
    const auto& view = beat.view;
    if (view.candidate != m_last_candidate) {
        const std::lock_guard lock(m_mutex);
        m_last_candidate = view.candidate;
        m_sheet.reset();
        m_paper = Json();
        m_held.clear();
        m_hand_in = false;
    }
    if (view.signed_in) {
        const std::lock_guard lock(m_mutex);
        CANBO_TRY_VOID(m_work->begin(view.candidate));
        m_least = view.next_sequence;
    }
    const auto told = tell_signs(); // what a candidate answers goes on whatever becomes of them
    if (view.signed_in && view.state == AttemptState::Running) {
        CANBO_TRY_VOID(fetch(view));
    }
    if (view.signed_in && view.state != AttemptState::Waiting) {
        CANBO_TRY_VOID(send()); // also when the time is over: then it is known what the room has
    }
    if (!told && passes(told.error().code))
        return fail(told.error());
    CANBO_TRY_VOID(hand_in(beat));
    const std::lock_guard lock(m_mutex);
    keep_paper(beat);
    beat.sheet = m_sheet;
    beat.work = work_now();
    beat.waiting = !m_work->waiting(1).empty();
    beat.trail = m_parts.line.trail();
    return beat;
}

/// What cannot be kept or destroyed now is tried again with the next beat: the candidate goes on meanwhile.
void Session::keep_paper(const Beat& beat) {
    m_restored.reset();
    const auto& view = beat.view;
    const bool under_way = m_sheet && view.signed_in && view.state && exam::is_at_work(*view.state);
    if (!under_way) {
        static_cast<void>(m_drawer.wipe().has_value());
        return;
    }
    std::vector<exam::SentAnswer> held;
    for (const auto& [slot, answer] : m_held)
        held.push_back(answer);
    static_cast<void>(m_drawer.keep({view, m_paper, std::move(held), beat.asked, beat.heard}).has_value());
}

/// Only when every answer is acknowledged.
Result<void> Session::hand_in(Beat& beat) {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_hand_in || beat.view.state != AttemptState::Running || !m_work->waiting(1).empty())
            return {};
    }
    CANBO_TRY_VOID(m_parts.line.submit());
    m_hand_in = false;
    beat.asked = m_parts.steady.now();
    CANBO_TRY(beat.view, m_parts.line.view());
    beat.heard = m_parts.steady.now();
    return {};
}

Result<void> Session::fetch(const exam::StationView& view) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_sheet)
            return {};
    }
    CANBO_TRY(auto paper, m_parts.line.paper());
    CANBO_TRY(auto sheet, read_sheet(paper));
    if (sheet.candidate != view.candidate)
        return fail(ErrorCode::InvalidInput, "The paper cannot be read");
    CANBO_TRY(auto held, m_parts.line.held());
    const std::lock_guard lock(m_mutex);
    for (auto& answer : held) {
        const int slot = answer.slot;
        m_held[slot] = std::move(answer);
    }
    m_sheet = std::make_shared<const Sheet>(std::move(sheet));
    m_paper = std::move(paper);
    return {};
}

Result<void> Session::send() {
    for (int round = 0; round < most_rounds; ++round) {
        std::vector<exam::SentAnswer> answers;
        {
            const std::lock_guard lock(m_mutex);
            answers = m_work->waiting(most_answers_at_once);
        }
        if (answers.empty())
            return {};
        CANBO_TRY(const auto acks, m_parts.line.answer(answers));
        const std::lock_guard lock(m_mutex);
        CANBO_TRY_VOID(m_work->hear(acks));
        if (std::all_of(acks.begin(), acks.end(), [](const auto& ack) { return ack.word == Ack::Word::Later; }))
            return {}; // paused a moment ago
    }
    return {};
}

Result<void> Session::tell_signs() {
    for (int round = 0; round < most_rounds; ++round) {
        std::vector<exam::StationSign> signs;
        {
            const std::lock_guard lock(m_mutex);
            signs = m_signs->waiting(most_signs_at_once, m_parts.steady.now(), m_parts.wall.now());
        }
        if (signs.empty())
            return {};
        const auto told = m_parts.line.signs(signs);
        if (!told && passes(told.error().code))
            return told;
        const std::lock_guard lock(m_mutex); // what the room will never take is not offered for ever
        CANBO_TRY_VOID(m_signs->done(signs));
    }
    return {};
}

Result<Work> Session::keep(int slot, assessment::Response response) {
    const std::lock_guard lock(m_mutex);
    if (m_work->candidate().empty() || !m_sheet)
        return fail(ErrorCode::Conflict, "Nobody sits at this station");
    if (slot < 1 || static_cast<std::size_t>(slot) > m_sheet->questions.size())
        return fail(ErrorCode::InvalidInput, "The paper has no such question");
    CANBO_TRY_VOID(m_work->record(slot, std::move(response), base::to_iso(m_parts.wall.now()), m_least));
    return work_now();
}

Result<void> Session::saw(const std::vector<Seen>& seen) {
    const std::lock_guard lock(m_mutex);
    for (const auto& one : seen)
        CANBO_TRY_VOID(m_signs->add(one, m_parts.steady.now(), m_parts.wall.now()));
    return {};
}

Work Session::work() const {
    const std::lock_guard lock(m_mutex);
    return work_now();
}

Result<void> Session::stay(const Place& place) {
    const std::lock_guard lock(m_mutex);
    return m_drawer.stay(m_work->candidate(), place);
}

Place Session::place() const {
    const std::lock_guard lock(m_mutex);
    return m_drawer.place(m_work->candidate());
}

/// Of each slot the answer with the highest number, be it this station's or one that the room had from another.
Work Session::work_now() const {
    std::map<int, std::pair<std::int64_t, SlotWork>> best;
    for (const auto& [slot, answer] : m_held)
        best[slot] = {answer.sequence, {answer.response, Kept::Room}};
    for (const auto& [sequence, answer] : m_work->answers()) {
        const auto word = m_work->words().find(sequence);
        const auto kept = word == m_work->words().end()        ? Kept::Here
                          : word->second == Ack::Word::Refused ? Kept::Refused
                                                               : Kept::Room;
        if (word != m_work->words().end() && word->second == Ack::Word::Old)
            continue;
        if (auto& [number, work] = best[answer.slot]; sequence >= number)
            best[answer.slot] = {sequence, {answer.response, kept}};
    }
    Work out;
    out.version = ++m_version;
    for (auto& [slot, one] : best)
        out.slots[slot] = std::move(one.second);
    return out;
}

} // namespace canbo::station
