// room open: holds one exam in one room until it is ended; killed and opened again it goes on where it was.
#include "cccd.h"
#include "common/room_host.h"
#include "room.h"

#include <fmt/format.h>

#include <csignal>
#include <signal.h>

namespace canbo::ctl {
namespace {

Result<void> open(Runtime& runtime, const apps::RoomPlan& plan) {
    CANBO_TRY(const auto* clock, runtime.clock());
    sigset_t signals; // before any thread starts, so that they all leave them to this one
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    CANBO_TRY(const auto host, apps::RoomHost::open(runtime.folder(), plan, *clock, version,
                                                    [&runtime] { return desk_anchors(runtime); }));
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

} // namespace

void add_room_open(Command& area, Runtime& runtime) {
    auto in = std::make_shared<apps::RoomPlan>();
    auto* verb = add_verb(area, "open", "Hold an exam in a room until the room is ended", runtime,
                          [&runtime, in] { return open(runtime, *in); });
    verb->add_option("PACKAGE", in->package, "What exam pack wrote")->required();
    verb->add_option("--key", in->key_file, "File with the exam's key (default: the one joined on this desk)");
    verb->add_option("--listen", in->listen, "Address of this machine in the room's network, with a port");
    verb->add_option("--room", in->room, "The room (default: the exam's only one)");
    verb->add_option("--by", in->by, "Name of the invigilator");
    verb->add_option("--packer", in->packers, "File with the public key of who may pack exams");
    verb->add_flag("--plain", in->plain, "HTTP without TLS, on this machine only");
}

} // namespace canbo::ctl
