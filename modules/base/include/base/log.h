#pragma once

#include <fmt/core.h>

#include <string_view>
#include <utility>

namespace canbo::base {

enum class LogLevel { Debug, Info, Warning, Error };

/// Where log lines go: standard error unless told otherwise. Safe from any thread. One line per call; line feeds
/// in the text are escaped, so that nothing from outside can forge a line. Personal data is never logged.
void set_log_sink(void (*sink)(LogLevel, std::string_view line));
void set_log_level(LogLevel least);
void log_line(LogLevel level, std::string_view text);

template <class... Args>
void log(LogLevel level, fmt::format_string<Args...> format, Args&&... args) {
    log_line(level, fmt::format(format, std::forward<Args>(args)...));
}

} // namespace canbo::base
