#pragma once

#include "common/diagnostics.h"
#include "desk_services.h"
#include "desktop/settings.h"

#include <string>
#include <utility>
#include <vector>

namespace canbo::apps {

/// What is gathered for "copy diagnostics".
struct Diagnostics {
    std::vector<std::pair<std::string, std::string>> facts;
    PrivateWords words;

    /// With the log as it is now; nothing private in it.
    std::string text() const;
};

/// Versions, look, folders, role and state of the line. UI thread.
Diagnostics window_facts(DeskServices& services, const desktop::Settings& settings, bool dark);
/// Adds how much the desk holds. For the worker.
void count_entries(DeskServices& services, Diagnostics& into);

} // namespace canbo::apps
