#pragma once

#include "runtime.h"
#include "wire/room_client.h"

#include <memory>
#include <string>

namespace canbo::ctl {

// What the commands about a running room share; each subject has its own file.
void add_room_open(Command& area, Runtime& runtime);  ///< open
void add_room_admit(Command& area, Runtime& runtime); ///< admit

/// The room's folder says where its process is: room.json, readable by this user only.
struct RunningRoom {
    std::string exam, room, url, pin, token, code;
};
Result<void> save_running(const std::filesystem::path& folder, const RunningRoom& running);
/// The running room of this desk. `exam` and `room` empty: the only one. @error NotFound; InvalidInput several
Result<RunningRoom> find_running(const std::filesystem::path& desk, const std::string& exam, const std::string& room);
/// Speaks to it with its token. @error as find_running()
Result<std::unique_ptr<wire::RoomClient>> connect_room(Runtime& runtime, const std::string& exam,
                                                       const std::string& room);

} // namespace canbo::ctl
