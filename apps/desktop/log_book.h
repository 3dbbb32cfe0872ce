#pragma once

#include "desktop/log_presenter.h"

#include <filesystem>
#include <string>
#include <vector>

namespace canbo::apps {

/// Sends the program's log lines to DIR/canbo.log (and keeps the last ones for the viewer). The toolkit's own log goes
/// there too: it must never open a dialog. A file over 1 MB is begun anew, the one before kept as canbo.log.1.
void open_log_book(const std::filesystem::path& folder);

/// The newest lines, oldest first. Holds no personal data: the log never does.
std::vector<desktop::LogLine> newest_log_lines();

/// A line as the file has it: "2024-02-16T02:00:00Z warning: …".
std::string log_text(const desktop::LogLine& line);

} // namespace canbo::apps
