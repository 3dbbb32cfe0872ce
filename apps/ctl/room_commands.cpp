// room …: what invigilators do from a terminal; all but open speak to the room's running process.
#include "base/file.h"
#include "base/json_parts.h"
#include "base/text.h"
#include "base/translation.h"
#include "console.h"
#include "exam/attempt_state.h"
#include "exam_areas.h"
#include "room.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

struct RoomArguments {
    std::string exam, room, candidate, by, reason, category{"other"}, order, output;
    int minutes{0}, seat{0};
    bool is_break{false};
};

long long number_of(const Json& json, const char* name, long long fallback = 0) {
    return json.contains(name) && json[name].is_number_integer() ? json[name].get<long long>() : fallback;
}

std::string state_label(const std::string& name) {
    using exam::AttemptState;
    const auto state = exam::parse_attempt(name);
    if (!state)
        return name;
    switch (*state) {
    case AttemptState::Rostered:
        return base::tr("not here yet");
    case AttemptState::Identified:
    case AttemptState::Seated:
        return base::tr("seated");
    case AttemptState::Waiting:
        return base::tr("waits");
    case AttemptState::Running:
        return base::tr("works");
    case AttemptState::Paused:
        return base::tr("paused");
    case AttemptState::Disconnected:
        return base::tr("no contact");
    case AttemptState::Submitted:
        return base::tr("handed in");
    case AttemptState::TimeUp:
        return base::tr("time is up");
    case AttemptState::Stopped:
        return base::tr("stopped");
    case AttemptState::Withdrawn:
        return base::tr("withdrawn");
    default:
        return base::tr("sealed");
    }
}

/// "12:05", "–" where no time runs.
std::string minutes_text(const Json& line) {
    if (!line.contains("remaining_ms") || !line["remaining_ms"].is_number_integer())
        return "–";
    const long long seconds = std::max(0LL, line["remaining_ms"].get<long long>() / 1000);
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

std::string age_text(const Json& line) {
    const auto age = number_of(line, "contact_age_ms", -1);
    return age < 0 ? "–" : fmt::format("{} s", age / 1000);
}

Result<void> status(Runtime& runtime, const RoomArguments& in) {
    CANBO_TRY(const auto client, connect_room(runtime, in.exam, in.room));
    CANBO_TRY(const auto board, client->get("/api/v1/room/board"));
    if (runtime.json) {
        print_json(board);
        return {};
    }
    print_line(fmt::format("{} – {}", base::text_at(board, "title"), base::text_at(board, "room")));
    std::vector<std::vector<std::string>> rows;
    for (const auto& line : board["lines"])
        rows.push_back({std::to_string(number_of(line, "seat")), base::text_at(line, "candidate"),
                        base::text_at(line, "name"), state_label(base::text_at(line, "state")),
                        fmt::format("{}/{}", number_of(line, "answered"), number_of(line, "questions")),
                        minutes_text(line), age_text(line)});
    print_table({base::tr("Seat"), base::tr("Candidate"), base::tr("Name"), base::tr("State"), base::tr("Answered"),
                 base::tr("Time left"), base::tr("Last contact")},
                rows);
    return {};
}

Result<void> code(Runtime& runtime, const RoomArguments& in) {
    CANBO_TRY(const auto running, apps::find_running(runtime.folder(), in.exam, in.room));
    if (runtime.json)
        print_json({{"code", running.code}, {"url", running.url}, {"room", running.room}, {"exam", running.exam}});
    else
        print_line(running.code);
    return {};
}

Result<void> order(Runtime& runtime, const RoomArguments& in, const char* what) {
    CANBO_TRY(const auto client, connect_room(runtime, in.exam, in.room));
    Json message = {
        {"candidate", in.candidate}, {"by", in.by},          {"reason", in.reason}, {"minutes", in.minutes},
        {"seat", in.seat},           {"break", in.is_break}, {"order", in.order},   {"category", in.category}};
    CANBO_TRY(const auto answer, client->post(std::string("/api/v1/room/") + what, message));
    if (runtime.json)
        print_json(answer);
    else if (answer.contains("seat"))
        print_line(fmt::format("{}: {}", base::tr("Seat"), number_of(answer, "seat")));
    return {};
}

Result<void> seal(Runtime& runtime, const RoomArguments& in) {
    CANBO_TRY(const auto client, connect_room(runtime, in.exam, in.room));
    CANBO_TRY(const auto bundle, client->post_for_bytes("/api/v1/room/seal", {{"by", in.by}}));
    CANBO_TRY_VOID(base::write_file(in.output, bundle, true));
    const auto digest = base::sha256_hex(bundle);
    if (runtime.json)
        print_json({{"id", digest}, {"output", in.output}});
    else
        print_line(digest);
    return {};
}

} // namespace

void add_room_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<RoomArguments>();
    auto* area = add_area(app, "room", "An exam's room: open, admit, watch, help, seal");
    add_room_open(*area, runtime);
    add_room_follow(*area, runtime);
    add_room_admit(*area, runtime);
    const auto of_room = [in](Command* verb) {
        verb->add_option("--exam", in->exam, "The exam (default: the only one)");
        verb->add_option("--room", in->room, "The room (default: the only one)");
        return verb;
    };
    of_room(add_verb(*area, "status", "The board: who sits where, and how far they are", runtime,
                     [&runtime, in] { return status(runtime, *in); }));
    of_room(
        add_verb(*area, "code", "The code that stations need", runtime, [&runtime, in] { return code(runtime, *in); }));
    auto* verb = of_room(add_verb(*area, "seal", "End the room and write its bundle", runtime,
                                  [&runtime, in] { return seal(runtime, *in); }));
    verb->add_option("--output", in->output, "Bundle to write")->required();
    verb->add_option("--by", in->by, "Name of the invigilator");
    const auto add_order = [&](const char* name, const char* path, const std::string& help) {
        auto* made =
            of_room(add_verb(*area, name, help, runtime, [&runtime, in, path] { return order(runtime, *in, path); }));
        made->add_option("--by", in->by, "Name of the invigilator");
        return made;
    };
    const auto candidate = [in](Command* made) {
        return made->add_option("--candidate", in->candidate, "The candidate's number");
    };
    const auto one_or_all = [in](Command* made) {
        made->add_option("--candidate", in->candidate, "The candidate's number (default: all)");
    };
    const auto reason = [in](Command* made) { made->add_option("--reason", in->reason, "Why")->required(); };
    verb = add_order("pause", "pause", base::msgid("Stop the time of one candidate, or of all"));
    one_or_all(verb);
    reason(verb);
    verb->add_flag("--break", in->is_break, "A break by the exam's rules");
    verb = add_order("resume", "resume", base::msgid("Let the time of one candidate, or of all, go on"));
    one_or_all(verb);
    verb = add_order("add-time", "add-time", base::msgid("Give one candidate, or all, more time"));
    one_or_all(verb);
    verb->add_option("--minutes", in->minutes, "How many minutes")->required();
    reason(verb);
    verb = add_order("move", "move", base::msgid("Give a candidate another seat"));
    candidate(verb)->required();
    verb->add_option("--seat", in->seat, "Seat (default: the next free one)");
    reason(verb);
    verb = add_order("stop", "stop", base::msgid("End a candidate's attempt"));
    candidate(verb)->required();
    reason(verb);
    verb = add_order("withdraw", "withdraw", base::msgid("Note that a candidate gave up"));
    candidate(verb)->required();
    reason(verb);
    verb = add_order("reopen", "reopen", base::msgid("Let an ended attempt go on, by an order of the council"));
    candidate(verb)->required();
    verb->add_option("--order", in->order, "Number of the council's order")->required();
    verb->add_option("--minutes", in->minutes, "More minutes");
    reason(verb);
    verb = add_order("refuse", "refuse", base::msgid("Note that a candidate was not let in"));
    candidate(verb)->required();
    reason(verb);
    verb = add_order("note", "note", base::msgid("Note an incident"));
    candidate(verb);
    verb->add_option("--category", in->category, "technical, illness, behaviour, material, environment, help or other");
    verb->add_option("--text", in->reason, "What happened")->required();
}

} // namespace canbo::ctl
