#include "common/room_host.h"

#include "base/file.h"
#include "base/text.h"
#include "common/exam_desk.h"
#include "common/running_room.h"
#include "service/key_file.h"
#include "service/office_folder.h"
#include "service/room_certificate.h"
#include "service/room_server.h"
#include "storage/room_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace canbo::apps {
namespace {

namespace fs = std::filesystem;

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

/// The room's own word that the packer is the right one, where the desk knows any; else the first one is kept.
Result<bool> check_packer(const exam::ExamPackage& package, const ExamDesk& desk, const RoomPlan& plan) {
    const auto known =
        packers_for(package.exam.exam, plan.packers, desk.folder().parent_path().parent_path(), plan.package);
    if (std::find(known.begin(), known.end(), package.signer) != known.end())
        return true;
    if (!known.empty())
        return fail(ErrorCode::DigestMismatch, "The exam was packed by somebody else");
    std::error_code code;
    fs::create_directories(desk.folder(), code);
    CANBO_TRY_VOID(base::write_file(desk.packer_file(), base::to_base64(package.signer) + "\n"));
    return false;
}

} // namespace

std::string exam_named(std::string_view file) {
    const auto start = file.find('\n');
    const auto end = start == std::string_view::npos ? start : file.find('\n', start + 1);
    if (end == std::string_view::npos)
        return {};
    const auto head = base::parse_json(file.substr(start + 1, end - start - 1), {100'000, 8});
    return head && head->is_object() && head->contains("exam") && (*head)["exam"].is_string()
               ? (*head)["exam"].get<std::string>()
               : std::string();
}

struct RoomHost::Parts {
    service::FolderLock lock;
    std::unique_ptr<storage::SqlDatabase> database;
    storage::SqlRoomStore store;
    std::unique_ptr<exam::SteadyClock> clock;
    std::unique_ptr<exam::ExamRoom> room;
    std::unique_ptr<service::RoomServer> server;
    std::string exam_key, url, code;
    bool packer_known{false};
};

RoomHost::RoomHost(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

RoomHost::~RoomHost() {
    if (m_parts->server)
        m_parts->server->stop();
}

Result<std::unique_ptr<RoomHost>> RoomHost::open(const fs::path& desk_folder, const RoomPlan& plan,
                                                 const base::Clock& clock, const std::string& version,
                                                 std::function<Result<identity::TrustAnchors>()> anchors) {
    auto parts = std::make_unique<Parts>();
    CANBO_TRY(const auto file, base::read_file(plan.package, exam::most_sealed_file));
    CANBO_TRY(const auto head, exam::package_head(file));
    const auto name = exam_named(file);
    CANBO_TRY(const auto desk, ExamDesk::of(desk_folder, name));
    CANBO_TRY(parts->exam_key, exam_key_for(name, plan.key_file, desk_folder, plan.package));
    if (parts->exam_key.empty())
        return fail(ErrorCode::NotFound, "The exam's key is needed: join it, or give it with --key");
    CANBO_TRY(auto package, exam::open_package(file, parts->exam_key));
    CANBO_TRY(const auto room, room_of(package, plan.room));
    if (package.exam.find_room(room) == nullptr)
        return fail(ErrorCode::NotFound, "The exam has no such room", room);
    CANBO_TRY(parts->packer_known, check_packer(package, desk, plan));
    const auto folder = desk.room_folder(room);
    std::error_code code;
    fs::create_directories(folder, code);
    CANBO_TRY(parts->lock, service::FolderLock::take(folder, "room.lock"));
    CANBO_TRY(parts->database, desk.open_database(version));
    parts->clock = std::make_unique<exam::SteadyClock>(clock.now());
    const int seats = package.exam.find_room(room)->seats;
    CANBO_TRY(parts->room, exam::ExamRoom::open({*parts->database, parts->store, *parts->clock, std::move(anchors)},
                                                std::move(package), room, plan.by));

    CANBO_TRY(const auto secrets, secrets_of(folder));
    CANBO_TRY(auto options, listen_at(plan.listen));
    take_last_port(options, desk_folder, name, room);
    if (!plan.plain) {
        options.certificate = secrets.certificate.certificate;
        options.private_key = secrets.certificate.private_key;
    }
    options.limits.threads = seats + 40;
    options.limits.keep_alive = std::chrono::seconds(30);
    parts->server = std::make_unique<service::RoomServer>(service::RoomServerPorts{
        *parts->room, secrets.code, secrets.token, secrets.token_key, parts->exam_key, folder});
    CANBO_TRY_VOID(parts->server->start(options));
    const bool six = options.host.find(':') != std::string::npos;
    parts->url = fmt::format("{}://{}{}{}:{}", plan.plain ? "http" : "https", six ? "[" : "", options.host,
                             six ? "]" : "", unsigned{parts->server->port()});
    parts->code = wire::show_room_code(secrets.code);
    std::unique_ptr<RoomHost> out(new RoomHost(std::move(parts)));
    CANBO_TRY_VOID(save_running(folder, {name, room, out->url(), secrets.code.pin, secrets.token, out->code()}));
    return out;
}

exam::ExamRoom& RoomHost::room() const { return *m_parts->room; }
const std::string& RoomHost::url() const { return m_parts->url; }
const std::string& RoomHost::code() const { return m_parts->code; }
bool RoomHost::packer_known() const { return m_parts->packer_known; }

Result<std::string> RoomHost::seal(const std::string& by) const {
    auto& room = *m_parts->room;
    CANBO_TRY(const auto record, room.seal(by));
    const auto& package = room.package();
    return exam::write_bundle(record, m_parts->exam_key, package.room_keys.at(room.room()), package.signer);
}

} // namespace canbo::apps
