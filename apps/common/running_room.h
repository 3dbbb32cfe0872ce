#pragma once

#include "base/result.h"
#include "wire/room_client.h"

#include <filesystem>
#include <memory>
#include <string>

namespace canbo::apps {

/// The room's folder says where its process is: room.json, readable by this user only.
struct RunningRoom {
    std::string exam, room, url, pin, token, code;
};
Result<void> save_running(const std::filesystem::path& folder, const RunningRoom& running);
/// The running room of this desk. `exam` and `room` empty: the only one. @error NotFound; InvalidInput several
Result<RunningRoom> find_running(const std::filesystem::path& desk, const std::string& exam, const std::string& room);
/// Speaks to it with its token. @error as find_running()
Result<std::unique_ptr<wire::RoomClient>> connect_room(const std::filesystem::path& desk, const std::string& exam,
                                                       const std::string& room);

} // namespace canbo::apps
