#pragma once

#include "common/running_room.h"
#include "runtime.h"

#include <memory>
#include <string>

namespace canbo::ctl {

// What the commands about a running room share; each subject has its own file.
void add_room_open(Command& area, Runtime& runtime);  ///< open
void add_room_admit(Command& area, Runtime& runtime); ///< admit

/// Speaks to the running room of this desk. @error as apps::find_running()
inline Result<std::unique_ptr<wire::RoomClient>> connect_room(Runtime& runtime, const std::string& exam,
                                                              const std::string& room) {
    return apps::connect_room(runtime.folder(), exam, room);
}

} // namespace canbo::ctl
