#include "simulated_station.h"

#include "base/clock.h"
#include "common/machine_facts.h"
#include "storage/station_journal.h"
#include "storage/station_safe.h"

#include <fmt/format.h>

#include <array>
#include <thread>

namespace canbo::ctl {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::array<const char*, 6> troubles{"none", "late", "silent", "twice", "old", "wrong-clock"};
constexpr std::size_t most_at_once = 50;
constexpr auto heartbeat = 1s;

std::chrono::milliseconds steady_now() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

const char* trouble_name(Trouble trouble) { return troubles[static_cast<std::size_t>(trouble)]; }

SimulatedStation::SimulatedStation(SimulationPlan plan)
    : m_plan(std::move(plan)), m_random(m_plan.seed * 1'000'003 + static_cast<std::uint64_t>(m_plan.number)) {
    m_report.station = m_plan.number;
    const auto chance = m_random.below(10); // half of them honest
    m_report.trouble = chance < 5 ? Trouble::None : static_cast<Trouble>(chance - 4);
}

SimulatedStation::~SimulatedStation() = default;

SimulationReport SimulatedStation::run() {
    auto done = prepare();
    if (done)
        done = live();
    if (!done)
        m_report.error = fmt::format("{}: {}", base::code_name(done.error().code), done.error().message);
    if (m_work) {
        m_report.candidate = m_work->candidate();
        m_report.answers = m_work->count();
        m_report.kept = m_work->kept();
        m_report.refused = m_work->refused();
        m_report.waiting = m_work->waiting(100'000).size();
    }
    return std::move(m_report);
}

Result<void> SimulatedStation::prepare() {
    std::error_code ignored;
    fs::create_directories(m_plan.folder, ignored);
    CANBO_TRY(m_line, apps::RoomLine::make({m_plan.url, 0}, m_plan.code));
    CANBO_TRY(m_journal, storage::FileStationJournal::open(m_plan.folder / "journal"));
    CANBO_TRY(auto work, exam::StationWork::load(*m_journal));
    m_work = std::make_unique<exam::StationWork>(std::move(work));
    CANBO_TRY(m_id, apps::own_station_id(m_plan.folder));
    CANBO_TRY(m_safe,
              storage::FileStationSafe::open(m_plan.folder / "safe", apps::station_safe_key(m_id, m_plan.code)));
    m_drawer = std::make_unique<station::PaperDrawer>(*m_safe, station::SteadyTime{steady_now, apps::boot_of_machine()},
                                                      m_wall);
    restore();
    return {};
}

/// As a real station: what was under way goes on before the room is asked.
void SimulatedStation::restore() {
    auto kept = m_drawer->find(m_work->candidate());
    auto sheet = kept ? station::read_sheet(kept->paper) : Result<station::Sheet>(fail(Error{}));
    if (!sheet)
        return;
    m_report.from_disk = true;
    m_paper = std::move(kept->paper);
    m_least = kept->view.next_sequence;
    m_first_deadline = kept->view.deadline;
    m_time.hear(*kept->view.deadline - kept->view.now, kept->view.state != exam::AttemptState::Paused, kept->asked,
                kept->heard);
    take_paper(*std::move(sheet));
}

void SimulatedStation::take_paper(station::Sheet sheet) {
    m_sheet = std::move(sheet);
    for (std::size_t i = 0; i < m_sheet->questions.size(); ++i)
        m_order.insert(m_order.end(), 1 + m_random.below(2), i); // some questions are answered a second time
    m_random.shuffle(m_order);
    if (m_report.trouble == Trouble::Silent)
        m_silent_until = Steady::now() + 12s;
    m_next_answer =
        Steady::now() + std::chrono::milliseconds(m_random.below(static_cast<std::size_t>(m_plan.every.count()) + 1));
}

/// While the room is away the candidate goes on.
Result<void> SimulatedStation::answer_alone() {
    if (!m_sheet || m_work->count() >= m_order.size() || Steady::now() < m_next_answer ||
        m_time.left(steady_now()).value_or(0ms) <= 0ms)
        return {};
    ++m_report.alone;
    return answer_one();
}

void SimulatedStation::hear_time(const exam::StationView& view, std::chrono::milliseconds asked) {
    const auto heard = steady_now();
    const bool runs = view.state != exam::AttemptState::Paused;
    if (const auto own = m_time.left(heard); own && runs) {
        const std::chrono::milliseconds rooms = *view.deadline - view.now;
        m_report.time_wrong = std::max(m_report.time_wrong, std::chrono::milliseconds(std::chrono::abs(*own - rooms)));
    }
    m_time.hear(*view.deadline - view.now, runs, asked, heard);
}

bool SimulatedStation::away(const std::optional<ErrorCode>& failed) {
    const auto now = Steady::now();
    if (failed != ErrorCode::Unreachable) {
        if (m_away_since)
            m_report.longest_away = std::max(
                m_report.longest_away, std::chrono::duration_cast<std::chrono::milliseconds>(now - *m_away_since));
        m_away_since.reset();
        m_last_good = now;
        return false;
    }
    if (!m_away_since)
        m_away_since = now;
    return true;
}

Result<void> SimulatedStation::enrol() {
    CANBO_TRY(m_report.station,
              heard(m_line->enrol({m_plan.code, m_id, fmt::format("Máy {}", m_plan.number), m_plan.number})));
    return {};
}

Result<void> SimulatedStation::live() {
    bool enrolled = false;
    while (!m_ended) {
        if (Steady::now() - m_last_good > m_plan.patience)
            return fail(ErrorCode::Unreachable, "The exam room cannot be reached");
        auto done = enrolled ? Result<void>() : enrol();
        enrolled = enrolled || done.has_value();
        if (done) {
            const auto asked = steady_now();
            const auto view = heard(m_line->view());
            if (view && view->deadline && view->state && exam::is_at_work(*view->state))
                hear_time(*view, asked);
            done = view ? step(*view) : Result<void>(fail(view.error()));
        }
        if (!done && done.error().code == ErrorCode::Unreachable)
            CANBO_TRY_VOID(answer_alone());
        if (!done && done.error().code == ErrorCode::Unauthenticated)
            enrolled = false;
        else if (!done && done.error().code != ErrorCode::Unreachable && done.error().code != ErrorCode::Conflict)
            return done;
        if (!done)
            std::this_thread::sleep_for(200ms);
    }
    return {};
}

Result<void> SimulatedStation::step(const exam::StationView& view) {
    using exam::AttemptState;
    m_report.state = view.state ? exam::attempt_name(*view.state) : "";
    m_least = view.next_sequence;
    if (view.deadline) {
        if (!m_first_deadline)
            m_first_deadline = view.deadline;
        m_report.deadline_change = std::max(
            m_report.deadline_change, std::chrono::milliseconds(std::chrono::abs(*view.deadline - *m_first_deadline)));
    }
    if (!view.state || view.state == AttemptState::Waiting || view.state == AttemptState::Paused) {
        if (view.state)
            m_alone_since = Steady::now();
        m_ended = !view.state && Steady::now() - m_alone_since > m_plan.patience;
        std::this_thread::sleep_for(view.state ? 250ms : 500ms);
        return {};
    }
    if (view.state == AttemptState::Seated || !view.signed_in)
        return sign_in(view);
    if (view.state == AttemptState::Running || view.state == AttemptState::Disconnected)
        return work(view);
    m_report.receipt = view.receipt;
    m_ended = true;
    return m_drawer->wipe();
}

Result<void> SimulatedStation::sign_in(const exam::StationView& view) {
    if (m_report.trouble == Trouble::Late)
        std::this_thread::sleep_for(1500ms);
    const auto pin = m_plan.pin_of(view.candidate);
    if (pin.empty() && view.pin)
        return fail(ErrorCode::NotFound,
                    "The candidate's number to sign in is not known: give --pins, or the room's --data");
    CANBO_TRY_VOID(m_work->begin(view.candidate));
    CANBO_TRY(const auto signed_in, heard(m_line->sign_in(view.candidate, pin)));
    return {};
}

Result<void> SimulatedStation::work(const exam::StationView& view) {
    CANBO_TRY_VOID(m_work->begin(view.candidate));
    if (!m_sheet) {
        CANBO_TRY(m_paper, heard(m_line->paper()));
        CANBO_TRY(auto sheet, station::read_sheet(m_paper));
        take_paper(std::move(sheet));
    }
    const auto now = steady_now();
    CANBO_TRY_VOID(m_drawer->keep({view, m_paper, {}, now, now}));
    const auto until = Steady::now() + heartbeat;
    while (Steady::now() < until) {
        if (m_work->count() < m_order.size() && Steady::now() >= m_next_answer)
            CANBO_TRY_VOID(answer_one());
        const bool silent = Steady::now() < m_silent_until;
        if (!silent && !m_work->waiting(1).empty())
            CANBO_TRY_VOID(send());
        if (!silent && m_work->count() >= m_order.size() && m_work->waiting(1).empty())
            return hand_in();
        std::this_thread::sleep_for(std::min<std::chrono::milliseconds>(50ms, m_plan.every / 2 + 1ms));
        if (silent && m_work->count() >= m_order.size())
            std::this_thread::sleep_for(500ms);
    }
    while (Steady::now() < m_silent_until && m_work->count() < m_order.size()) { // not even a heartbeat
        if (Steady::now() >= m_next_answer)
            CANBO_TRY_VOID(answer_one());
        std::this_thread::sleep_for(50ms);
    }
    std::this_thread::sleep_until(std::min(m_silent_until, Steady::now() + 13s));
    return {};
}

std::string SimulatedStation::own_time() const {
    const auto now = base::SystemClock().now() + m_plan.clock_off;
    return base::to_iso(m_report.trouble == Trouble::WrongClock ? now - std::chrono::hours(7) : now);
}

assessment::Response SimulatedStation::response_to(const station::SheetQuestion& question) {
    const auto& view = question.view;
    assessment::Response out;
    switch (view.kind) {
    case assessment::AnswerKind::Several:
        for (std::size_t i = 0; i < view.options.size(); ++i)
            out.set("choice" + std::to_string(i), std::to_string(m_random.below(2)));
        break;
    case assessment::AnswerKind::One:
        out.set("answer", std::to_string(m_random.below(question.type == "truefalse" ? 2 : view.options.size() + 1)));
        break;
    case assessment::AnswerKind::Match:
        for (std::size_t i = 0; i < view.stems.size(); ++i)
            out.set("sub" + std::to_string(i), std::to_string(1 + m_random.below(view.options.size())));
        break;
    default:
        out.set("answer", std::to_string(m_random.below(100)));
    }
    return out;
}

Result<void> SimulatedStation::answer_one() {
    const auto slot = m_order[m_work->count()];
    m_next_answer += m_plan.every;
    CANBO_TRY(const auto kept,
              m_work->record(static_cast<int>(slot) + 1, response_to(m_sheet->questions[slot]), own_time(), m_least));
    return {};
}

Result<void> SimulatedStation::send() {
    auto answers = m_work->waiting(most_at_once);
    if (m_report.trouble == Trouble::Old)
        for (const auto& [sequence, one] : m_work->answers())
            if (answers.size() < most_at_once + 3)
                answers.push_back(one);
    for (int time = m_report.trouble == Trouble::Twice ? 0 : 1; time < 2; ++time) {
        const auto begin = Steady::now();
        CANBO_TRY(const auto acks, heard(m_line->answer(answers)));
        m_report.times.push_back(std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - begin));
        CANBO_TRY_VOID(m_work->hear(acks));
    }
    return {};
}

Result<void> SimulatedStation::hand_in() {
    CANBO_TRY(m_report.receipt, heard(m_line->submit()));
    m_report.state = "submitted";
    m_ended = true;
    return m_drawer->wipe();
}

} // namespace canbo::ctl
