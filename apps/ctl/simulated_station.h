#pragma once

#include "assessment/random.h"
#include "common/room_line.h"
#include "exam/station_safe.h"
#include "exam/station_work.h"
#include "station/countdown.h"
#include "station/kept_paper.h"
#include "station/sheet.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace canbo::ctl {

/// How a made-up candidate behaves.
enum class Trouble {
    None,
    Late,       ///< Waits a while before beginning.
    Silent,     ///< Sends nothing for a time, and works on.
    Twice,      ///< Sends everything twice.
    Old,        ///< Sends answers again that are long replaced.
    WrongClock, ///< Its clock is wrong by hours.
};
const char* trouble_name(Trouble trouble); ///< "wrong-clock"

struct SimulationPlan {
    std::string url, code;
    std::filesystem::path folder; ///< Of this station; kept, so that it goes on after being killed.
    int number{1};                ///< The seat it asks for.
    std::uint64_t seed{1};
    std::chrono::milliseconds every{300}; ///< Between two answers.
    std::chrono::hours clock_off{0};      ///< By which its own clock is wrong.
    std::chrono::seconds patience{60};    ///< How long it waits for a candidate, or for a room that is away.
    std::function<std::string(const std::string& candidate)> pin_of; ///< Empty when it is not known (yet).
};

struct SimulationReport {
    int station{0};
    std::string candidate, state, receipt, error;
    Trouble trouble{Trouble::None};
    std::size_t answers{0}, kept{0}, refused{0}, waiting{0};
    std::chrono::milliseconds longest_away{0};    ///< From the first call that failed to the next that did not.
    bool from_disk{false};                        ///< It began with the paper it had kept, before any room spoke.
    std::size_t alone{0};                         ///< Answers given while the room was away.
    std::chrono::milliseconds time_wrong{0};      ///< By which the time it went by, alone, differed from the room's.
    std::chrono::milliseconds deadline_change{0}; ///< The most by which its deadline ever differed from the first.
    std::vector<std::chrono::microseconds> times; ///< Of each call that brought an acknowledgement.
};

/// A station without a screen: enrols, waits for a candidate, signs in, answers by chance from its seed, each answer on
/// its disk before it is sent, and hands in.
class SimulatedStation {
public:
    explicit SimulatedStation(SimulationPlan plan);
    ~SimulatedStation();
    SimulationReport run();

private:
    using Steady = std::chrono::steady_clock;

    Result<void> prepare();
    Result<void> enrol();
    Result<void> live();
    Result<void> step(const exam::StationView& view);
    Result<void> sign_in(const exam::StationView& view);
    Result<void> work(const exam::StationView& view);
    void restore();
    void take_paper(station::Sheet sheet);
    Result<void> answer_alone();
    void hear_time(const exam::StationView& view, std::chrono::milliseconds asked);
    Result<void> answer_one();
    Result<void> send();
    Result<void> hand_in();
    /// Notes whether the room was there. True where the call may be repeated.
    bool away(const std::optional<ErrorCode>& failed);
    template <class Value>
    Result<Value> heard(Result<Value> answer) {
        away(answer ? std::nullopt : std::optional(answer.error().code));
        return answer;
    }
    std::string own_time() const;
    assessment::Response response_to(const station::SheetQuestion& question);

    SimulationPlan m_plan;
    SimulationReport m_report;
    assessment::Random m_random;
    std::string m_id;
    std::unique_ptr<apps::RoomLine> m_line;
    std::unique_ptr<exam::StationJournal> m_journal;
    std::unique_ptr<exam::StationWork> m_work;
    std::unique_ptr<exam::StationSafe> m_safe;
    std::unique_ptr<station::PaperDrawer> m_drawer;
    base::SystemClock m_wall;
    station::Countdown m_time;
    Json m_paper;
    std::optional<station::Sheet> m_sheet;
    std::vector<std::size_t> m_order;
    std::int64_t m_least{1};
    std::optional<base::Time> m_first_deadline;
    Steady::time_point m_next_answer{}, m_silent_until{}, m_last_good{Steady::now()}, m_alone_since{Steady::now()};
    std::optional<Steady::time_point> m_away_since;
    bool m_ended{false};
};

} // namespace canbo::ctl
