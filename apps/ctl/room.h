#pragma once

#include "common/room_host.h"
#include "common/running_room.h"
#include "runtime.h"

#include <memory>
#include <string>

namespace canbo::ctl {

// What the commands about a running room share; each subject has its own file.
void add_room_follow(Command& area, Runtime& runtime); ///< follow
void add_room_open(Command& area, Runtime& runtime);   ///< open
void add_room_admit(Command& area, Runtime& runtime);  ///< admit

/// Holds a room until SIGTERM. `take_over`: this machine followed it, and holds it from now on.
Result<void> hold_room(Runtime& runtime, const apps::RoomPlan& plan, bool take_over);

/// Speaks to the running room of this desk. @error as apps::find_running()
inline Result<std::unique_ptr<wire::RoomClient>> connect_room(Runtime& runtime, const std::string& exam,
                                                              const std::string& room) {
    return apps::connect_room(runtime.folder(), exam, room);
}

} // namespace canbo::ctl
