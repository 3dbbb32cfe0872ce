// room follow: a second computer that has everything the room has, and can take it over.
#include "base/file.h"
#include "common/exam_desk.h"
#include "common/room_follower.h"
#include "console.h"
#include "room.h"

#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <thread>

namespace canbo::ctl {
namespace {

std::atomic<bool> end_asked{false};

struct RoomFollowArguments {
    apps::FollowPlan plan;
    std::string package, listen, by;
    int patience{0};
    bool once{false}, plain{false};
};

/// Until the room is gone for so long, or somebody ends it. @returns true when the room is to be taken over
Result<bool> follow_room(Runtime& runtime, const RoomFollowArguments& in, const base::Clock& clock) {
    CANBO_TRY(const auto follower, apps::RoomFollower::open(runtime.folder(), in.plan, clock, version));
    fmt::print("{}\n", runtime.json ? Json{{"room", follower->room()}, {"records", follower->records()}}.dump()
                                    : follower->room());
    std::fflush(stdout);
    auto heard = std::chrono::steady_clock::now();
    bool away = false;
    while (!end_asked) {
        const auto came = follower->follow();
        const auto now = std::chrono::steady_clock::now();
        if (came) {
            heard = now;
            if (in.once && *came == 0)
                return false;
        } else if (came.error().code != ErrorCode::Unreachable) {
            return fail(came.error());
        } else if (in.patience > 0 && now - heard > std::chrono::seconds(in.patience)) {
            return true;
        } else {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        if (!came && !away)
            print_error(came.error());
        away = !came;
    }
    return false;
}

Result<void> follow(Runtime& runtime, RoomFollowArguments in) {
    std::signal(SIGINT, [](int) { end_asked = true; });
    std::signal(SIGTERM, [](int) { end_asked = true; });
    in.plan.package = in.package;
    if (!in.listen.empty())
        in.plan.address = (in.plain ? "http://" : "https://") + in.listen;
    CANBO_TRY(const auto* clock, runtime.clock());
    CANBO_TRY(const bool gone, follow_room(runtime, in, *clock));
    if (!gone)
        return {};
    fmt::print(stderr, "warning: The room does not answer; this machine takes it over\n");
    apps::RoomPlan plan;
    plan.package = in.package;
    plan.key_file = in.plan.key_file;
    plan.room = in.plan.room;
    plan.by = in.by;
    plan.plain = in.plain;
    if (!in.listen.empty())
        plan.listen = in.listen;
    return hold_room(runtime, plan, true);
}

} // namespace

void add_room_follow(Command& area, Runtime& runtime) {
    auto in = std::make_shared<RoomFollowArguments>();
    auto* verb = add_verb(area, "follow", "Be a room's standby: keep a copy of everything, to take it over", runtime,
                          [&runtime, in] { return follow(runtime, *in); });
    verb->add_option("PACKAGE", in->package, "What exam pack wrote")->required();
    verb->add_option("--server", in->plan.server, "Address of the room")->required();
    verb->add_option("--code", in->plan.code, "The room's code")->required();
    verb->add_option("--key", in->plan.key_file, "File with the exam's key (default: the one joined on this desk)");
    verb->add_option("--room", in->plan.room, "The room (default: the exam's only one)");
    verb->add_option("--listen", in->listen, "Where this machine would hold the room: stations are told");
    verb->add_option("--take-over-after", in->patience,
                     "Seconds without the room after which this machine takes it over (default: never by itself)");
    verb->add_option("--by", in->by, "Name of the invigilator");
    verb->add_flag("--once", in->once, "Only until everything is here");
    verb->add_flag("--plain", in->plain, "HTTP without TLS, on this machine only");
}

} // namespace canbo::ctl
