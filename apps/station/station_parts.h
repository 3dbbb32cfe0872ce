#pragma once

#include "station_ui/station_presenter.h"

#include <filesystem>

namespace canbo::apps {

/// Joins a station's screen with its journals in `folder`, the network, the forms in `share` and the pictures.
station::ui::StationParts station_parts(const std::filesystem::path& folder, const std::filesystem::path& share,
                                        desktop::Background& line, desktop::Background& disk);

} // namespace canbo::apps
