#pragma once

#include <filesystem>
#include <string>

namespace canbo::apps {

/// Sends the program's log lines to DIR/canbo.log (and keeps the last ones for the viewer). The toolkit's own log goes
/// there too: it must never open a dialog. A file over 1 MB is begun anew, the one before kept as canbo.log.1.
void open_log_book(const std::filesystem::path& folder);

/// The newest lines, oldest first. Holds no personal data: the log never does.
std::string newest_log_lines();

/// What a person copies when asking for help: versions, settings of the look, state of the line, log; no names,
/// numbers or contents.
std::string diagnostics(const std::string& line_state);

} // namespace canbo::apps
