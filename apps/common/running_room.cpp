#include "common/running_room.h"

#include "base/crypto.h"
#include "base/issues.h"
#include "service/key_file.h"

namespace canbo::apps {
namespace fs = std::filesystem;
namespace {

constexpr const char* file_name = "room.json";

Result<RunningRoom> read_running(const fs::path& file) {
    CANBO_TRY(const auto text, service::read_key_file(file));
    CANBO_TRY(const auto json, base::parse_json(text, {10'000, 4}));
    Issues issues;
    base::ObjectReader in(json, file_name, issues);
    RunningRoom out{in.text("exam"), in.text("room"), in.text("url"), {}, in.text("token"), in.text("code")};
    const auto pin = base::from_base64(in.text_or("pin", ""));
    if (!pin || issues.has_errors())
        return fail(ErrorCode::InvalidInput, "The room's file is damaged", file.string());
    out.pin = *pin;
    return out;
}

} // namespace

Result<void> save_running(const fs::path& folder, const RunningRoom& running) {
    const Json json = {{"exam", running.exam},   {"room", running.room},
                       {"url", running.url},     {"pin", base::to_base64(running.pin)},
                       {"token", running.token}, {"code", running.code}};
    return service::write_key_file(folder / file_name, json.dump() + "\n");
}

Result<RunningRoom> find_running(const fs::path& desk, const std::string& exam, const std::string& room) {
    std::vector<fs::path> found;
    std::error_code code;
    for (const auto& one : fs::directory_iterator(desk / "exams", code))
        for (const auto& place : fs::directory_iterator(one.path() / "rooms", code))
            if ((exam.empty() || one.path().filename() == exam) && (room.empty() || place.path().filename() == room) &&
                fs::exists(place.path() / file_name, code))
                found.push_back(place.path() / file_name);
    if (found.empty())
        return fail(ErrorCode::NotFound, "No room was opened on this desk: run canboctl room open");
    if (found.size() > 1)
        return fail(ErrorCode::InvalidInput, "This desk has several rooms: say which with --exam and --room");
    return read_running(found.front());
}

Result<std::unique_ptr<wire::RoomClient>> connect_room(const fs::path& desk, const std::string& exam,
                                                       const std::string& room) {
    CANBO_TRY(const auto running, find_running(desk, exam, room));
    return wire::RoomClient::make(running.url, running.pin, running.token);
}

} // namespace canbo::apps
