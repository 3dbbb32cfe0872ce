#pragma once

#include "base/result.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::exam {

/// Something that a station saw of the machine it stands on, or a candidate's call for help. Evidence for the
/// invigilators: it changes no attempt.
struct StationSign {
    std::int64_t sequence{0}; ///< The station's count; the same one again is noted once.
    std::string kind;         ///< One of station_sign_kinds().
    std::string text;         ///< What was seen, by its technical name ("xterm, process 4711"); at most 500 bytes.
    std::chrono::milliseconds age{0}; ///< How long ago it was seen, by the station's monotonic clock.
};

/// "focus", "displays", "clipboard", "screenshot", "remote", "virtual-machine", "usb-storage", "blind", "help":
/// a closed list, so that they can be counted.
const std::vector<std::string_view>& station_sign_kinds();
const char* station_sign_label(std::string_view kind); ///< msgid

} // namespace canbo::exam
