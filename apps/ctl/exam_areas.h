#pragma once

#include "runtime.h"

namespace canbo::ctl {

// The areas of exams, each in its own files.
void add_exam_commands(Command& app, Runtime& runtime);
void add_room_commands(Command& app, Runtime& runtime);
void add_station_commands(Command& app, Runtime& runtime);

} // namespace canbo::ctl
