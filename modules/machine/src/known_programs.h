#pragma once

#include <string_view>

namespace canbo::machine {

// Names as /proc/PID/comm has them, cut at 15 letters.

/// Takes pictures or films of the screen.
bool is_recorder(std::string_view comm);
/// Shows the screen to, or takes keys from, another machine.
bool is_remote_control(std::string_view comm);
/// A maker or product by which firmware says that the machine is a program.
bool is_virtual_machine(std::string_view firmware_text);

} // namespace canbo::machine
