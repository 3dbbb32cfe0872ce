#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace canbo::apps {

// What this computer has for a room or a station. Each asks the machine anew; none waits longer than two seconds. Any
// thread.

/// Addresses of this computer in its networks, IPv4 first; without the loopback and those of one link alone.
std::vector<std::string> network_addresses();
/// Is the clock kept by a time service? Nothing where the system does not tell.
std::optional<bool> clock_in_step();

/// Names the time since this computer was started: a monotonic clock counts on meanwhile. Empty where it has no name.
std::string boot_of_machine();

struct Printing {
    bool service{false};
    std::vector<std::string> printers;
};
/// What CUPS says, by its own program.
Printing printing();

} // namespace canbo::apps
