// room open: holds one exam in one room until it is ended; killed and opened again it goes on where it was.
#include "base/file.h"
#include "cccd.h"
#include "common/exam_desk.h"
#include "common/room_follower.h"
#include "common/room_host.h"
#include "room.h"

#include <fmt/format.h>

#include <csignal>
#include <signal.h>

namespace canbo::ctl {
namespace {

/// The clock of the room that was followed, so that no candidate's time jumps.
Result<std::chrono::milliseconds> clock_of_before(const Runtime& runtime, const apps::RoomPlan& plan) {
    CANBO_TRY(const auto file, base::read_file(plan.package, exam::most_sealed_file));
    CANBO_TRY(const auto desk, apps::ExamDesk::of(runtime.folder(), apps::exam_named(file)));
    const auto running = plan.room.empty() ? std::string() : plan.room;
    std::error_code code;
    for (const auto& one : std::filesystem::directory_iterator(desk.folder() / "rooms", code))
        if (running.empty() || one.path().filename() == running)
            return apps::followed_clock(one.path());
    return fail(ErrorCode::NotFound, "This desk has followed no room: run canboctl room follow");
}

} // namespace

Result<void> hold_room(Runtime& runtime, const apps::RoomPlan& plan, bool take_over) {
    CANBO_TRY(const auto* own, runtime.clock());
    auto shift = std::chrono::milliseconds(0);
    if (take_over) {
        CANBO_TRY(shift, clock_of_before(runtime, plan));
    }
    const apps::ShiftedClock clock(*own, shift);
    sigset_t signals; // before any thread starts, so that they all leave them to this one
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    CANBO_TRY(const auto host, apps::RoomHost::open(runtime.folder(), plan, clock, version,
                                                    [&runtime] { return desk_anchors(runtime); }));
    if (take_over)
        CANBO_TRY_VOID(host->room().take_over(plan.by));
    const auto& room = host->room();
    if (!host->packer_known())
        fmt::print(stderr, "warning: The packer is not known here; compare the fingerprint ({})\n",
                   base::sha256_hex(room.package().signer).substr(0, 16));
    fmt::print(stderr, "listening on {}\n", host->url());
    fmt::print("{}\n", runtime.json ? Json{{"url", host->url()}, {"code", host->code()}, {"room", room.room()}}.dump()
                                    : host->code());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&signals, &signal);
    return {};
}

void add_room_open(Command& area, Runtime& runtime) {
    auto in = std::make_shared<apps::RoomPlan>();
    auto take_over = std::make_shared<bool>(false);
    auto* verb = add_verb(area, "open", "Hold an exam in a room until the room is ended", runtime,
                          [&runtime, in, take_over] { return hold_room(runtime, *in, *take_over); });
    verb->add_option("PACKAGE", in->package, "What exam pack wrote")->required();
    verb->add_option("--key", in->key_file, "File with the exam's key (default: the one joined on this desk)");
    verb->add_option("--listen", in->listen, "Address of this machine in the room's network, with a port");
    verb->add_option("--room", in->room, "The room (default: the exam's only one)");
    verb->add_option("--by", in->by, "Name of the invigilator");
    verb->add_option("--packer", in->packers, "File with the public key of who may pack exams");
    verb->add_flag("--take-over", *take_over, "This machine followed the room and holds it from now on");
    verb->add_flag("--plain", in->plain, "HTTP without TLS, on this machine only");
}

} // namespace canbo::ctl
