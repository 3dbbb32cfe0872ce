// room open: holds one exam in one room until it is ended; killed and opened again it goes on where it was.
#include "base/file.h"
#include "base/log.h"
#include "base/text.h"
#include "cccd.h"
#include "common/exam_desk.h"
#include "room.h"
#include "service/key_file.h"
#include "service/office_folder.h"
#include "service/room_certificate.h"
#include "service/room_server.h"
#include "storage/room_store.h"

#include <fmt/format.h>

#include <csignal>
#include <signal.h>

namespace canbo::ctl {
namespace {

namespace fs = std::filesystem;

struct Arguments {
    std::string package, key, listen{"127.0.0.1:0"}, room, by;
    std::vector<std::string> packers;
    bool plain{false};
};

/// "192.168.1.10:8443", "[::1]:8443"
Result<service::ServerOptions> listen_at(const std::string& text) {
    const auto colon = text.rfind(':');
    service::ServerOptions out;
    out.host = text.substr(0, colon);
    if (out.host.size() > 2 && out.host.front() == '[' && out.host.back() == ']')
        out.host = out.host.substr(1, out.host.size() - 2);
    int port = -1;
    if (colon != std::string::npos)
        for (const char c : text.substr(colon + 1))
            port = c >= '0' && c <= '9' && port < 70'000 ? std::max(port, 0) * 10 + (c - '0') : 70'000;
    if (out.host.empty() || port < 0 || port > 65'535)
        return fail(ErrorCode::InvalidInput, "The address to listen on looks like 192.168.1.10:8443", "listen");
    out.port = static_cast<std::uint16_t>(port);
    return out;
}

Result<std::string> room_of(const exam::ExamPackage& package, const std::string& wanted) {
    if (wanted.empty() && package.exam.rooms.size() > 1)
        return fail(ErrorCode::InvalidInput, "The exam has several rooms: say which with --room");
    return wanted.empty() ? package.exam.rooms.front().room : wanted;
}

/// A secret of the room, drawn at the first opening and the same ever after.
Result<std::string> own_secret(const fs::path& file, std::string_view made) {
    std::error_code code;
    if (!fs::exists(file, code))
        CANBO_TRY_VOID(service::write_key_file(file, std::string(made) + "\n"));
    CANBO_TRY(const auto text, service::read_key_file(file));
    return std::string(base::trim(text));
}

struct RoomSecrets {
    wire::RoomCode code;
    std::string token, token_key;
    service::RoomCertificate certificate;
};

Result<RoomSecrets> secrets_of(const fs::path& folder) {
    RoomSecrets out;
    CANBO_TRY(out.certificate, service::own_room_certificate(folder));
    CANBO_TRY(const auto code,
              own_secret(folder / "room.code", wire::show_room_code(wire::make_room_code(out.certificate.digest))));
    CANBO_TRY(out.code, wire::parse_room_code(code));
    CANBO_TRY(out.token, own_secret(folder / "room.token", base::to_hex(base::random_bytes(24))));
    CANBO_TRY(out.token_key, own_secret(folder / "station.key", base::to_hex(base::random_bytes(32))));
    return out;
}

/// Where it listened before, as far as nobody asked for a certain port: stations find it again after a restart.
void take_last_port(service::ServerOptions& options, const fs::path& desk, const std::string& exam,
                    const std::string& room) {
    const auto before = find_running(desk, exam, room);
    if (options.port != 0 || !before)
        return;
    const auto colon = before->url.rfind(':');
    options.port = static_cast<std::uint16_t>(std::atoi(before->url.substr(colon + 1).c_str()));
}

/// The room's own word that the packer is the right one, where the desk knows any.
Result<void> check_packer(const exam::ExamPackage& package, const apps::ExamDesk& desk, const Arguments& in) {
    const auto known = apps::packers_for(package.exam.exam, in.packers, {}, in.package);
    for (const auto& key : known)
        if (key == package.signer)
            return {};
    if (!in.packers.empty())
        return fail(ErrorCode::DigestMismatch, "The exam was packed by somebody else");
    if (known.empty())
        fmt::print(stderr, "warning: The packer is not known here; compare the fingerprint ({})\n",
                   base::sha256_hex(package.signer).substr(0, 16));
    std::error_code code;
    if (!fs::exists(desk.packer_file(), code)) {
        fs::create_directories(desk.folder(), code);
        return base::write_file(desk.packer_file(), base::to_base64(package.signer) + "\n");
    }
    return {};
}

Result<void> serve(Runtime& runtime, const Arguments& in, exam::ExamRoom& room, const std::string& exam_key,
                   const apps::ExamDesk& desk) {
    const auto folder = desk.room_folder(room.room());
    CANBO_TRY(const auto secrets, secrets_of(folder));
    CANBO_TRY(auto options, listen_at(in.listen));
    take_last_port(options, runtime.folder(), desk.exam(), room.room());
    if (!in.plain) {
        options.certificate = secrets.certificate.certificate;
        options.private_key = secrets.certificate.private_key;
    }
    options.limits.threads = room.package().exam.find_room(room.room())->seats + 40;
    options.limits.keep_alive = std::chrono::seconds(30);
    sigset_t signals; // before any thread starts, so that they all leave them to this one
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    service::RoomServer server({room, secrets.code, secrets.token, secrets.token_key, exam_key});
    CANBO_TRY_VOID(server.start(options));
    const bool six = options.host.find(':') != std::string::npos;
    const auto url = fmt::format("{}://{}{}{}:{}", in.plain ? "http" : "https", six ? "[" : "", options.host,
                                 six ? "]" : "", unsigned{server.port()});
    const auto code = wire::show_room_code(secrets.code);
    CANBO_TRY_VOID(save_running(folder, {desk.exam(), room.room(), url, secrets.code.pin, secrets.token, code}));
    fmt::print(stderr, "listening on {}\n", url);
    fmt::print("{}\n", runtime.json ? Json{{"url", url}, {"code", code}, {"room", room.room()}}.dump() : code);
    std::fflush(stdout);
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop();
    return {};
}

Result<void> open(Runtime& runtime, const Arguments& in) {
    CANBO_TRY(const auto file, base::read_file(in.package, exam::most_sealed_file));
    CANBO_TRY(const auto head, exam::package_head(file));
    const auto name = head.contains("exam") && head["exam"].is_string() ? head["exam"].get<std::string>() : "";
    CANBO_TRY(const auto desk, apps::ExamDesk::of(runtime.folder(), name));
    CANBO_TRY(const auto key, apps::exam_key_for(name, in.key, runtime.folder(), in.package));
    if (key.empty())
        return fail(ErrorCode::NotFound, "The exam's key is needed: join it, or give it with --key");
    CANBO_TRY(auto package, exam::open_package(file, key));
    CANBO_TRY(const auto room, room_of(package, in.room));
    CANBO_TRY_VOID(check_packer(package, desk, in));
    std::error_code code;
    fs::create_directories(desk.room_folder(room), code);
    CANBO_TRY(const auto lock, service::FolderLock::take(desk.room_folder(room), "room.lock"));
    CANBO_TRY(const auto database, desk.open_database(version));
    storage::SqlRoomStore store;
    CANBO_TRY(const auto* clock, runtime.clock());
    const exam::SteadyClock steady(clock->now());
    CANBO_TRY(const auto opened, exam::ExamRoom::open({*database, store, steady, [&] { return desk_anchors(runtime); }},
                                                      std::move(package), room, in.by));
    return serve(runtime, in, *opened, key, desk);
}

} // namespace

void add_room_open(Command& area, Runtime& runtime) {
    auto in = std::make_shared<Arguments>();
    auto* verb = add_verb(area, "open", "Hold an exam in a room until the room is ended", runtime,
                          [&runtime, in] { return open(runtime, *in); });
    verb->add_option("PACKAGE", in->package, "What exam pack wrote")->required();
    verb->add_option("--key", in->key, "File with the exam's key (default: the one joined on this desk)");
    verb->add_option("--listen", in->listen, "Address of this machine in the room's network, with a port");
    verb->add_option("--room", in->room, "The room (default: the exam's only one)");
    verb->add_option("--by", in->by, "Name of the invigilator");
    verb->add_option("--packer", in->packers, "File with the public key of who may pack exams");
    verb->add_flag("--plain", in->plain, "HTTP without TLS, on this machine only");
}

} // namespace canbo::ctl
