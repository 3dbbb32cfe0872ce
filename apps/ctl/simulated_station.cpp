#include "simulated_station.h"

#include "assessment/recorded.h"
#include "base/clock.h"
#include "base/crypto.h"
#include "base/file.h"
#include "base/text.h"
#include "service/key_file.h"
#include "storage/station_journal.h"

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

std::string text(const Json& json, const char* name) {
    return json.contains(name) && json[name].is_string() ? json[name].get<std::string>() : std::string();
}

std::int64_t number(const Json& json, const char* name) {
    return json.contains(name) && json[name].is_number_integer() ? json[name].get<std::int64_t>() : 0;
}

exam::Ack ack_of(const Json& json) {
    exam::Ack out;
    out.sequence = number(json, "sequence");
    for (const auto word :
         {exam::Ack::Word::Stored, exam::Ack::Word::Again, exam::Ack::Word::Old, exam::Ack::Word::Later})
        if (text(json, "word") == exam::ack_name(word))
            out.word = word;
    out.code = base::code_from_name(text(json, "code"));
    return out;
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
    CANBO_TRY(m_client, wire::RoomClient::make(m_plan.url, m_plan.pin));
    CANBO_TRY(m_journal, storage::FileStationJournal::open(m_plan.folder / "journal"));
    CANBO_TRY(auto work, exam::StationWork::load(*m_journal));
    m_work = std::make_unique<exam::StationWork>(std::move(work));
    const auto id_file = m_plan.folder / "station.id";
    if (!fs::exists(id_file, ignored))
        CANBO_TRY_VOID(service::write_key_file(id_file, base::new_uuid() + "\n"));
    CANBO_TRY(const auto id, base::read_file(id_file, 1'000));
    m_id = base::trim(id);
    return {};
}

bool SimulatedStation::away(const Result<Json>& answer) {
    const auto now = Steady::now();
    if (answer || answer.error().code != ErrorCode::Unreachable) {
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

Result<Json> SimulatedStation::post(const std::string& path, const Json& message) {
    auto answer = m_client->post(path, message);
    away(answer);
    return answer;
}

Result<void> SimulatedStation::enrol() {
    CANBO_TRY(const auto answer, post("/api/v1/room/stations", {{"code", m_plan.code},
                                                                {"id", m_id},
                                                                {"name", fmt::format("Máy {}", m_plan.number)},
                                                                {"seat", m_plan.number}}));
    m_report.station = static_cast<int>(number(answer, "station"));
    m_client->set_token(text(answer, "token"));
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
            const auto view = m_client->get("/api/v1/room/station");
            done = away(view) || !view ? Result<void>(fail(view.error())) : step(*view);
        }
        if (!done && done.error().code == ErrorCode::Unauthenticated)
            enrolled = false;
        else if (!done && done.error().code != ErrorCode::Unreachable && done.error().code != ErrorCode::Conflict)
            return done;
        if (!done)
            std::this_thread::sleep_for(200ms);
    }
    return {};
}

Result<void> SimulatedStation::step(const Json& view) {
    const auto state = text(view, "state");
    m_report.state = state;
    m_least = number(view, "next_sequence");
    if (const auto deadline = text(view, "deadline"); !deadline.empty()) {
        if (m_first_deadline.empty())
            m_first_deadline = deadline;
        const auto first = base::parse_time(m_first_deadline), now = base::parse_time(deadline);
        if (first && now)
            m_report.deadline_change =
                std::max(m_report.deadline_change, std::chrono::milliseconds(std::chrono::abs(*now - *first)));
    }
    if (state.empty() || state == "waiting" || state == "paused") {
        if (!state.empty())
            m_alone_since = Steady::now();
        m_ended = state.empty() && Steady::now() - m_alone_since > m_plan.patience;
        std::this_thread::sleep_for(state.empty() ? 500ms : 250ms);
        return {};
    }
    if (state == "seated" || (view.contains("signed_in") && view["signed_in"] == false))
        return sign_in(view);
    if (state == "running" || state == "disconnected")
        return work(view);
    m_report.receipt = text(view, "receipt");
    m_ended = true;
    return {};
}

Result<void> SimulatedStation::sign_in(const Json& view) {
    if (m_report.trouble == Trouble::Late)
        std::this_thread::sleep_for(1500ms);
    const auto candidate = text(view, "candidate");
    const auto pin = m_plan.pin_of(candidate);
    if (pin.empty() && view.contains("pin") && view["pin"] == true)
        return fail(ErrorCode::NotFound,
                    "The candidate's number to sign in is not known: give --pins, or the room's --data");
    CANBO_TRY_VOID(m_work->begin(candidate));
    CANBO_TRY(const auto signed_in, post("/api/v1/room/station/sign-in", {{"candidate", candidate}, {"pin", pin}}));
    return {};
}

Result<void> SimulatedStation::work(const Json& view) {
    CANBO_TRY_VOID(m_work->begin(text(view, "candidate")));
    if (m_paper.is_null()) {
        auto paper = m_client->get("/api/v1/room/station/paper");
        if (away(paper) || !paper)
            return fail(paper.error());
        m_paper = *std::move(paper);
        for (std::size_t i = 0; i < m_paper["items"].size(); ++i)
            m_order.insert(m_order.end(), 1 + m_random.below(2), i); // some questions are answered a second time
        m_random.shuffle(m_order);
        if (m_report.trouble == Trouble::Silent)
            m_silent_until = Steady::now() + 12s;
        m_next_answer = Steady::now() +
                        std::chrono::milliseconds(m_random.below(static_cast<std::size_t>(m_plan.every.count()) + 1));
    }
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

assessment::Response SimulatedStation::response_to(const Json& item) {
    const auto type = text(item, "type");
    const auto count = [&](const char* name) { return item.contains(name) ? item[name].size() : 0; };
    assessment::Response out;
    if (type == "multichoice" && item.contains("single") && item["single"] == false) {
        for (std::size_t i = 0; i < count("choices"); ++i)
            out.set("choice" + std::to_string(i), std::to_string(m_random.below(2)));
    } else if (type == "multichoice") {
        out.set("answer", std::to_string(m_random.below(count("choices") + 1)));
    } else if (type == "truefalse") {
        out.set("answer", std::to_string(m_random.below(2)));
    } else if (type == "match") {
        for (std::size_t i = 0; i < count("stems"); ++i)
            out.set("sub" + std::to_string(i), std::to_string(1 + m_random.below(count("choices"))));
    } else {
        out.set("answer", std::to_string(m_random.below(100)));
    }
    return out;
}

Result<void> SimulatedStation::answer_one() {
    const auto slot = m_order[m_work->count()];
    m_next_answer += m_plan.every;
    CANBO_TRY(const auto kept,
              m_work->record(static_cast<int>(slot) + 1, response_to(m_paper["items"][slot]), own_time(), m_least));
    return {};
}

Result<void> SimulatedStation::send() {
    Json answers = Json::array();
    const auto add = [&](const exam::SentAnswer& one) {
        answers.push_back({{"sequence", one.sequence},
                           {"slot", one.slot},
                           {"response", assessment::response_to_json(one.response)},
                           {"station_time", one.station_time}});
    };
    for (const auto& one : m_work->waiting(most_at_once))
        add(one);
    if (m_report.trouble == Trouble::Old)
        for (const auto& [sequence, one] : m_work->answers())
            if (answers.size() < most_at_once + 3)
                add(one);
    const Json message = {{"answers", answers}};
    for (int time = m_report.trouble == Trouble::Twice ? 0 : 1; time < 2; ++time) {
        const auto begin = Steady::now();
        CANBO_TRY(const auto said, post("/api/v1/room/station/answers", message));
        m_report.times.push_back(std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - begin));
        std::vector<exam::Ack> acks;
        if (said.contains("acks") && said["acks"].is_array())
            for (const auto& one : said["acks"])
                acks.push_back(ack_of(one));
        CANBO_TRY_VOID(m_work->hear(acks));
    }
    return {};
}

Result<void> SimulatedStation::hand_in() {
    CANBO_TRY(const auto answer, post("/api/v1/room/station/submit", Json::object()));
    m_report.receipt = text(answer, "receipt");
    m_report.state = "submitted";
    m_ended = true;
    return {};
}

} // namespace canbo::ctl
