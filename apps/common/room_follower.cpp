#include "common/room_follower.h"

#include "base/file.h"
#include "common/exam_desk.h"
#include "common/room_host.h"
#include "exam/room_replica.h"
#include "service/key_file.h"
#include "service/office_folder.h"
#include "storage/room_store.h"
#include "wire/room_client.h"
#include "wire/room_code.h"

#include <cstdlib>

namespace canbo::apps {
namespace fs = std::filesystem;
namespace {

constexpr const char* offset_file = "room.offset";

Result<void> keep_secrets(const Json& answer, const fs::path& folder, const std::string& exam_key) {
    const auto sealed = answer.contains("secrets") && answer["secrets"].is_string()
                            ? base::from_base64(answer["secrets"].get_ref<const std::string&>())
                            : Result<std::string>(fail(ErrorCode::InvalidInput, "The room's answer cannot be read"));
    if (!sealed)
        return fail(sealed.error());
    CANBO_TRY(const auto text, base::open_sealed(exam_key, *sealed));
    CANBO_TRY(const auto files, base::parse_json(text, {400'000, 4}));
    for (const char* name : {"room.key.pem", "room.code", "room.token", "station.key", "room.pem"}) { // last: see there
        if (!files.is_object() || !files.contains(name) || !files[name].is_string())
            return fail(ErrorCode::InvalidInput, "The room's answer cannot be read", name);
        CANBO_TRY_VOID(service::write_key_file(folder / name, files[name].get<std::string>()));
    }
    return {};
}

} // namespace

struct RoomFollower::Parts {
    service::FolderLock lock;
    fs::path folder;
    std::unique_ptr<storage::SqlDatabase> database;
    storage::SqlRoomStore store;
    std::unique_ptr<exam::RoomReplica> replica;
    std::unique_ptr<wire::RoomClient> client;
    const base::Clock* clock{nullptr};
    std::string room, address;

    Result<Json> ask(bool secrets) {
        Json positions = Json::object();
        for (const auto& [candidate, position] : replica->positions())
            positions[candidate] = position;
        return client->post("/api/v1/room/follow", {{"after", replica->last_event()},
                                                    {"positions", std::move(positions)},
                                                    {"address", address},
                                                    {"secrets", secrets}});
    }

    Result<std::size_t> take(const Json& answer) {
        CANBO_TRY(const auto news, exam::news_from_json(answer));
        CANBO_TRY_VOID(replica->take(news));
        return news.events.size() + news.answers.size();
    }
};

RoomFollower::RoomFollower(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
RoomFollower::~RoomFollower() = default;

Result<std::unique_ptr<RoomFollower>> RoomFollower::open(const fs::path& desk_folder, const FollowPlan& plan,
                                                         const base::Clock& clock, const std::string& version) {
    auto parts = std::make_unique<Parts>();
    parts->clock = &clock;
    parts->address = plan.address;
    CANBO_TRY(const auto file, base::read_file(plan.package, exam::most_sealed_file));
    const auto name = exam_named(file);
    CANBO_TRY(const auto desk, ExamDesk::of(desk_folder, name));
    CANBO_TRY(const auto key, exam_key_for(name, plan.key_file, desk_folder, plan.package));
    if (key.empty())
        return fail(ErrorCode::NotFound, "The exam's key is needed: join it, or give it with --key");
    CANBO_TRY(const auto package, exam::open_package(file, key));
    if (plan.room.empty() && package.exam.rooms.size() > 1)
        return fail(ErrorCode::InvalidInput, "The exam has several rooms: say which with --room");
    parts->room = plan.room.empty() ? package.exam.rooms.front().room : plan.room;
    parts->folder = desk.room_folder(parts->room);
    std::error_code code;
    fs::create_directories(parts->folder, code);
    CANBO_TRY(parts->lock, service::FolderLock::take(parts->folder, "room.lock"));
    CANBO_TRY(parts->database, desk.open_database(version));
    CANBO_TRY(parts->replica, exam::RoomReplica::open(*parts->database, parts->store, package, parts->room));
    CANBO_TRY(const auto proof, wire::parse_room_code(plan.code));
    CANBO_TRY(parts->client,
              wire::RoomClient::make(plan.server, proof.pin, wire::standby_token(key, package.exam.exam, parts->room)));
    CANBO_TRY(const auto first, parts->ask(true));
    CANBO_TRY_VOID(keep_secrets(first, parts->folder, key));
    CANBO_TRY([[maybe_unused]] const auto count, parts->take(first));
    return std::unique_ptr<RoomFollower>(new RoomFollower(std::move(parts)));
}

Result<std::size_t> RoomFollower::follow() {
    CANBO_TRY(const auto answer, m_parts->ask(false));
    const auto there = base::parse_time(answer.value("now", ""));
    if (there) {
        const std::chrono::milliseconds off = *there - m_parts->clock->now();
        CANBO_TRY_VOID(base::write_file(m_parts->folder / offset_file, std::to_string(off.count())));
    }
    return m_parts->take(answer);
}

std::int64_t RoomFollower::records() const {
    auto out = m_parts->replica->last_event();
    for (const auto& [candidate, position] : m_parts->replica->positions())
        out += position;
    return out;
}

const std::string& RoomFollower::room() const { return m_parts->room; }

std::chrono::milliseconds followed_clock(const fs::path& room_folder) {
    const auto text = base::read_file(room_folder / offset_file, 100);
    return std::chrono::milliseconds(text ? std::atoll(text->c_str()) : 0);
}

} // namespace canbo::apps
