#pragma once

#include "training_ui/drill_presenter.h"

#include <filesystem>

namespace canbo::apps {

/// Drills of the first course on the desk that has some, shipped or installed.
training::ui::DrillParts drill_parts(std::filesystem::path folder, std::filesystem::path share,
                                     training::DrillStore& store, const base::Clock& clock);

} // namespace canbo::apps
