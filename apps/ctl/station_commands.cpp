// station simulate: made-up candidates at made-up stations, honest and troublesome ones, for load and faults.
#include "base/file.h"
#include "base/translation.h"
#include "console.h"
#include "exam_areas.h"
#include "room.h"
#include "simulated_station.h"
#include "wire/room_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <thread>

namespace canbo::ctl {
namespace {

constexpr int most_stations = 500;

struct StationArguments {
    std::string server, code, pins;
    int count{1}, every{300}, patience{60}, first{1}, clock_off{0};
    std::uint64_t seed{1};
};

/// Numbers to sign in, from a file of what room admit --json printed, or from the room that runs on this desk.
class PinBook {
public:
    PinBook(Runtime& runtime, std::string file) : m_runtime(runtime), m_file(std::move(file)) {}

    std::string find(const std::string& candidate) {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_pins.find(candidate); found != m_pins.end())
            return found->second;
        const auto read = m_file.empty() ? from_room() : from_file();
        return read ? m_pins[candidate] : std::string();
    }

private:
    Result<void> from_room() {
        CANBO_TRY(const auto client, connect_room(m_runtime, "", ""));
        CANBO_TRY(const auto answer, client->get("/api/v1/room/pins"));
        if (answer.contains("pins") && answer["pins"].is_object())
            for (const auto& [candidate, pin] : answer["pins"].items())
                if (pin.is_string())
                    m_pins[candidate] = pin.get<std::string>();
        return {};
    }

    Result<void> from_file() {
        CANBO_TRY(const auto text, base::read_file(m_file, 10'000'000));
        CANBO_TRY(const auto json, base::parse_json(text, {10'000'000, 8}));
        for (const auto& one : json.is_array() ? json : Json::array({json}))
            if (one.is_object() && one.contains("candidate") && one["candidate"].is_string() && one.contains("pin") &&
                one["pin"].is_string())
                m_pins[one["candidate"].get<std::string>()] = one["pin"].get<std::string>();
        return {};
    }

    Runtime& m_runtime;
    std::string m_file;
    std::mutex m_mutex;
    std::map<std::string, std::string> m_pins;
};

double quantile(std::vector<std::chrono::microseconds>& times, double part) {
    if (times.empty())
        return 0;
    const auto at = static_cast<std::size_t>(part * static_cast<double>(times.size() - 1));
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(at), times.end());
    return static_cast<double>(times[at].count()) / 1000;
}

Json report_to_json(const SimulationReport& r) {
    return {{"station", r.station},
            {"candidate", r.candidate},
            {"trouble", trouble_name(r.trouble)},
            {"state", r.state},
            {"answers", r.answers},
            {"kept", r.kept},
            {"refused", r.refused},
            {"waiting", r.waiting},
            {"longest_away_ms", r.longest_away.count()},
            {"from_disk", r.from_disk},
            {"alone", r.alone},
            {"time_wrong_ms", r.time_wrong.count()},
            {"deadline_change_ms", r.deadline_change.count()},
            {"receipt", r.receipt},
            {"error", r.error}};
}

Result<void> simulate(Runtime& runtime, const StationArguments& in) {
    CANBO_TRY_VOID(wire::parse_room_code(in.code));
    if (in.count < 1 || in.count > most_stations || in.every < 1 || in.patience < 1 || in.first < 1)
        return fail(ErrorCode::InvalidInput, "The number is outside what is allowed here");
    PinBook pins(runtime, in.pins);
    std::vector<SimulationReport> reports(static_cast<std::size_t>(in.count));
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < reports.size(); ++i)
        threads.emplace_back([&, i] {
            SimulationPlan plan;
            plan.url = in.server;
            plan.code = in.code;
            plan.number = in.first + static_cast<int>(i);
            plan.folder = runtime.folder() / "stations" / std::to_string(plan.number);
            plan.seed = in.seed;
            plan.every = std::chrono::milliseconds(in.every);
            plan.patience = std::chrono::seconds(in.patience);
            plan.clock_off = std::chrono::hours(in.clock_off);
            plan.pin_of = [&](const std::string& candidate) { return pins.find(candidate); };
            reports[i] = SimulatedStation(std::move(plan)).run();
        });
    for (auto& thread : threads)
        thread.join();
    std::vector<std::chrono::microseconds> times;
    std::size_t kept = 0, waiting = 0, failed = 0;
    Json stations = Json::array();
    for (auto& report : reports) {
        times.insert(times.end(), report.times.begin(), report.times.end());
        kept += report.kept;
        waiting += report.waiting;
        failed += report.error.empty() ? 0 : 1;
        stations.push_back(report_to_json(report));
    }
    const auto middle = quantile(times, 0.5), slow = quantile(times, 0.99);
    if (runtime.json)
        print_json({{"stations", std::move(stations)},
                    {"kept", kept},
                    {"waiting", waiting},
                    {"failed", failed},
                    {"calls", times.size()},
                    {"p50_ms", middle},
                    {"p99_ms", slow}});
    else
        print_line(fmt::format("{}: {}, {}: {}, p99 {} ms", base::tr("Answers kept"), kept,
                               base::tr("stations in trouble"), failed, slow));
    if (failed > 0)
        return fail(ErrorCode::Unreachable, "Some stations did not get to the end");
    return {};
}

} // namespace

void add_station_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<StationArguments>();
    auto* area = add_area(app, "station", "Candidates' stations");
    auto* verb = add_verb(*area, "simulate", "Made-up candidates for rehearsal and load, honest and troublesome ones",
                          runtime, [&runtime, in] { return simulate(runtime, *in); });
    verb->add_option("--server", in->server, "Address of the room")->required();
    verb->add_option("--code", in->code, "The room's code")->required();
    verb->add_option("--count", in->count, "How many stations");
    verb->add_option("--seed", in->seed, "What decides their answers and their troubles");
    verb->add_option("--first", in->first, "Seat of the first station");
    verb->add_option("--every", in->every, "Milliseconds between two answers");
    verb->add_option("--clock-off", in->clock_off, "Hours by which the stations' clocks are wrong");
    verb->add_option("--patience", in->patience, "Seconds to wait for a candidate or for a room that is away");
    verb->add_option("--pins", in->pins, "JSON that room admit printed (default: asked of the room on this desk)");
}

} // namespace canbo::ctl
