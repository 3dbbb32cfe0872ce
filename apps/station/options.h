#pragma once

#include "station_ui/station_presenter.h"

#include <filesystem>
#include <optional>

namespace canbo::apps {

/// What canbo-station was started with.
struct StationOptions {
    std::filesystem::path program, data;
    station::ui::RoomAddress room;
    bool windowed{false};
};

/// Nothing when the program shall end with `exit_code`: --help, --version or wrong usage.
std::optional<StationOptions> read_station_options(int argc, char** argv, int& exit_code);

} // namespace canbo::apps
