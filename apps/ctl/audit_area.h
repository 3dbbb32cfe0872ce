#pragma once

#include "command_line.h"

namespace canbo::ctl {

class Runtime;

void add_audit_commands(Command& app, Runtime& runtime);
void add_person_commands(Command& app, Runtime& runtime);

} // namespace canbo::ctl
